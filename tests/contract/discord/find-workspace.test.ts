import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDiscordApi } from '../../../adapters/discord/discord-api.ts';
import { createWorkspaceFinder } from '../../../adapters/discord/find-workspace.ts';
import { makeFakeChatHost } from '../channels/fake-chat-host.ts';
import { APPLICATION, type LocalDiscord, startLocalDiscord, TOKEN } from './local-discord.ts';
import { GUILD, MARIA } from './start-discord.ts';

let discord: LocalDiscord;
beforeEach(async () => {
  discord = await startLocalDiscord();
});
afterEach(async () => {
  await discord.close();
});

it('believes a membership for five minutes, then notices that a person has left', async () => {
  let now = 1_000;
  const host = makeFakeChatHost();
  const api = createDiscordApi({ token: TOKEN, applicationId: APPLICATION, restUrl: discord.restUrl });
  const finder = createWorkspaceFinder({ api, host, guilds: () => [{ id: GUILD, name: 'Harbor' }], now: () => now });
  discord.members.add(`${GUILD}:${MARIA}`);
  expect(await finder.find(MARIA)).toEqual({ kind: 'one', workspace: GUILD });
  discord.members.clear();
  now += 4 * 60_000;
  expect(await finder.find(MARIA)).toEqual({ kind: 'one', workspace: GUILD });
  expect(discord.calls).toHaveLength(1);
  now += 2 * 60_000;
  expect(await finder.find(MARIA)).toEqual({ kind: 'none' });
  expect(host.notices).toEqual([{ kind: 'left', user: MARIA, place: { channel: 'discord', workspace: GUILD } }]);
  // Said once: they are known to be away now.
  await finder.find(MARIA);
  expect(host.notices).toHaveLength(1);
});
