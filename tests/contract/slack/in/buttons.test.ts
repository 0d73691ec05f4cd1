import { afterEach, beforeEach, expect, test } from 'vitest';
import { controlId } from '../../../../src/contracts/delivery.ts';
import { GENERAL, MARIA, MARIA_DM, press, TEAM } from './payloads.ts';
import { sendPayload, until } from './send-signed.ts';
import { type SlackScene, startSlack } from './start-slack.ts';

const TURN = '3f0c5a52-9d3f-4b52-8a52-6a1d3c2b1a00';

let scene: SlackScene;
beforeEach(async () => {
  scene = await startSlack();
});
afterEach(() => scene.close());

const accepted = () => scene.host.accepted;

test('a button of an answer is an action in the thread of that answer', async () => {
  const body = press({ action_id: 'act:why-1', value: 'act:why-1' });
  expect((await sendPayload(scene, body)).status).toBe(200);
  await sendPayload(scene, body);
  expect(accepted()).toHaveLength(1);
  expect(accepted()[0]).toMatchObject({
    kind: 'action',
    actionId: 'why-1',
    text: '',
    conversation: GENERAL,
    thread: '1795000100.000200',
    user: MARIA,
    audience: 'group',
  });
});

test('two different presses under one message are two actions', async () => {
  await sendPayload(scene, press({ action_id: 'act:a', action_ts: '1.1' }));
  await sendPayload(scene, press({ action_id: 'act:b', action_ts: '1.2' }));
  expect(accepted().map(({ actionId }) => actionId)).toEqual(['a', 'b']);
  expect(new Set(accepted().map(({ eventId }) => eventId)).size).toBe(2);
});

test('an entry of a menu is an action too', async () => {
  await sendPayload(
    scene,
    press({ type: 'static_select', action_id: 'more', selected_option: { value: 'act:later' } }),
  );
  expect(accepted()[0]?.actionId).toBe('later');
});

test('a button in a message that only one person sees makes no thread of it', async () => {
  const container = { type: 'message', message_ts: '1795000200.000300', channel_id: GENERAL, is_ephemeral: true };
  await sendPayload(scene, press({ action_id: 'act:a' }, { container, message: undefined }));
  expect(accepted()[0]?.thread).toBe(`cmd:${GENERAL}:${MARIA}`);
});

// `as const`: kinds are literals
test.each(['good', 'bad', 'remove', 'share'] as const)(
  'the standing button “%s” is answered to the presser alone',
  async (kind) => {
    const id = `ctl:${controlId(kind, TURN)}`;
    expect((await sendPayload(scene, press({ action_id: id, value: id }))).status).toBe(200);
    expect(scene.host.pressed).toEqual([
      { place: { channel: 'slack', workspace: TEAM }, user: MARIA, kind, turn: TURN },
    ]);
    await until('the presser is answered', () => scene.slack.callsOf('chat.postEphemeral').length === 1);
    expect(scene.slack.callsOf('chat.postEphemeral')[0]?.args).toMatchObject({
      channel: GENERAL,
      user: MARIA,
      thread_ts: '1795000100.000200',
      text: kind === 'remove' ? 'Removed.' : 'Thank you.',
    });
    expect(accepted()).toEqual([]);
  },
);

test('links and made-up buttons are acknowledged, and do nothing', async () => {
  await sendPayload(scene, press({ action_id: 'open-link', url: 'https://example.com' }));
  await sendPayload(scene, press({ action_id: 'ctl:grant:everything' }));
  expect(accepted()).toEqual([]);
  expect(scene.host.pressed).toEqual([]);
});

test('a question of the home tab is written into the direct conversation and asked there', async () => {
  const question = 'How much will we sell next week?';
  const onHome = { container: { type: 'view', view_id: 'V0HOME0001' }, message: undefined, channel: undefined };
  await sendPayload(scene, press({ action_id: 'ask:0', value: question }, onHome));
  const [shown] = scene.slack.workspace.messages.get(MARIA_DM) ?? [];
  expect(shown?.text).toBe(question);
  expect(accepted()[0]).toMatchObject({
    kind: 'message',
    text: question,
    conversation: MARIA_DM,
    thread: shown?.ts,
    audience: 'private',
  });
});

test('what fails on our side is said in words to the presser', async () => {
  scene.host.control = async () => {
    throw new Error('the database is away');
  };
  const id = `ctl:${controlId('good', TURN)}`;
  expect((await sendPayload(scene, press({ action_id: id }))).status).toBe(200);
  await until('the presser is told', () => scene.slack.callsOf('chat.postEphemeral').length === 1);
  expect(scene.slack.callsOf('chat.postEphemeral')[0]?.args.text).toContain('Something went wrong on our side.');
});
