/**
 * Ten people asking at the same instant, again and again, no model: how long until the text, and until the chart is there.
 * `npm run bench:turns [-- --turns 300 --people 10]` runs on the embedded database, and beside it on PostgreSQL when
 * DATABASE_URL is set. Prints figures and judges nothing; `--memory 1000` adds a run that watches memory.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/observability/logger.ts';

const { values } = parseArgs({
  options: {
    turns: { type: 'string', default: '200' },
    people: { type: 'string', default: '10' },
    memory: { type: 'string' },
  },
});

const QUESTIONS = {
  ask: [
    'What was revenue last week?',
    'orders by channel last month',
    'Which product sold best last quarter?',
    'gross margin last month',
  ],
  explain: ['Why did revenue drop last month?', 'what is behind the change in orders last week'],
  forecast: ['How many orders will we get next week?', 'Forecast revenue for the next 14 days'],
} as const;
type Kind = keyof typeof QUESTIONS;
const MIX: readonly Kind[] = ['ask', 'ask', 'explain', 'forecast', 'ask', 'explain'];

interface Sample {
  readonly kind: Kind;
  readonly textMs: number;
  readonly chartMs: number | null;
}

async function askOnce(app: App, kind: Kind, text: string, withChart: boolean): Promise<Sample> {
  const conversation = randomUUID();
  const started = performance.now();
  const { events } = await app.host.accept({
    channel: 'web',
    workspace: 'sample',
    conversation,
    thread: conversation,
    eventId: randomUUID(),
    user: 'local',
    text,
    attachments: [],
    kind: 'message',
    audience: 'private',
    locale: 'en-US',
    timezone: 'UTC',
    receivedAt: new Date().toISOString(),
  });
  for await (const event of events) {
    if (event.type === 'failed') throw new Error(`${text}: ${event.message}`);
    if (event.type !== 'reply') continue;
    const textMs = performance.now() - started;
    if (event.reply.facts.length === 0) throw new Error(`${text}: an answer without a number`);
    const chart = event.reply.charts[0];
    if (!chart || !withChart) return { kind, textMs, chartMs: null };
    await app.host.chart({ channel: 'web', workspace: 'sample' }, chart.id, { theme: 'light', width: 720 });
    return { kind, textMs, chartMs: performance.now() - started };
  }
  throw new Error(`${text}: no answer`);
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

function report(name: string, numbers: readonly number[]): void {
  const sorted = numbers.toSorted((a, b) => a - b);
  const cells = [0.5, 0.95, 0.99].map((share) => percentile(sorted, share).toFixed(0).padStart(6));
  console.log(
    `  ${name.padEnd(22)} n ${String(sorted.length).padStart(4)}  p50 ${cells[0]} ms  p95 ${cells[1]} ms  p99 ${cells[2]} ms`,
  );
}

async function measure(label: string, databaseUrl: string | undefined, ownerUrl: string | undefined): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dyocense-bench-'));
  const config = { ...readConfig({}), dataDir, databaseUrl, databaseOwnerUrl: ownerUrl };
  const app = await createApp({ config, log: createLogger('error') });
  try {
    for (const kind of ['ask', 'explain', 'forecast'] as const)
      for (const text of QUESTIONS[kind]) await askOnce(app, kind, text, true);
    const samples: Sample[] = [];
    const people = Number(values.people);
    const rounds = Math.max(1, Math.round(Number(values.turns) / people));
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const started = performance.now();
    for (let round = 0; round < rounds; round++) {
      const asks = Array.from({ length: people }, (_, person) => {
        const kind = MIX[(round + person) % MIX.length] ?? 'ask';
        const list = QUESTIONS[kind];
        return askOnce(app, kind, list[(round + person) % list.length] ?? list[0], true);
      });
      samples.push(...(await Promise.all(asks)));
    }
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `${label}: ${samples.length} turns, ${people} at the same instant, ${(samples.length / seconds).toFixed(1)} turns/s`,
    );
    report(
      'text, ask',
      samples.filter((s) => s.kind === 'ask').map((s) => s.textMs),
    );
    report(
      'text, explain',
      samples.filter((s) => s.kind === 'explain').map((s) => s.textMs),
    );
    report(
      'text, ask + explain',
      samples.filter((s) => s.kind !== 'forecast').map((s) => s.textMs),
    );
    report(
      'text, forecast',
      samples.filter((s) => s.kind === 'forecast').map((s) => s.textMs),
    );
    report(
      'chart, any',
      samples.flatMap((s) => (s.chartMs === null ? [] : [s.chartMs])),
    );
    console.log(
      `  event loop delay       p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms  max ${(delay.max / 1e6).toFixed(0)} ms`,
    );
    if (values.memory) await watchMemory(app, Number(values.memory));
  } finally {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Heap after garbage collection at each tenth of the way; growth shows as a slope that does not end. */
async function watchMemory(app: App, turns: number): Promise<void> {
  const step = Math.max(1, Math.floor(turns / 10));
  for (let turn = 0; turn <= turns; turn++) {
    const kind = MIX[turn % MIX.length] ?? 'ask';
    const list = QUESTIONS[kind];
    await askOnce(app, kind, list[turn % list.length] ?? list[0], turn % 10 === 0);
    if (turn % step !== 0) continue;
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    console.log(
      `  after ${String(turn).padStart(5)} turns: heap ${(heapUsed / 2 ** 20).toFixed(0)} MB, rss ${(rss / 2 ** 20).toFixed(0)} MB`,
    );
  }
}

const { DATABASE_URL, DATABASE_OWNER_URL } = process.env;
await measure('PGlite (embedded)', undefined, undefined);
if (DATABASE_URL) await measure('PostgreSQL', DATABASE_URL, DATABASE_OWNER_URL);
else console.log('PostgreSQL: set DATABASE_URL to measure it too');
