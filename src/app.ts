import { resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Channel, ChannelHost } from '../adapters/channel.ts';
import { registerWeb } from '../adapters/web/register-web.ts';
import { starterCalls } from '../skills/help/starters.ts';
import { OWN_SLUG, SAMPLE_SLUG } from './access/companies.ts';
import { createAccess } from './access/create-access.ts';
import { createAccessHost } from './access/create-access-host.ts';
import { answerTurn } from './app-answer.ts';
import { openChannels, type PlatformAddresses } from './app-channels.ts';
import { answerForecastRequest } from './app-forecast.ts';
import { type ChartRenderer, createChartRenderer } from './charts/create-chart-renderer.ts';
import type { Config } from './config.ts';
import type { Catalogue } from './contracts/catalogue.ts';
import type { TenantId } from './contracts/ids.ts';
import type { ChannelName } from './contracts/inbound.ts';
import type { Database } from './db/database.ts';
import { openDatabase } from './db/open-database.ts';
import { createDelivery } from './delivery/create-delivery.ts';
import { startDigests } from './digests/start-digests.ts';
import { createEnginePool, type EnginePool } from './engines/pool.ts';
import { startScoring } from './forecasts/start-scoring.ts';
import { createServer } from './http/create-server.ts';
import { acceptInbound } from './inbox/accept-inbound.ts';
import { createCatalogueCache } from './inbox/catalogue-cache.ts';
import { createEventHub } from './inbox/event-hub.ts';
import { finishTurn, resumeTurns } from './inbox/finish-turn.ts';
import { createFileKeeper } from './inbox/keep-file.ts';
import { runAgain } from './inbox/run-again.ts';
import { threadsAreQuiet } from './inbox/run-thread.ts';
import { createChatHost } from './inbox/serve-chat.ts';
import { createWebReads } from './inbox/serve-web.ts';
import type { InboxServices } from './inbox/services.ts';
import { stopEvent } from './inbox/stop-event.ts';
import { createJobs } from './jobs/create-jobs.ts';
import type { Jobs } from './jobs/jobs.ts';
import { createMetricCache } from './metrics/metric-cache.ts';
import type { Logger } from './observability/logger.ts';
import { solveProblem } from './optimize/solve-problem.ts';
import { ensureSampleCompany } from './sample/ensure-sample-company.ts';
import { createSealer } from './secrets/seal.ts';

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
  /** Connects them and sends what waits for them. For the service; the command line has no need of it. */
  startChannels(): Promise<void>;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly config: Config;
  readonly log: Logger;
  /** The clock; tests drive it. */
  readonly now?: () => Date;
  /** A few words while the first start takes its time. */
  readonly progress?: (text: string) => void;
  readonly platforms?: PlatformAddresses;
}

/** Opens the database, makes the sample company where it is missing, and wires channels, coach, skills and engines. */
export async function createApp({
  config,
  log,
  now = () => new Date(),
  progress = () => undefined,
  platforms = {},
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
  const delivery = createDelivery({ database, jobs, channels, log, now });
  const access = createAccess({
    database,
    delivery,
    channels,
    publicUrl: config.publicUrl,
    now,
    log,
    runAgain: (tenant, inbound) => runAgain(services, tenant, inbound),
  });
  /** Companies whose digests are looked after since this start. */
  const watched = new Set<TenantId>();
  const services: InboxServices = {
    access,
    delivery,
    database,
    jobs,
    catalogues: createCatalogueCache(),
    hub: createEventHub(),
    log,
    turnDeadlineMs: TURN_DEADLINE_MS,
    answer: async (request) => {
      if (!watched.has(request.company.id)) {
        watched.add(request.company.id);
        // A job that nobody took for weeks is dropped by the queue: the first turn of a company leaves it again.
        await digests.look(request.company.id);
      }
      return answerTurn(request, {
        engines,
        cache,
        log,
        now,
        actionsFor: access.actionsFor,
        watchDigests: (tenant) => digests.look(tenant),
        scoreForecasts: (tenant) => scoring.look(tenant),
      });
    },
  };
  const startersOf = (catalogue: Catalogue) => starterCalls(catalogue).map((starter) => starter.label);
  const sealer = createSealer(config.encryptionKey);
  const host: ChannelHost = {
    accept: (inbound, options) => acceptInbound(services, inbound, options?.signal),
    keepFile: createFileKeeper(database, MAX_UPLOAD_BYTES),
    ...createWebReads({ database, charts, startersOf }),
    stop: (place, event) => stopEvent(services, place, event),
    optimize: (kind, problem, wish) => solveProblem(engines, kind, problem, wish),
    forecast: (place, request, watch) =>
      answerForecastRequest({ database, engines, cache, now }, place, request, watch),
    ...createAccessHost({ database, access, sealer, now, startersOf }),
    ...createChatHost(services),
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
    slackInstallUrl: config.slack?.clientId ? `${config.publicUrl}/slack/install` : null,
  });
  for (const channel of await openChannels({ config, host, server, log, platforms }))
    channels.set(channel.name, channel);
  // From here on turns run: whatever they answer to must be there, or their answers would not be queued for it.
  const digests = await startDigests({
    database,
    jobs,
    accept: (inbound) => acceptInbound(services, inbound),
    log,
    now,
  });
  const scoring = await startScoring({ database, jobs, cache });
  await jobs.work('finish-turn', (job) => finishTurn(services, job));
  await resumeTurns(services);
  const startChannels = async () => {
    await delivery.resume();
    await Promise.all([...channels.values()].map((channel) => startChannel(channel, log)));
  };
  const close = async () => {
    await Promise.all([...channels.values()].map((channel) => channel.stop()));
    await server.close();
    await digests.stop();
    await jobs.stop();
    await threadsAreQuiet();
    // After the turns: the last answers still go out.
    await delivery.stop();
    await Promise.all([engines.close(), charts.close()]);
    await database.close();
  };
  return { database, jobs, engines, charts, host, channels, server, startChannels, close };
}

/** A platform that cannot be reached costs that channel only; `doctor --channel` says what to do. */
async function startChannel(channel: Channel, log: Logger): Promise<void> {
  try {
    await channel.start();
    log.info({ channel: channel.name }, 'channel is connected');
  } catch (error) {
    log.error({ err: error, channel: channel.name }, 'channel cannot connect');
  }
}

async function whatIsMissing(database: Database): Promise<string[]> {
  const found = await database.readSystem('select 1 as one').catch(() => []);
  return found.length === 1 ? [] : ['database'];
}
