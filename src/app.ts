import { resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Channel, ChannelHost } from '../adapters/channel.ts';
import { registerWeb } from '../adapters/web/register-web.ts';
import { builtinThinker } from '../agents/coach/builtin-thinker.ts';
import { runCoach } from '../agents/coach/graph.ts';
import { createSkillContext } from '../skills/create-context.ts';
import { starterCalls } from '../skills/help/starters.ts';
import { runSkill } from '../skills/registry.ts';
import { OWN_SLUG, SAMPLE_SLUG } from './access/companies.ts';
import { createAccess } from './access/create-access.ts';
import { chartTable } from './charts/chart-table.ts';
import { type ChartRenderer, createChartRenderer } from './charts/create-chart-renderer.ts';
import type { Config } from './config.ts';
import { BugError } from './contracts/errors.ts';
import type { ChannelName } from './contracts/inbound.ts';
import type { Database } from './db/database.ts';
import { openDatabase } from './db/open-database.ts';
import { createDelivery } from './delivery/create-delivery.ts';
import { createEnginePool, type EnginePool } from './engines/pool.ts';
import { createServer } from './http/create-server.ts';
import { acceptInbound } from './inbox/accept-inbound.ts';
import { createCatalogueCache } from './inbox/catalogue-cache.ts';
import { createEventHub } from './inbox/event-hub.ts';
import { finishTurn, resumeTurns } from './inbox/finish-turn.ts';
import { threadsAreQuiet } from './inbox/run-thread.ts';
import { createWebReads, keepFile } from './inbox/serve-web.ts';
import type { InboxServices, TurnAnswer, TurnRequest } from './inbox/services.ts';
import { createJobs } from './jobs/create-jobs.ts';
import type { Jobs } from './jobs/jobs.ts';
import { civilDate } from './metrics/calendar.ts';
import { createMetricCache, type MetricCache } from './metrics/metric-cache.ts';
import type { Logger } from './observability/logger.ts';
import { ensureSampleCompany } from './sample/ensure-sample-company.ts';

/** A whole conversation turn may take this long; imports of large files are the longest. */
const TURN_DEADLINE_MS = 170_000;
export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;

/** The running service: its parts, wired. */
export interface App {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly engines: EnginePool;
  readonly charts: ChartRenderer;
  readonly host: ChannelHost;
  /** The chat platforms that are set up. */
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly server: FastifyInstance;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly config: Config;
  readonly log: Logger;
  /** The clock; tests drive it. */
  readonly now?: () => Date;
  /** A few words while the first start takes its time. */
  readonly progress?: (text: string) => void;
}

/** Opens the database, makes the sample company where it is missing, and wires channels, coach, skills and engines. */
export async function createApp({
  config,
  log,
  now = () => new Date(),
  progress = () => undefined,
}: AppOptions): Promise<App> {
  const database = await openDatabase({ ...config, ownerUrl: config.databaseOwnerUrl, log, progress });
  const engines = createEnginePool();
  const charts = createChartRenderer(
    config.databaseUrl || config.dataDir.includes('://') ? {} : { folder: resolve(config.dataDir, 'fonts') },
  );
  const jobs = await createJobs({ database, log });
  if (config.sample) await ensureSampleCompany({ database, now: now(), progress });

  const cache = createMetricCache();
  const channels = new Map<ChannelName, Channel>();
  const delivery = createDelivery();
  const services: InboxServices = {
    access: createAccess(),
    delivery,
    database,
    jobs,
    catalogues: createCatalogueCache(),
    hub: createEventHub(),
    log,
    turnDeadlineMs: TURN_DEADLINE_MS,
    answer: (request) => answerTurn(request, { engines, cache, log, now }),
  };
  await jobs.work('finish-turn', (job) => finishTurn(services, job));
  await resumeTurns(services);
  const host: ChannelHost = {
    accept: (inbound, options) => acceptInbound(services, inbound, options?.signal),
    keepFile: (place, file) => keepFile(database, place, file, MAX_UPLOAD_BYTES),
    ...createWebReads({
      database,
      charts,
      startersOf: (catalogue) => starterCalls(catalogue).map((starter) => starter.label),
    }),
    ...notYet,
  };

  // Not waited for: until the threads are warm the first question takes a second longer, and that is all.
  Promise.all([engines.warm(), charts.warm()]).catch((error: unknown) =>
    log.warn({ err: error }, 'engines are not warm'),
  );
  const server = await createServer({ log, readiness: () => whatIsMissing(database) });
  await registerWeb(server, host, {
    token: config.webToken ?? null,
    sampleSlug: config.sample ? SAMPLE_SLUG : OWN_SLUG,
    maxUploadBytes: MAX_UPLOAD_BYTES,
  });
  const close = async () => {
    await server.close();
    await jobs.stop();
    await threadsAreQuiet();
    await Promise.all([engines.close(), charts.close()]);
    await database.close();
  };
  return { database, jobs, engines, charts, host, channels, server, close };
}

const notThere = async (): Promise<never> => {
  throw new BugError('This is being built.', { code: 'not-built', advice: 'Ask again later.' });
};
const notYet = {
  control: notThere,
  notice: notThere,
  audience: notThere,
  keepLive: notThere,
  home: notThere,
  metricChoices: notThere,
  connectCode: notThere,
  signIn: notThere,
  session: async () => null,
  installations: { save: notThere, read: notThere, remove: notThere },
  seal: (text: string) => text,
  unseal: (text: string) => text,
};

/** Brings coach and skills together for one turn: the inbox knows neither. */
async function answerTurn(
  request: TurnRequest,
  { engines, cache, log, now }: { engines: EnginePool; cache: MetricCache; log: Logger; now: () => Date },
): Promise<TurnAnswer> {
  const context = createSkillContext({
    company: request.company,
    person: request.person,
    catalogue: request.catalogue,
    attachments: request.attachments,
    previous: request.previous,
    asked: request.inbound,
    engines,
    cache,
    signal: request.signal,
    data: request.data,
    progress: (text, done) => request.emit({ type: 'progress', text, ...(done === undefined ? {} : { done }) }),
    now: now(),
  });
  const { locale, currency } = request.company;
  const outcome = await runCoach(
    { turn: request.turn, text: request.text, pressed: request.pressed },
    {
      catalogue: request.catalogue,
      today: context.today,
      // Dates are written as seen from the real today: a year that is over is said.
      style: { locale, currency, today: civilDate(now(), request.company.timezone) },
      todayIsDataEnd: context.todayIsDataEnd,
      previous: request.previous
        ? { calls: request.previous.calls, ...(request.previous.asked ? { asked: request.previous.asked } : {}) }
        : null,
      attachments: request.attachments.map((file) => file.fileName),
      thinker: builtinThinker,
      runSkill: (call) => runSkill(context, call),
      tableOf: (chart) => chartTable(chart, { locale, currency }),
      progress: context.progress,
      signal: request.signal,
      onBug: (error) => log.error({ err: error, turn: request.turn }, 'reply stopped: a number was not grounded'),
    },
  );
  return {
    reply: outcome.reply,
    calls: outcome.calls,
    tier: outcome.tier,
    asked: outcome.asked,
    actions: outcome.actions,
  };
}

async function whatIsMissing(database: Database): Promise<string[]> {
  const found = await database.readSystem('select 1 as one').catch(() => []);
  return found.length === 1 ? [] : ['database'];
}
