import { afterEach, beforeEach, expect, test } from 'vitest';
import { envelope, GENERAL, MARIA, TEAM } from './payloads.ts';
import { sendEvent } from './send-signed.ts';
import { type SlackScene, startSlack } from './start-slack.ts';

const place = { channel: 'slack', workspace: TEAM } as const; // `channel` is a literal

const INSTALLED = JSON.stringify({ token: 'xoxb-installed-0002', userId: 'U0COACH001' });

let scene: SlackScene;
beforeEach(async () => {
  scene = await startSlack();
});
afterEach(() => scene.close());

test('somebody who leaves the workspace loses access; other changes of a profile end nothing', async () => {
  const changed = (deleted: boolean) =>
    envelope({ type: 'user_change', user: { id: MARIA, team_id: TEAM, deleted, profile: {} }, event_ts: '1.1' });
  await sendEvent(scene, changed(false));
  expect(scene.host.notices).toEqual([]);
  await sendEvent(scene, changed(true));
  expect(scene.host.notices).toEqual([{ kind: 'left', user: MARIA, place }]);
});

test.each([
  ['app_uninstalled', {}],
  ['tokens_revoked', { tokens: { bot: ['U0COACH001'] } }],
])('%s ends the installation and forgets its keys', async (type, over) => {
  scene.host.installed.set(`slack:${TEAM}`, INSTALLED);
  scene.slack.always('auth.test', { error: 'token_revoked' });
  expect((await sendEvent(scene, envelope({ type, event_ts: '1.1', ...over }))).status).toBe(200);
  expect(scene.host.notices).toEqual([{ kind: 'removed', place }]);
  expect(scene.host.installed.size).toBe(0);
});

test.each(['app_uninstalled', 'tokens_revoked'])('a late %s leaves the installation after it alone', async (type) => {
  scene.host.installed.set(`slack:${TEAM}`, INSTALLED);
  await sendEvent(scene, envelope({ type, tokens: { bot: ['U0COACH001'] } }));
  expect(scene.slack.callsOf('auth.test').map(({ token }) => token)).toEqual(['xoxb-installed-0002']);
  expect(scene.host.notices).toEqual([]);
  expect(scene.host.installed.size).toBe(1);
});

test('while Slack does not say whether a key works nothing ends, and the event is asked for again', async () => {
  scene.host.installed.set(`slack:${TEAM}`, INSTALLED);
  scene.slack.always('auth.test', { status: 503 });
  expect((await sendEvent(scene, envelope({ type: 'app_uninstalled' }))).status).toBe(500);
  expect(scene.host.notices).toEqual([]);
});

test('a person’s own revoked token ends nothing', async () => {
  await sendEvent(scene, envelope({ type: 'tokens_revoked', tokens: { oauth: [MARIA], bot: [] } }));
  expect(scene.host.notices).toEqual([]);
});

test('who is in a conversation: people without bots, over several pages, asked anew when somebody joins', async () => {
  const people = Array.from({ length: 150 }, (_, at) => `U1PERSON${100 + at}`);
  scene.slack.workspace.users.set('U0ROBOT001', { is_bot: true });
  scene.slack.workspace.members.set(GENERAL, [...people, 'U0ROBOT001', scene.slack.workspace.botUser]);
  expect(await scene.channel.membersOf(place, GENERAL)).toEqual(people);
  await scene.channel.membersOf(place, GENERAL);
  expect(scene.slack.callsOf('conversations.members')).toHaveLength(1);

  scene.slack.workspace.members.set(GENERAL, [...people, 'U0NEWBIE01']);
  await sendEvent(scene, envelope({ type: 'member_joined_channel', user: 'U0NEWBIE01', channel: GENERAL }));
  expect(await scene.channel.membersOf(place, GENERAL)).toContain('U0NEWBIE01');
});

test('too many people, or a channel it cannot see, is not known', async () => {
  scene.slack.workspace.members.set(
    'C0CROWD001',
    Array.from({ length: 450 }, (_, at) => `U2PERSON${100 + at}`),
  );
  expect(await scene.channel.membersOf(place, 'C0CROWD001')).toBeNull();
  expect(await scene.channel.membersOf(place, 'C0SECRET01')).toBeNull();
});

test('how open a conversation is now; what Slack does not say counts as open to outsiders', async () => {
  scene.slack.workspace.channels.set('C0SHARED01', { is_ext_shared: true });
  expect(await scene.channel.audienceOf?.(place, 'C0SHARED01')).toBe('external');
  expect(await scene.channel.audienceOf?.(place, GENERAL)).toBe('group');
  scene.slack.next('conversations.info', { error: 'channel_not_found' });
  expect(await scene.channel.audienceOf?.(place, 'C0SECRET01')).toBe('external');
});
