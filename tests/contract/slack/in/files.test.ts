import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../../../src/contracts/errors.ts';
import { directMessage, envelope, type Fields, MARIA, message } from './payloads.ts';
import { sendEvent, until } from './send-signed.ts';
import { BOT_TOKEN, type SlackScene, startSlack } from './start-slack.ts';

const CSV = 'day,revenue\n2026-11-01,1200\n';

let scene: SlackScene;
beforeEach(async () => {
  scene = await startSlack();
  scene.slack.workspace.files.set('F0SALES001', {
    content: Buffer.from(CSV),
    fileName: 'sales.csv',
    mediaType: 'text/csv',
    shared: null,
    altText: undefined,
  });
});
afterEach(() => scene.close());

const shared = (over: Fields = {}, around: Fields = {}) =>
  envelope(
    directMessage({
      subtype: 'file_share',
      text: 'last month',
      files: [
        {
          id: 'F0SALES001',
          name: 'sales.csv',
          mimetype: 'text/csv',
          size: CSV.length,
          mode: 'hosted',
          url_private: `${scene.slack.origin}/files/F0SALES001`,
          url_private_download: `${scene.slack.origin}/files/F0SALES001`,
          ...over,
        },
      ],
      ...around,
    }),
  );

const said = () => scene.slack.callsOf('chat.postMessage').map(({ args }) => String(args.text));

test('a shared file is kept before the message is acknowledged, fetched with the bot’s token', async () => {
  expect((await sendEvent(scene, shared())).status).toBe(200);
  expect(scene.host.kept.map(({ file, content }) => [file.fileName, file.mediaType, content.toString()])).toEqual([
    ['sales.csv', 'text/csv', CSV],
  ]);
  expect(scene.host.kept[0]?.user).toBe(MARIA);
  expect(scene.host.accepted[0]).toMatchObject({
    text: 'last month',
    attachments: [{ fileName: 'sales.csv', bytes: CSV.length }],
  });
  expect(scene.slack.callsOf('download')[0]?.token).toBe(BOT_TOKEN);
});

test.each([
  ['not-let-in', 'last month', 'last month'],
  ['unknown-workspace', 'link ABCD-2345', 'link ABCD-2345'],
  ['not-let-in', '', 'help'],
])('a stranger’s file (%s) is not fetched; their words “%s” go to the house', async (code, text, heard) => {
  scene.host.script.refuseFiles = new UserError('No.', { code, advice: 'No.' });
  expect((await sendEvent(scene, shared({}, { text }))).status).toBe(200);
  expect(scene.host.accepted).toMatchObject([{ text: heard, attachments: [] }]);
  expect(scene.slack.callsOf('download')).toEqual([]);
  expect(said()).toEqual([]);
});

test('of somebody who may not add files none is fetched, and they are told', async () => {
  const words = { code: 'not-allowed', advice: 'Ask an owner.' };
  scene.host.script.refuseFiles = new UserError('You may not add files here.', words);
  await sendEvent(scene, shared());
  await until('the person is told', () => said().length === 1);
  expect(said()[0]).toContain('You may not add files here. Ask an owner.');
  expect(scene.slack.callsOf('download')).toEqual([]);
  expect(scene.host.accepted).toEqual([]);
});

