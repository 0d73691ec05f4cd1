/**
 * How long until a message is acknowledged while every engine worker is busy with solves: 1,000 events at a steady
 * pace, then a burst of 50 at one instant. `npm run bench:ack [-- --events 1000 --perSecond 20]` runs on the embedded
 * database, and beside it on PostgreSQL when DATABASE_URL is set. Prints figures and judges nothing.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/observability/logger.ts';

const { values } = parseArgs({
  options: { events: { type: 'string', default: '1000' }, perSecond: { type: 'string', default: '20' } },
});
const BURST = 50;
/** Questions whose engines work for a second or so each. */
const SOLVES = ['Forecast revenue for the next 14 days', 'Why did revenue drop last month?'];

/**
 * Milliseconds until the event is stored and may be acknowledged; its turn goes on by itself.
 * @param came when the platform sent it: a process that is held up reads it late, and that counts
 */
async function acknowledge(
  app: App,
  text: string,
  came = performance.now(),
): Promise<{ ms: number; answered: Promise<void> }> {
  const conversation = randomUUID();
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
  const ms = performance.now() - came;
  return { ms, answered: Array.fromAsync(events).then(() => undefined) };
}

/** Keeps one more solve waiting than there are workers, until told to stop. */
function keepWorkersBusy(app: App): { stop(): Promise<void>; solved(): number } {
  let stopped = false;
  let solved = 0;
  const loops = Array.from({ length: availableParallelism() + 1 }, async (_, at) => {
    while (!stopped) {
      const { answered } = await acknowledge(app, SOLVES[at % SOLVES.length] ?? '');
      await answered;
      solved += 1;
    }
  });
  return {
    solved: () => solved,
    async stop() {
      stopped = true;
      await Promise.all(loops);
    },
  };
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

function report(name: string, numbers: readonly number[]): void {
  const sorted = numbers.toSorted((a, b) => a - b);
  const cells = [0.5, 0.95, 0.99, 1].map((share) => percentile(sorted, share).toFixed(0).padStart(5));
  console.log(
    `  ${name.padEnd(28)} n ${String(sorted.length).padStart(4)}  p50 ${cells[0]} ms  p95 ${cells[1]} ms  p99 ${cells[2]} ms  max ${cells[3]} ms`,
  );
}

async function measure(label: string, databaseUrl: string | undefined, ownerUrl: string | undefined): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dyocense-bench-'));
  const config = { ...readConfig({}), dataDir, databaseUrl, databaseOwnerUrl: ownerUrl };
  const app = await createApp({ config, log: createLogger('error') });
  try {
    await app.engines.warm();
    console.log(`${label}`);
    const quiet: number[] = [];
    for (let nth = 0; nth < 20; nth += 1) {
      const { ms, answered } = await acknowledge(app, 'What can you do?');
      quiet.push(ms);
      await answered;
    }
    report('nothing else to do', quiet);

    const busy = keepWorkersBusy(app);
    const loop = monitorEventLoopDelay({ resolution: 10 });
    loop.enable();
    const events = Number(values.events);
    const gapMs = 1_000 / Number(values.perSecond);
    const steady: Promise<number>[] = [];
    const answers: Promise<void>[] = [];
    const once = async (text: string, came?: number): Promise<number> => {
      const { ms, answered } = await acknowledge(app, text, came);
      answers.push(answered);
      return ms;
    };
    const started = performance.now();
    for (let nth = 0; nth < events; nth += 1) {
      const came = started + nth * gapMs;
      const early = came - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      steady.push(once('What can you do?', came));
    }
    report(`${values.perSecond} a second`, await Promise.all(steady));
    report('50 at one instant', await Promise.all(Array.from({ length: BURST }, () => once('What can you do?'))));
    loop.disable();
    console.log(
      `  solves meanwhile ${busy.solved()}; event loop held up p99 ${(loop.percentile(99) / 1e6).toFixed(0)} ms, longest ${(loop.max / 1e6).toFixed(0)} ms`,
    );
    await busy.stop();
    await Promise.all(answers);
    console.log(`  the last answer came ${((performance.now() - started) / 1_000).toFixed(0)} s after the first event`);
  } finally {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

await measure('embedded database', undefined, undefined);
const { databaseUrl, databaseOwnerUrl } = readConfig();
if (databaseUrl) await measure('PostgreSQL', databaseUrl, databaseOwnerUrl);
process.exit(0);
