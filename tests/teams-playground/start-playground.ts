import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

const PACKAGE = '@microsoft/m365agentsplayground@0.2.28';
const START_MS = 120_000;

export interface Playground {
  readonly url: string;
  /** Where the bot sends its messages to. */
  readonly serviceUrl: string;
  /** What the page was told to show, in order. */
  readonly shown: readonly Shown[];
  post(path: string, body: unknown): Promise<Response>;
  config(): Promise<PlaygroundConfig>;
  stop(): Promise<void>;
}

/** One action of the page, as far as the run looks at it. */
export interface Shown {
  readonly action: string;
  readonly actionConversationId?: string;
  readonly message?: Readonly<Record<string, unknown>> & { readonly messageId?: string };
}

export interface PlaygroundConfig {
  readonly bot: { readonly id: string; readonly name: string };
  readonly currentUser: { readonly id: string; readonly aadObjectId: string };
  readonly tenantId: string;
  readonly personalChat: { readonly id: string };
  readonly teams: readonly { readonly channels: readonly { readonly id: string }[] }[];
}

/**
 * Microsoft's Agents Playground without a browser, fetched by npx. It is a development tool under a licence of its own
 * and no part of this project. null when it cannot be had here.
 * @param endpoint where it posts what a person does
 */
export async function startPlayground(endpoint: string): Promise<Playground | null> {
  const port = await findPort();
  const url = `http://127.0.0.1:${port}`;
  const serviceUrl = `${url}/_connector`;
  const args = ['--yes', PACKAGE, '-e', endpoint, '-c', 'msteams', '-p', String(port), '--su', serviceUrl, '--dt'];
  // A group of its own, so that npx and what it starts end together.
  const child = spawn('npx', args, { env: { ...process.env, BROWSER: 'none' }, stdio: 'ignore', detached: true });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = async () => {
    endGroup(child);
    await ended;
  };
  if (!(await answers(`${url}/_debug/ping`, ended))) {
    await stop();
    return null;
  }
  const shown: Shown[] = [];
  const socket = new WebSocket(`ws://127.0.0.1:${port}/_ws_conversation/v1/conversations/stream`);
  socket.addEventListener('message', ({ data }) => void shown.push(JSON.parse(String(data))));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  return {
    url,
    serviceUrl,
    shown,
    post: (path, body) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async config() {
      const read = await (await fetch(`${url}/_internal/v1/config`)).json();
      // The playground's own shape, written down above.
      return (read as { config: PlaygroundConfig }).config;
    },
    async stop() {
      socket.close();
      await stop();
    },
  };
}

function endGroup({ pid, exitCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null) return;
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

async function answers(url: string, ended: Promise<void>): Promise<boolean> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const until = Date.now() + START_MS;
  while (!over && Date.now() < until) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
