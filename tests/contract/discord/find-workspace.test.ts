import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDiscordApi } from '../../../adapters/discord/discord-api.ts';
import { createWorkspaceFinder } from '../../../adapters/discord/find-workspace.ts';
import { makeFakeChatHost } from '../channels/fake-chat-host.ts';
import { APPLICATION, type LocalDiscord, startLocalDiscord, TOKEN } from './local-discord.ts';
import { GUILD, MARIA, until } from './start-discord.ts';

let discord: LocalDiscord;
beforeEach(async () => {
  discord = await startLocalDiscord();
});
afterEach(async () => {
  vi.useRealTimers();
  await discord.close();
});

it('believes a membership for five minutes, then notices that a person has left', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const host = makeFakeChatHost();
  const api = createDiscordApi({ token: TOKEN, applicationId: APPLICATION, restUrl: discord.restUrl });
  const finder = createWorkspaceFinder({ api, host, guilds: () => [{ id: GUILD, name: 'Harbor' }] });
  discord.members.add(`${GUILD}:${MARIA}`);
  expect(await finder.find(MARIA)).toEqual({ kind: 'one', workspace: GUILD });
  discord.members.clear();
  vi.advanceTimersByTime(4 * 60_000);
  expect(await finder.find(MARIA)).toEqual({ kind: 'one', workspace: GUILD });
  expect(discord.calls).toHaveLength(1);
  vi.advanceTimersByTime(2 * 60_000);
  // The cache reads its clock at most once a millisecond.
  await until(async () => ((await finder.find(MARIA)).kind === 'none' ? true : null));
  expect(host.notices).toEqual([{ kind: 'left', user: MARIA, place: { channel: 'discord', workspace: GUILD } }]);
  // Said once: they are known to be away now.
  await finder.find(MARIA);
  expect(host.notices).toHaveLength(1);
});
