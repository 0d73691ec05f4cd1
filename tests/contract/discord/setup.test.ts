import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { buildCommands } from '../../../adapters/discord/build-commands.ts';
import { inviteUrl, PERMISSION_NUMBER, SCOPES } from '../../../adapters/discord/permissions.ts';
import { readCommand } from '../../../adapters/discord/read-command.ts';
import { registerCommands } from '../../../adapters/discord/register-commands.ts';
import { COMMANDS, commandText } from '../../../src/contracts/commands.ts';
import { APPLICATION, TOKEN } from './local-discord.ts';
import { GUILD, type Rig, startRig } from './start-discord.ts';

let rig: Rig;
afterEach(async () => rig?.close());

const find = async (name: string) => (await rig.channel.check()).find((finding) => finding.name === name);

describe('commands', () => {
  it('are registered for all servers, or for one', async () => {
    rig = await startRig({ start: false });
    const application = { token: TOKEN, applicationId: APPLICATION, restUrl: rig.discord.restUrl };
    const names = COMMANDS.map(({ name }) => name);
    expect(await registerCommands(application)).toEqual(names);
    expect(await registerCommands({ ...application, guild: GUILD })).toEqual(names);
    expect([...rig.discord.commands.keys()]).toEqual(['', GUILD]);
    expect(rig.discord.refused).toEqual([]);
  });

  it('say what is wrong when the token is', async () => {
    rig = await startRig({ start: false });
    const wrong = { token: 'not-the-token', applicationId: APPLICATION, restUrl: rig.discord.restUrl };
    await expect(registerCommands(wrong)).rejects.toMatchObject({ code: 'discord-bad-token' });
  });

  it('keep the words of every fixed choice', () => {
    for (const { name, choices } of COMMANDS) {
      const [option] = buildCommands().find((command) => command.name === name)?.options ?? [];
      for (const { value } of choices) {
        const typed = readCommand({ name, options: [{ name: option?.name ?? '', type: 3, value }] });
        expect(typed.text).toBe(commandText(name, value));
      }
    }
  });

  it('and permissions stand in the manifest as they are', async () => {
    const file = new URL('../../../manifests/discord.json', import.meta.url);
    const wanted = { scopes: SCOPES, permissions: String(PERMISSION_NUMBER), commands: buildCommands() };
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(wanted)));
  });
});

describe('the doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    rig = await startRig({ start: false, flags: 1 << 15 });
    rig.discord.commands.set(
      '',
      [...buildCommands()].map((command) => ({ ...command })),
    );
    rig.discord.guilds = [{ id: GUILD, name: 'Harbor', permissions: String(PERMISSION_NUMBER) }];
    const findings = await rig.channel.check();
    expect(findings.map(({ ok }) => ok)).toEqual(findings.map(() => 'ok'));
    expect(JSON.stringify(findings)).not.toContain(TOKEN);
  });

  it('names each thing that is missing, with what to do', async () => {
    rig = await startRig({ start: false });
    rig.discord.guilds = [{ id: GUILD, name: 'Harbor', permissions: String(PERMISSION_NUMBER & ~(1n << 15n)) }];
    rig.discord.application = { id: '1100000000000000009', flags: 0, interactions_endpoint_url: 'https://a.example' };
    expect(await find('Application')).toMatchObject({ ok: 'problem' });
    expect(await find('Server members intent')).toMatchObject({ ok: 'warning' });
    expect(await find('Interactions')).toMatchObject({
      ok: 'problem',
      advice: expect.stringContaining('DISCORD_PUBLIC_KEY'),
    });
    expect(await find('Slash commands')).toMatchObject({ ok: 'warning', detail: expect.stringContaining('/forecast') });
    expect(await find('Servers')).toMatchObject({ ok: 'warning', detail: expect.stringContaining('Attach Files') });
  });

  it('gives the way in where the bot is nowhere', async () => {
    rig = await startRig({ start: false });
    expect(await find('Servers')).toMatchObject({
      ok: 'problem',
      advice: expect.stringContaining(inviteUrl(APPLICATION)),
    });
  });

  it('never throws, whatever Discord says', async () => {
    rig = await startRig({ start: false });
    rig.discord.fail(/applications\/@me/, 401, { message: 'no', code: 0 });
    expect(await rig.channel.check()).toMatchObject([{ ok: 'problem', detail: 'Discord refuses the bot token.' }]);
    rig.discord.fail(/guilds|commands/, 500, {}, { times: 2 });
    expect((await rig.channel.check()).filter(({ detail }) => detail === 'Discord cannot be reached.')).toHaveLength(2);
  });
});
