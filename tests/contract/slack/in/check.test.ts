import { afterEach, expect, test } from 'vitest';
import { SCOPES } from '../../../../adapters/slack/scopes.ts';
import { BOT_TOKEN, type SlackScene, startSlack } from './start-slack.ts';

let scene: SlackScene;
afterEach(() => scene.close());

const short = async () => (await scene.channel.check()).map(({ name, ok }) => `${name}: ${ok}`);

test('all is well', async () => {
  scene = await startSlack();
  scene.slack.workspace.scopes = Object.keys(SCOPES);
  expect(await short()).toEqual(['Slack: events: ok', 'Slack: bot token: ok', 'Slack: rights: ok']);
});

test('missing rights are named', async () => {
  scene = await startSlack();
  scene.slack.workspace.scopes = Object.keys(SCOPES).filter((scope) => scope !== 'files:read');
  expect(await scene.channel.check()).toContainEqual({
    name: 'Slack: rights',
    ok: 'problem',
    detail: 'missing: files:read',
    advice: expect.stringContaining('install the app again'),
  });
});

test('a token that Slack does not take is a problem without the token in it', async () => {
  scene = await startSlack();
  scene.slack.next('auth.test', { error: 'invalid_auth' });
  const findings = await scene.channel.check();
  expect(findings[1]).toMatchObject({ ok: 'problem', detail: 'Slack does not take it (invalid_auth)' });
  expect(JSON.stringify(findings)).not.toContain(BOT_TOKEN);
});

test('Socket Mode that is not turned on is a problem', async () => {
  scene = await startSlack({ appToken: 'xapp-1-A-1-secret' });
  scene.slack.next('apps.connections.open', { error: 'not_allowed_token_type' });
  expect((await short())[0]).toBe('Slack: Socket Mode: problem');
});

test('without a token, installing must be set up', async () => {
  scene = await startSlack({ botToken: undefined });
  expect(await short()).toEqual(['Slack: events: ok', 'Slack: installing: problem']);
});
