import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { BOT, envelope, GENERAL, MARIA, MARIA_DM, TEAM } from './payloads.ts';
import { sendEvent, until } from './send-signed.ts';
import { type SlackScene, startSlack } from './start-slack.ts';

const Text = z.object({ type: z.string(), text: z.string() });
const Home = z.object({
  blocks: z.array(
    z.object({
      type: z.string(),
      text: Text.optional(),
      elements: z.array(z.object({ text: z.unknown(), value: z.string().optional() })).default([]),
    }),
  ),
});

let scene: SlackScene;
beforeEach(async () => {
  scene = await startSlack();
});
afterEach(() => scene.close());

const opened = (tab: string) =>
  envelope({ type: 'app_home_opened', user: MARIA, channel: MARIA_DM, tab, event_ts: '1795000100.000200' });

async function published(): Promise<string> {
  await sendEvent(scene, opened('home'));
  await until('the home tab is drawn', () => scene.slack.callsOf('views.publish').length > 0);
  const args = scene.slack.callsOf('views.publish').at(-1)?.args;
  expect(args?.user_id).toBe(MARIA);
  return JSON.stringify(args?.view);
}

test('the home tab shows goals, the newest forecast, the next summary and questions to start with', async () => {
  const view = await published();
  for (const words of [
    'Harbor & Hill Café',
    'How much will we sell next week?',
    'No goals yet.',
    'Revenue next week: about $18,412',
    'Made on 2026-11-22',
    'Monday, Nov 30 at 8:00 AM',
  ])
    expect(view).toContain(words);
});

test('whoever is not let in reads how to get in, and no number', async () => {
  scene.host.home = async () => null;
  const view = await published();
  expect(view).toContain('You do not have access');
  expect(view).not.toMatch(/\$|Harbor/);
});

test('names with markup in them are shown as they are', async () => {
  const home = await scene.host.home({ channel: 'slack', workspace: TEAM }, MARIA);
  if (!home) throw new Error('the house has a card');
  scene.host.home = async () => ({ ...home, goals: ['<!channel> *Revenue* above $5'] });
  const view = Home.parse(JSON.parse(await published()));
  expect(view.blocks.find(({ text }) => text?.text.includes('<!channel>'))?.text?.type).toBe('plain_text');
});

test('a card with the longest texts stays within Slack’s limits', async () => {
  scene.host.home = async () => ({
    company: {
      name: 'n'.repeat(400),
      sample: true,
      role: 'owner',
      dataRange: null,
      starters: Array(9).fill('q'.repeat(3_000)),
    },
    goals: Array(40).fill('g'.repeat(900)),
    latestForecast: { text: 'f'.repeat(9_000), madeOn: '2026-11-22' },
    nextDigest: 'd'.repeat(9_000),
  });
  const { blocks } = Home.parse(JSON.parse(await published()));
  expect(blocks.some(({ type }) => type === 'actions')).toBe(true);
  for (const { type, text, elements } of blocks) {
    expect(text?.text.length ?? 0).toBeLessThanOrEqual(type === 'header' ? 150 : 3_000);
    if (type !== 'actions') continue;
    expect(elements.length).toBeLessThanOrEqual(25);
    for (const button of elements) expect(Text.parse(button.text).text.length).toBeLessThanOrEqual(75);
    for (const { value } of elements) expect(value?.length).toBeLessThanOrEqual(2_000);
  }
});

test('an opened conversation suggests this company’s questions', async () => {
  await sendEvent(scene, opened('messages'));
  await until(
    'questions are suggested',
    () => scene.slack.callsOf('assistant.threads.setSuggestedPrompts').length === 1,
  );
  const args = scene.slack.callsOf('assistant.threads.setSuggestedPrompts')[0]?.args;
  expect(args?.channel_id).toBe(MARIA_DM);
  // Slack drops the call silently when an app with the present messages tab names a thread.
  expect(args).not.toHaveProperty('thread_ts');
  expect(args?.prompts).toContainEqual({
    title: 'Why did sales drop in March?',
    message: 'Why did sales drop in March?',
  });
});

test('the older assistant pane gets its questions, and its thread a title from the first message', async () => {
  const pane = { user_id: MARIA, context: { channel_id: GENERAL }, channel_id: MARIA_DM, thread_ts: '7.1' };
  await sendEvent(scene, envelope({ type: 'assistant_thread_started', assistant_thread: pane, event_ts: '7.2' }));
  await until(
    'questions are suggested',
    () => scene.slack.callsOf('assistant.threads.setSuggestedPrompts').length === 1,
  );
  expect(scene.slack.callsOf('assistant.threads.setSuggestedPrompts')[0]?.args.thread_ts).toBe('7.1');
  const said = (ts: string, text: string) => ({
    type: 'message',
    channel: MARIA_DM,
    channel_type: 'im',
    user: MARIA,
    thread_ts: '7.1',
    ts,
    text,
  });
  await sendEvent(scene, envelope(said('7.3', 'how is May?')));
  await until('the thread has a title', () => scene.slack.callsOf('assistant.threads.setTitle').length === 1);
  await sendEvent(scene, envelope(said('7.4', 'and June?')));
  expect(scene.slack.callsOf('assistant.threads.setTitle').map(({ args }) => args.title)).toEqual(['how is May?']);
});

test('coming into a channel it says hello once, without a number; other people’s joins it passes over', async () => {
  const joined = (user: string) =>
    envelope({ type: 'member_joined_channel', user, channel: GENERAL, channel_type: 'C', team: TEAM, inviter: MARIA });
  await sendEvent(scene, joined('U0NEWBIE01'));
  await sendEvent(scene, joined(BOT));
  await sendEvent(scene, joined(BOT));
  await until('it says hello', () => scene.slack.callsOf('chat.postMessage').length > 0);
  await published();
  const hellos = scene.slack.callsOf('chat.postMessage').map(({ args }) => [args.channel, args.text]);
  expect(hellos).toEqual([[GENERAL, expect.stringMatching(/^Hello![^0-9]*$/)]]);
  expect(scene.host.accepted).toEqual([]);
});

test('a home tab that Slack does not take costs nothing', async () => {
  scene.slack.next('views.publish', { error: 'not_enabled' });
  expect((await sendEvent(scene, opened('home'))).status).toBe(200);
  await until('it is logged', () => scene.logged().includes('"code":"not_enabled"'));
});
