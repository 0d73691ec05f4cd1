import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { wireReply } from '../../../adapters/web/wire-reply.ts';
import { startHouse } from '../house/start-house.ts';
import { readSse } from '../web/read-sse.ts';
import type { ChannelDriver, Post } from './channel-driver.ts';
import { forgeWeb } from './web-forgeries.ts';

const Heard = z.discriminatedUnion('type', [
  z.object({ type: z.literal('accepted'), conversation: z.string(), turn: z.string() }),
  z.object({ type: z.literal('reply'), reply: wireReply }),
  z.object({ type: z.literal('failed'), message: z.string(), advice: z.string() }),
]);

/** The page's own requests, as a browser on this machine sends them, with the whole house behind them. */
export async function startWebDriver(): Promise<ChannelDriver> {
  const house = await startHouse();
  const posts = new Map<string, Post>();
  let last: (() => Promise<void>) | undefined;
  const headers = { accept: 'text/event-stream', origin: house.url };

  /** Sends something that is answered by events, and keeps the answer under its turn: twice the same turn is one. */
  async function ask(path: string, body: () => string | FormData, type?: string): Promise<void> {
    last = async () => {
      const response = await fetch(`${house.url}${path}`, {
        method: 'POST',
        headers: type ? { ...headers, 'content-type': type } : headers,
        body: body(),
      });
      const payload = await response.text();
      if (!response.ok) throw new Error(`The page was answered with ${response.status}: ${payload}`);
      const at = { turn: '', conversation: '' };
      for (const { data } of readSse(payload)) {
        const heard = Heard.safeParse(data).data;
        if (heard?.type === 'accepted') Object.assign(at, { turn: heard.turn, conversation: heard.conversation });
        if (heard?.type === 'reply') posts.set(at.turn, await readReply(house.url, at, heard.reply));
        if (heard?.type === 'failed') posts.set(at.turn, makePost(at, { text: `${heard.message} ${heard.advice}` }));
      }
    };
    await last();
  }

  const chat = (message: object) =>
    ask('/api/v1/chat', () => JSON.stringify({ company: 'own', ...message }), 'application/json');

  return {
    name: 'web',
    without: {
      people:
        'who opens the page on this machine is its owner; others come by a link (tests/contract/web/link.test.ts)',
      groups: 'everybody has a page of their own',
      commands: 'the page has a box for plain words',
      edits: 'what was sent there stays',
      own: 'it sends nothing of the coach back',
      leaving: 'who has no access any more is signed out (tests/contract/web/link.test.ts)',
      'typing-on': 'a message that names no conversation begins one: the page always names it',
      faults: 'there is no platform between the coach and the page',
    },
    house,
    async say({ text, thread, file }) {
      const eventId = randomUUID();
      if (!file) await chat({ text, eventId, conversation: thread });
      else
        await ask('/api/v1/data/upload', () => {
          const form = new FormData();
          for (const [name, value] of Object.entries({ company: 'own', text, eventId })) form.set(name, value);
          form.set('file', new Blob([file.content], { type: 'text/csv' }), file.name);
          return form;
        });
      return eventId;
    },
    async press(_who, { id, thread, buttons }, label) {
      const button = buttons.find((one) => (typeof label === 'string' ? one.label === label : label.test(one.label)));
      if (!button) throw new Error(`There is no button ${label}.`);
      if (button.id !== 'good' && button.id !== 'bad') {
        await chat({ action: button.id, conversation: thread, eventId: randomUUID() });
        return '';
      }
      const response = await fetch(`${house.url}/api/v1/feedback`, {
        method: 'POST',
        headers: { origin: house.url, 'content-type': 'application/json' },
        body: JSON.stringify({ company: 'own', turn: id, value: button.id }),
      });
      return z.object({ text: z.string() }).parse(await response.json()).text;
    },
    repeat: async () => last?.(),
    forge: (count) => forgeWeb(house.url, count),
    posts: () => [...posts.values()],
    close: () => house.close(),
    command: notThere,
    edit: notThere,
    erase: notThere,
    echo: notThere,
    leave: notThere,
    misbehave: () => undefined,
  };
}

interface At {
  readonly turn: string;
  readonly conversation: string;
}

function makePost({ turn, conversation }: At, shown: Partial<Post>): Post {
  const post = { where: 'direct', seenBy: 'owner', text: '', pictures: [], files: [], buttons: [] } as const; // literal names
  return { id: turn, thread: conversation, ...post, ...shown };
}

/** As the page shows it: its words, the pictures that really load, its buttons and two thumbs. */
async function readReply(url: string, at: At, reply: z.infer<typeof wireReply>): Promise<Post> {
  const charts = await Promise.all(
    reply.charts.map(async ({ url: path, alt }) => {
      const picture = await fetch(`${url}${path}`);
      return picture.headers.get('content-type') === 'image/png' && (await picture.bytes()).length > 1_000 ? [alt] : [];
    }),
  );
  const files = await Promise.all(
    reply.files.map(async ({ url: path, name }) => {
      const file = await fetch(`${url}${path}`);
      return file.ok && (await file.bytes()).length > 0 ? [name] : [];
    }),
  );
  const thumbs = reply.working !== null ? (['good', 'bad'] as const) : [];
  return makePost(at, {
    text: [
      ...reply.sections.map(({ heading = '', spans }) => `${heading} ${spans.map(({ text }) => text).join('')}`.trim()),
      ...reply.tables.flatMap(({ title, rows }) => [title, ...rows.map((row) => row.join(' | '))]),
    ].join('\n'),
    pictures: charts.flat(),
    files: files.flat(),
    buttons: [...reply.actions, ...thumbs.map((id) => ({ id, label: id }))],
  });
}

async function notThere(): Promise<never> {
  throw new Error('The page has no such thing.');
}