test('sent twice while the first download runs, it is fetched and kept once', async () => {
  const answers = await Promise.all([sendEvent(scene, shared()), sendEvent(scene, shared())]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(scene.slack.callsOf('download')).toHaveLength(1);
  expect(scene.host.kept).toHaveLength(1);
});

test('in a shared channel the file is asked for by its id', async () => {
  await sendEvent(scene, shared({ file_access: 'check_file_info', url_private_download: undefined }));
  expect(scene.host.kept[0]?.content.toString()).toBe(CSV);
});

test('the token goes to no other host, not even after a redirect', async () => {
  const heard: unknown[] = [];
  const stranger = createServer((request, response) => {
    heard.push(request.headers.authorization);
    response.end(CSV);
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  const { port } = stranger.address() as AddressInfo; // it listens on TCP, so this is no path
  await sendEvent(scene, shared({ url_private_download: `http://127.0.0.1:${port}/sales.csv` }));
  await until('the person is told', () => said().length === 1);
  expect(said()[0]).toContain('Slack does not let me read that file.');
  scene.slack.next('download', { redirect: `http://127.0.0.1:${port}/sales.csv` });
  await sendEvent(scene, shared({}, { ts: '1795000109.000200' }));
  await until('the person is told again', () => said().length === 2);
  stranger.close();
  expect(heard).toEqual([]);
  expect(scene.host.accepted).toEqual([]);
});

test.each([
  [
    'Slack’s login page instead of the file',
    { id: 'F0GONE0001' },
    'F0GONE0001',
    'Slack does not let me read that file.',
  ],
  ['a file that says it is too large', { size: 60 * 1024 * 1024 }, 'F0SALES001', 'too large'],
  ['an empty file', {}, 'F0EMPTY001', 'This file is empty.'],
  ['a file without an address', { url_private_download: undefined }, 'F0SALES001', 'does not let me read'],
  ['a file whose address is none', { url_private_download: 'none' }, 'F0SALES001', 'does not let me read'],
])('%s is told in words, and nothing is asked', async (_what, over, id, words) => {
  scene.slack.workspace.files.set('F0EMPTY001', {
    content: Buffer.alloc(0),
    fileName: 'empty.csv',
    mediaType: 'text/csv',
    shared: null,
    altText: undefined,
  });
  const url = { url_private_download: `${scene.slack.origin}/files/${id}` };
  expect((await sendEvent(scene, shared({ ...url, ...over }))).status).toBe(200);
  await until('the person is told', () => said().length === 1);
  expect(said()[0]).toContain(words);
  expect(scene.host.accepted).toEqual([]);
});

test('a failing download is told, and an unmentioned file in a channel is nobody’s question', async () => {
  scene.slack.next('download', { status: 503 });
  await sendEvent(scene, shared());
  await until('the person is told', () => said().length === 1);
  expect(said()[0]).toContain('Please send it again');
  const file = { id: 'F0SALES001', url_private_download: `${scene.slack.origin}/files/F0SALES001` };
  await sendEvent(scene, envelope(message({ subtype: 'file_share', files: [file], text: '' })));
  expect(scene.slack.callsOf('download')).toHaveLength(1);
});

test('a question right after a file in the same thread is stored after it, an edit of it too', async () => {
  const { keepFile } = scene.host;
  let arrived: () => void = () => undefined;
  const fetching = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  let fetched: () => void = () => undefined;
  const slowFile = new Promise<void>((resolve) => {
    fetched = resolve;
  });
  scene.host.keepFile = async (...given) => {
    arrived();
    await slowFile;
    return keepFile(...given);
  };
  const inThread = { thread_ts: '1795000100.000200' };
  const file = sendEvent(scene, shared());
  await fetching;
  const question = sendEvent(
    scene,
    envelope(directMessage({ ts: '1795000101.000200', text: 'and now?', ...inThread })),
  );
  const before = { ts: '1795000100.000200', user: 'U0MARIA001', text: 'last month' };
  const edit = directMessage({
    subtype: 'message_changed',
    user: undefined,
    message: { ...before, text: 'this month' },
    previous_message: before,
  });
  const edited = sendEvent(scene, envelope(edit));
  // Another conversation does not wait.
  await sendEvent(scene, envelope(directMessage({ ts: '1795000102.000200', text: 'elsewhere' })));
  expect(scene.host.accepted.map(({ text }) => text)).toEqual(['elsewhere']);
  expect(scene.host.notices).toEqual([]);
  fetched();
  await Promise.all([file, question, edited]);
  expect(scene.host.accepted.map(({ text }) => text)).toEqual(['elsewhere', 'last month', 'and now?']);
  expect(scene.host.notices).toMatchObject([{ kind: 'edited', text: 'this month' }]);
});
