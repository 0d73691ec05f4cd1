import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Reply } from '../../src/contracts/reply.ts';
import type { OpenOptions } from '../../src/db/open-database.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Service {
  readonly url: string;
  readonly pid: number;
  /** Everything it wrote, for when a test fails. */
  readonly lines: readonly string[];
  /** Ends it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** The service as a process of its own, as a person starts it; without the sample company. */
export async function startService(place: OpenOptions): Promise<Service> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      SAMPLE_COMPANY: 'off',
      DATA_DIR: place.dataDir,
      DATABASE_URL: place.databaseUrl,
      DATABASE_OWNER_URL: place.ownerUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const gone = once(child, 'exit');
  const ready = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      const [, url] = /ready: (http:\S+)/.exec(line) ?? [];
      if (url) ready.resolve(url);
    });
  }
  gone.then(() => ready.reject(new Error(`The service ended:\n${lines.join('\n')}`)));
  return {
    url: await ready.promise,
    pid: child.pid ?? 0,
    lines,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** A message that the service has taken: from here on it must be answered. */
export interface Taken {
  readonly conversation: string;
  readonly text: string;
  /** The words of the answer, or of its failure; rejects when the service dies before. */
  readonly answer: Promise<string>;
}

/** Sends a message; resolves when the service has acknowledged it. */
export async function send(
  { url }: Service,
  body: { readonly conversation: string; readonly text: string; readonly attachments?: readonly string[] },
): Promise<Taken> {
  const response = await fetch(`${url}/api/v1/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(body),
  });
  if (response.status !== 200) throw new Error(`${body.text}: ${response.status} ${await response.text()}`);
  const answer = response.text().then((stream) => {
    const [, data = ''] = /^event: (?:reply|failed)\ndata: (.*)$/m.exec(stream) ?? [];
    // The test reads only what the route's own schema promises.
    const last = JSON.parse(data) as { reply?: Pick<Reply, 'text'>; message?: string; error?: { message: string } };
    return last.reply?.text ?? last.error?.message ?? last.message ?? '';
  });
  // Who was killed answers nobody: only the tests that wait for it care.
  answer.catch(() => undefined);
  return { conversation: body.conversation, text: body.text, answer };
}

/** Keeps a file without importing it; its id goes with a message. */
export async function keep({ url }: Service, fileName: string, text: string): Promise<string> {
  const form = new FormData();
  form.set('file', new Blob([text], { type: 'text/csv' }), fileName);
  const response = await fetch(`${url}/api/v1/data/upload?company=own&run=false`, { method: 'POST', body: form });
  // As above.
  const { upload } = (await response.json()) as { upload: { upload: string } };
  return upload.upload;
}

/** Turns of a conversation as the page would show them: the question, and the words of the answer. */
export async function history({ url }: Service, conversation: string): Promise<{ question: string; said: string }[]> {
  const response = await fetch(`${url}/api/v1/conversations/${conversation}?company=own`);
  // As above.
  const { turns } = (await response.json()) as { turns: { question: string; reply: Pick<Reply, 'text'> | null }[] };
  return turns.map(({ question, reply }) => ({ question, said: reply?.text ?? '' }));
}
