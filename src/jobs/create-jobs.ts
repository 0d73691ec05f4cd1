import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import { BugError } from '../contracts/errors.ts';
import type { Database } from '../db/database.ts';
import { JOB_SCHEMA } from '../db/install-job-schema.ts';
import type { DatabaseLog } from '../db/sql-runner.ts';
import { JOB_NAMES, JOB_SCHEMAS, type JobMap, type JobName } from './job-map.ts';
import type { FailedJob, JobHandler, Jobs, SendOptions } from './jobs.ts';

/** Jobs that failed for good are moved here and kept. */
export const FAILED_QUEUE = 'failed';

const RETRY_LIMIT = 5;
/** A job sent by this process is taken at once; this is how soon one of another process, or a late one, is seen. */
const POLL_SECONDS = 5;
const STOP_TIMEOUT_MS = 20_000;
/** More waiting jobs than this are not looked through at once. */
const MOST_WAITING = 10_000;

export interface JobTimes {
  /** Seconds before the first retry; doubles with each. */
  readonly retryDelay?: number;
  /** A job whose process was not heard of for so many seconds is given to another (at least 10). */
  readonly heartbeatSeconds?: number;
  /** How often that is looked for. */
  readonly superviseSeconds?: number;
  /** How often a worker looks for jobs it was not told of (at least 0.5). */
  readonly pollSeconds?: number;
}

/**
 * Starts the job queue: pg-boss in the schema that `openDatabase` made, over the service's own connections.
 * @throws Error of pg-boss when its schema is of another version
 */
export async function createJobs(options: { database: Database; log: DatabaseLog; times?: JobTimes }): Promise<Jobs> {
  const { database, log, times = {} } = options;
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.executeForJobs(text, values ?? []) },
    backend: database.kind === 'pglite' ? 'pglite' : 'postgres',
    schema: JOB_SCHEMA,
    migrate: false,
    createSchema: false,
    // These three need the owner's rights or cost queries that a queue of this size never pays back.
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
    superviseIntervalSeconds: times.superviseSeconds ?? 30,
    monitorIntervalSeconds: times.superviseSeconds ?? 30,
    cronWorkerIntervalSeconds: 15,
  });
  boss.on('error', (error) => log.error({ err: error }, 'job queue error'));
  boss.on('warning', (warning) => log.warn({ warning }, 'job queue warning'));
  await boss.start();
  await createQueues(boss, times);
  const workers = new Map<JobName, string[]>();
  return {
    send: (name, data, sendOptions) => sendJob(boss, workers, name, data, sendOptions),
    work: async (name, handler, workOptions) => {
      // One worker each, not pg-boss's own concurrency: it wakes only the first of those.
      for (let i = 0; i < (workOptions?.concurrency ?? 1); i += 1) {
        const worker = await startWorker(boss, name, handler, { log, pollSeconds: times.pollSeconds ?? POLL_SECONDS });
        workers.set(name, [...(workers.get(name) ?? []), worker]);
      }
    },
    async schedule(name, cron, data, { tz } = {}) {
      await boss.schedule(name, cron, checkData(name, data), { tz: tz ?? 'UTC', singletonKey: `cron:${name}` });
    },
    waiting: async (name) => {
      const jobs = await boss.findJobs<object>(name, { queued: true, limit: MOST_WAITING });
      return jobs.map((job) => checkData(name, job.data));
    },
    failed: (limit) => readFailedJobs(boss, limit),
    stop: (timeoutMs = STOP_TIMEOUT_MS) => boss.stop({ graceful: true, close: false, timeout: timeoutMs }),
  };
}

async function createQueues(boss: PgBoss, times: JobTimes): Promise<void> {
  const week = 7 * 24 * 3_600;
  await boss.createQueue(FAILED_QUEUE, { retentionSeconds: 8 * week, deleteAfterSeconds: 8 * week });
  for (const name of JOB_NAMES) {
    const queue = {
      retryLimit: RETRY_LIMIT,
      retryDelay: times.retryDelay ?? 2,
      retryBackoff: true,
      retryDelayMax: 600,
      expireInSeconds: 300,
      heartbeatSeconds: times.heartbeatSeconds ?? 30,
      deadLetter: FAILED_QUEUE,
    };
    // `exclusive`: of one singletonKey at most one waits or runs.
    await boss.createQueue(name, { policy: 'exclusive', ...queue });
    await boss.updateQueue(name, queue);
  }
}

async function sendJob<Name extends JobName>(
  boss: PgBoss,
  workers: ReadonlyMap<JobName, readonly string[]>,
  name: Name,
  data: JobMap[Name],
  options: SendOptions = {},
): Promise<string | null> {
  const id = await boss.send(name, checkData(name, data), {
    // The queue takes one job a key, so a job that is its own gets a key of its own.
    singletonKey: options.singletonKey ?? randomUUID(),
    ...(options.startAfterSeconds === undefined ? {} : { startAfter: options.startAfterSeconds }),
    ...(options.retryLimit === undefined ? {} : { retryLimit: options.retryLimit }),
  });
  if (id !== null && !options.startAfterSeconds)
    for (const worker of workers.get(name) ?? []) boss.notifyWorker(worker);
  return id;
}

async function startWorker<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  handler: JobHandler<Name>,
  { log, pollSeconds }: { readonly log: DatabaseLog; readonly pollSeconds: number },
): Promise<string> {
  const settings = { batchSize: 1, pollingIntervalSeconds: pollSeconds };
  let worker: string | undefined;
  worker = await boss.work<object>(name, settings, async (batch) => {
    // There may be more: without this it would sleep until its next poll after each single job.
    if (worker !== undefined) boss.notifyWorker(worker);
    for (const job of batch) {
      try {
        await handler(checkData(name, job.data), { id: job.id, attempt: job.retryCount + 1, signal: job.signal });
      } catch (error) {
        log.warn({ err: error, job: job.id, name, attempt: job.retryCount + 1 }, 'job failed');
        throw error;
      }
    }
  });
  return worker;
}

function checkData<Name extends JobName>(name: Name, data: unknown): JobMap[Name] {
  const parsed = JOB_SCHEMAS[name].safeParse(data);
  if (parsed.success) return parsed.data;
  throw new BugError(`A job “${name}” carries data it cannot have: ${parsed.error.message}`, {
    code: 'bad-job-data',
    advice: 'Report this; the job is kept among the failed ones.',
    cause: parsed.error,
  });
}

async function readFailedJobs(boss: PgBoss, limit = 50): Promise<FailedJob[]> {
  const jobs = await boss.findJobs<object>(FAILED_QUEUE, { limit: 10_000 });
  return jobs
    .map((job) => ({
      id: job.sourceId ?? job.id,
      name: job.sourceName ?? job.name,
      data: job.data,
      error: wordsOf(job.sourceOutput),
      attempts: (job.sourceRetryCount ?? 0) + 1,
      failedAt: job.createdOn,
    }))
    .sort((a, b) => b.failedAt.getTime() - a.failedAt.getTime())
    .slice(0, limit);
}

/** pg-boss keeps an error as an object with its message. */
function wordsOf(output: object | null): string {
  return output && 'message' in output ? String(output.message) : JSON.stringify(output ?? 'unknown');
}
