import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalSocket, startLocalSocket } from './local-socket.ts';
import { command, directMessage, envelope } from './payloads.ts';
import { until } from './send-signed.ts';
import { type SlackScene, startSlack } from './start-slack.ts';

const APP_TOKEN = 'xapp-1-A0COACH001-1111-5ec4e7';

let scene: SlackScene;
let socket: LocalSocket;
beforeEach(async () => {
  socket = await startLocalSocket();
  scene = await startSlack({ appToken: APP_TOKEN, signingSecret: undefined });
  scene.slack.workspace.socketUrl = socket.url;
});
afterEach(async () => {
  await scene.close();
  await socket.close();
});

test('events and commands come by the socket and are acknowledged once they are stored', async () => {
  await scene.channel.start();
  expect(scene.slack.callsOf('apps.connections.open')[0]?.token).toBe(APP_TOKEN);
  socket.send('env-1', 'events_api', envelope(directMessage()));
  socket.send('env-2', 'slash_commands', command('coach', 'hello'));
  await until('both are acknowledged', () => socket.acknowledged.length === 2);
  expect(socket.acknowledged.toSorted()).toEqual(['env-1', 'env-2']);
  expect(scene.host.accepted.map(({ text }) => text).toSorted()).toEqual(['hello', 'how will sales be next week?']);
});

test('what cannot be stored is not acknowledged', async () => {
  await scene.channel.start();
  const { accept } = scene.host;
  scene.host.accept = async () => {
    throw new Error('the database is away');
  };
  socket.send('env-1', 'events_api', envelope(directMessage()));
  await until('the failure is logged', () => scene.logged().includes('Slack will send it again'));
  scene.host.accept = accept;
  socket.send('env-1b', 'events_api', envelope(directMessage()));
  await until('the second try is acknowledged', () => socket.acknowledged.includes('env-1b'));
  expect(socket.acknowledged).not.toContain('env-1');
});

test('when Slack asks for a new connection, or the line breaks, it connects again', async () => {
  await scene.channel.start();
  socket.sendRaw({ type: 'disconnect', reason: 'refresh_requested', debug_info: {} });
  await until('it is back', () => socket.connections === 2);
  // The network is away for a moment: the first try to come back fails.
  scene.slack.next('apps.connections.open', { status: 503 });
  socket.cut();
  await until('it is back again', () => socket.connections === 3);
  socket.send('env-3', 'events_api', envelope(directMessage()));
  await until('it listens', () => socket.acknowledged.includes('env-3'));
});

test('an app token that Slack does not take is said at the start', async () => {
  scene.slack.next('apps.connections.open', { error: 'invalid_auth' });
  await expect(scene.channel.start()).rejects.toMatchObject({ code: 'slack-app-token' });
  expect(scene.logged()).not.toContain(APP_TOKEN);
});

test('there is no door for events over HTTP then', async () => {
  expect((await fetch(`${scene.url}/slack/events`, { method: 'POST', body: '{}' })).status).toBe(404);
});
