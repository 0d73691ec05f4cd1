import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { COMMANDS } from '../../../../src/contracts/commands.ts';
import { command, GENERAL, MARIA, MARIA_DM, submission, TEAM } from './payloads.ts';
import { sendCommand, sendPayload } from './send-signed.ts';
import { type SlackScene, startSlack } from './start-slack.ts';

let scene: SlackScene;
beforeEach(async () => {
  scene = await startSlack();
});
afterEach(() => scene.close());

const accepted = () => scene.host.accepted;
const views = () => scene.slack.callsOf('views.open');

const Form = z.object({
  callback_id: z.string(),
  private_metadata: z.string(),
  blocks: z.array(z.object({ block_id: z.string() })),
});
const openedForm = () => Form.parse(views()[0]?.args.view);

test.each(COMMANDS.map(({ name }) => name))('/%s with words is a question', async (name) => {
  const sent = await sendCommand(scene, command(name, 'inventory next week'));
  expect(sent).toEqual({ status: 200, text: '' });
  expect(accepted()).toHaveLength(1);
  expect(accepted()[0]).toMatchObject({
    workspace: TEAM,
    conversation: GENERAL,
    user: MARIA,
    kind: 'command',
    audience: 'group',
    eventId: `cmd:trigger-${name}-1`,
    thread: `cmd:${GENERAL}:${MARIA}`,
  });
  // The first word of /optimize picks a plan; the rest is read as it stands.
  const words = name === 'optimize' ? 'What should I order, next week' : 'inventory next week';
  expect(accepted()[0]?.text).toContain(words);
});

test('the address to answer at is kept sealed', async () => {
  await sendCommand(scene, command('coach', 'hello'));
  const { address } = accepted()[0] ?? {};
  expect(JSON.stringify(address)).not.toContain('secretpart');
  expect(scene.host.unseal(String(address?.responseUrl))).toContain('secretpart');
});

test('the same command sent again is one question', async () => {
  await Promise.all([1, 2].map(() => sendCommand(scene, command('coach', 'hello'))));
  expect(accepted()).toHaveLength(1);
});

test('a command typed between two people, where the coach is not, is answered as if outsiders listened', async () => {
  scene.slack.next('conversations.info', { error: 'channel_not_found' });
  await sendCommand(scene, command('coach', 'hello', { channel_id: 'D0TWOPEOPLE', channel_name: 'directmessage' }));
  expect(accepted()[0]?.audience).toBe('external');
});

test('a workspace that is not linked hears so in the acknowledgement', async () => {
  scene.host.script.unlinked = true;
  const { status, text } = await sendCommand(scene, command('coach', 'hello'));
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({
    response_type: 'ephemeral',
    text: expect.stringContaining('not linked to a company yet'),
  });
});

test.each([
  ['forecast', { metric: 'orders', when: 'next 14 days' }, 'forecast orders next 14 days'],
  ['explain', { metric: 'revenue', when: 'last month' }, 'explain revenue last month'],
  ['optimize', { plan: 'staffing' }, 'Plan the staff schedule'],
  ['digest', { weekday: 'Tuesday', time: '07:30', where: 'here' }, 'digest every Tuesday at 07:30'],
])('/%s without words opens a form, which asks the same as the words', async (name, picked, text) => {
  expect(await sendCommand(scene, command(name, ''))).toEqual({ status: 200, text: '' });
  expect(accepted()).toEqual([]);
  expect(views()[0]?.args.trigger_id).toBe(`trigger-${name}-1`);
  // What a test sends back is what Slack would: the view's own callback and metadata.
  const view = openedForm();
  expect(view.blocks.map(({ block_id }) => block_id)).toEqual(Object.keys(picked));
  expect(view.private_metadata).not.toContain('secretpart');
  const values = Object.fromEntries(
    Object.entries(picked).map(([field, value]) => [
      field,
      { [field]: field === 'time' ? { selected_time: value } : { selected_option: { value } } },
    ]),
  );
  const sent = submission({ callback_id: view.callback_id, private_metadata: view.private_metadata }, values);
  expect(await sendPayload(scene, sent)).toEqual({ status: 200, text: '' });
  await sendPayload(scene, sent);
  expect(accepted()).toHaveLength(1);
  expect(accepted()[0]).toMatchObject({ text, kind: 'command', conversation: GENERAL, audience: 'group', user: MARIA });
  expect(scene.host.unseal(String(accepted()[0]?.address?.responseUrl))).toContain('secretpart');
});

test('the weekly summary may go to a direct message instead', async () => {
  await sendCommand(scene, command('digest', ''));
  const view = openedForm();
  const pick = (value: string) => ({ selected_option: { value } });
  await sendPayload(
    scene,
    submission(view, {
      weekday: { weekday: pick('Monday') },
      time: { time: { selected_time: '08:00' } },
      where: { where: pick('direct') },
    }),
  );
  expect(accepted()[0]).toMatchObject({
    conversation: MARIA_DM,
    audience: 'private',
    text: 'digest every Monday at 08:00',
  });
});

test('the form offers the company’s own numbers', async () => {
  await sendCommand(scene, command('forecast', ''));
  const view = JSON.stringify(views()[0]?.args.view);
  expect(view).toContain('"value":"revenue"');
  expect(view).toContain('"value":"orders"');
});

test.each([
  ['Slack does not open it', () => scene.slack.next('views.open', { error: 'expired_trigger_id' })],
  ['Slack does not answer', () => scene.slack.next('views.open', { hang: true })],
  [
    'the person sees no numbers',
    () => {
      scene.host.metricChoices = async () => [];
    },
  ],
])('when %s, the command is answered with its usual words', async (_why, prepare) => {
  prepare();
  expect(await sendCommand(scene, command('forecast', ''))).toEqual({ status: 200, text: '' });
  expect(accepted()[0]?.text).toBe('What will sales be next week?');
});

test('what fails on our side is said in words, since Slack sends no command and no form again', async () => {
  await sendCommand(scene, command('digest', ''));
  const view = openedForm();
  scene.host.accept = async () => {
    throw new Error('the database is away');
  };
  const sorry = 'Something went wrong on our side. Please try again in a moment.';
  const sent = await sendCommand(scene, command('coach', 'hello'));
  expect([sent.status, JSON.parse(sent.text)]).toEqual([200, { response_type: 'ephemeral', text: sorry }]);
  const form = await sendPayload(
    scene,
    submission(view, { weekday: { weekday: { selected_option: { value: 'Monday' } } }, time: {}, where: {} }),
  );
  expect(JSON.parse(form.text)).toEqual({ response_action: 'errors', errors: { weekday: sorry } });
  expect(scene.logged()).not.toContain('the database is away');
});
