import { afterEach, expect, test } from 'vitest';
import { createBots } from '../../../../adapters/slack/bots.ts';
import { ChannelError, UpstreamError } from '../../../../src/contracts/errors.ts';
import { makeFakeChatHost } from '../../channels/fake-chat-host.ts';
import { BOT_TOKEN, type SlackScene, startSlack } from './start-slack.ts';

let scene: SlackScene;
afterEach(() => scene.close());

const botsAt = (apiUrl: string) =>
  createBots({
    host: makeFakeChatHost(),
    config: {
      signingSecret: undefined,
      botToken: BOT_TOKEN,
      appToken: undefined,
      clientId: undefined,
      clientSecret: undefined,
      apiUrl,
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });

test('a Slack that is away when we ask who we are is waited for, and asked again the next time', async () => {
  scene = await startSlack();
  const bots = botsAt(scene.slack.url);
  const place = { channel: 'slack', workspace: scene.slack.workspace.team } as const; // a literal channel
  scene.slack.next('auth.test', { status: 503 });
  await expect(bots.clientFor(place)).rejects.toBeInstanceOf(UpstreamError);
  expect((await bots.clientFor(place)).token).toBe(BOT_TOKEN);
});

test('a token that Slack does not take is not tried for an hour', async () => {
  scene = await startSlack();
  const bots = botsAt(scene.slack.url);
  scene.slack.next('auth.test', { error: 'invalid_auth' });
  await expect(bots.clientFor({ channel: 'slack', workspace: 'T1' })).rejects.toBeInstanceOf(ChannelError);
});
