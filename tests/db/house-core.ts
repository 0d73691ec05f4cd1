import type { ControlPress } from '../../adapters/channel.ts';
import type { Showing } from '../../src/access/access.ts';
import type { Company, Role } from '../../src/contracts/company.ts';
import type { ChannelNotice, MessageRef, Outgoing, Place } from '../../src/contracts/delivery.ts';
import type { TenantId } from '../../src/contracts/ids.ts';
import type { ChannelName, Inbound } from '../../src/contracts/inbound.ts';
import type { Reply } from '../../src/contracts/reply.ts';
import type { Database } from '../../src/db/database.ts';
import { linkWorkspace } from '../../src/db/queries/companies.ts';
import { ensurePerson } from '../../src/db/queries/people.ts';
import { createDelivery } from '../../src/delivery/create-delivery.ts';
import type { Pace } from '../../src/delivery/create-pacer.ts';
import type { DeliveryChannel } from '../../src/delivery/delivery-channel.ts';
import { acceptInbound } from '../../src/inbox/accept-inbound.ts';
import { createCatalogueCache } from '../../src/inbox/catalogue-cache.ts';
import { createEventHub } from '../../src/inbox/event-hub.ts';
import { finishTurn, resumeTurns } from '../../src/inbox/finish-turn.ts';
import { threadsAreQuiet } from '../../src/inbox/run-thread.ts';
import { createChatHost } from '../../src/inbox/serve-chat.ts';
import type { InboxServices, TurnRequest } from '../../src/inbox/services.ts';
import { createJobs } from '../../src/jobs/create-jobs.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { makeInbound } from './fill-company.ts';
import { createTestCompany, silentLog } from './harness.ts';

/** Quick enough that only the tests about pace feel it. */
export const FAST: Pace = { everyMs: 1, burst: 10_000 };

export interface CoreOptions {
  readonly database: Database;
  readonly deliver: DeliveryChannel['deliver'];
  /** The coach; absent: says the question again. */
  readonly answer?: (request: TurnRequest) => Promise<Reply>;
  readonly visibility?: () => Showing['visibility'];
  readonly pace?: Pace;
  readonly channel?: ChannelName;
  /** Lines of the log, where a test reads them. */
  readonly lines?: string[];
}

export interface HouseCore {
  readonly services: InboxServices;
  readonly accept: (inbound: Inbound, signal?: AbortSignal) => ReturnType<typeof acceptInbound>;
  readonly control: (place: Place, press: ControlPress) => Promise<{ readonly text: string }>;
  readonly notice: (place: Place, notice: ChannelNotice) => Promise<void>;
  readonly keepLive: (place: Place, eventId: string, ref: MessageRef) => Promise<void>;
  close(): Promise<void>;
}

/** Inbox, threads, jobs and delivery as the service has them, on one chat platform and with a coach of one sentence. */
export async function startCore(options: CoreOptions): Promise<HouseCore> {
  const { database, deliver, answer, visibility = () => 'here', pace = FAST, channel = 'slack' } = options;
  const lines = options.lines ?? [];
  const log = createLogger('info', { write: (line: string) => void lines.push(line) });
  const jobs = await createJobs({ database, log: silentLog, times: { pollSeconds: 1 } });
  const channels = new Map<ChannelName, DeliveryChannel>([[channel, { name: channel, deliver }]]);
  const delivery = createDelivery({ database, jobs, channels, log, now: () => new Date(), pace });
  const services: InboxServices = {
    access: {
      identify: async (tx, _company, { channel, workspace, user }) => {
        const role: Role = user.startsWith('owner') ? 'owner' : 'member';
        const identity = { channel, workspace, externalUser: user };
        return { kind: 'person', person: await ensurePerson(tx, identity, { displayName: user, role }) };
      },
      decideShowing: async () => ({ visibility: visibility(), actions: [] }),
      linkByText: async () => null,
    },
    delivery,
    database,
    jobs,
    catalogues: createCatalogueCache(),
    hub: createEventHub(),
    log,
    turnDeadlineMs: 60_000,
    answer: async (request) => {
      const reply = answer ? await answer(request) : sayReply(`Answer to ${request.text}`);
      return { reply, calls: [], tier: 'builtin', asked: null, actions: [] };
    },
  };
  await jobs.work('finish-turn', (job) => finishTurn(services, job));
  await resumeTurns(services);
  await delivery.resume();
  return {
    services,
    accept: (inbound, signal) => acceptInbound(services, inbound, signal),
    ...createChatHost(services),
    async close() {
      await jobs.stop();
      await threadsAreQuiet();
      await delivery.stop();
    },
  };
}

/** An answer with a fact in it, so that it has thumbs. */
export function sayReply(text: string, facts: Reply['facts'] = [ONE_FACT]): Reply {
  return {
    text,
    sections: [{ kind: 'answer', spans: [{ text }] }],
    facts,
    charts: [],
    tables: [],
    actions: [],
    visibility: 'everyone',
    working: null,
  };
}

const ONE_FACT: Reply['facts'][number] = {
  id: 'f1',
  label: 'Orders',
  value: 1,
  unit: 'count',
  format: { style: 'number' },
  source: { kind: 'computed', how: 'counted', from: [] },
  text: '1',
};

/** A company whose Slack workspace is linked. */
export async function createSlackCompany(database: Database): Promise<{ company: Company; place: Place }> {
  const company = await createTestCompany(database);
  const place: Place = { channel: 'slack', workspace: `T-${company.slug}` };
  await database.inTenant(company.id, (tx) => linkWorkspace(tx, place));
  return { company, place };
}

/** A message in a channel of that workspace, in its own thread unless told. */
export const slackMessage = (place: Place, change: Partial<Inbound>): Inbound =>
  makeInbound({ ...place, conversation: 'C1', thread: 'C1:1', user: 'U1', audience: 'group', ...change });

/** What a platform shows, kept in memory: an honest channel that looks before it sends again. */
export function createFakePlatform(before?: (outgoing: Outgoing, nth: number) => Promise<void> | void) {
  const shown: { id: string; text: string; ref: MessageRef; outgoing: Outgoing }[] = [];
  let calls = 0;
  const deliver: DeliveryChannel['deliver'] = async (outgoing, posted) => {
    calls += 1;
    await before?.(outgoing, calls);
    const { content } = outgoing;
    if (content.kind === 'remove') {
      const gone = new Set(content.messages.map(({ message }) => message));
      for (let at = shown.length - 1; at >= 0; at -= 1) if (gone.has(shown[at]?.ref.message ?? '')) shown.splice(at, 1);
      return;
    }
    const known = outgoing.uncertain ? shown.find(({ id }) => id === outgoing.id) : undefined;
    const conversation = outgoing.target.conversation || `D-${outgoing.target.user}`;
    const ref = known?.ref ?? outgoing.live ?? { conversation, message: `m${calls}` };
    if (!known) shown.push({ id: outgoing.id, text: content.reply.text, ref, outgoing });
    await posted(0, ref);
  };
  return { shown, deliver, calls: () => calls, texts: () => shown.map(({ text }) => text) };
}

/** Rows of the outbox as they are, oldest first. */
export const readOutbox = (database: Database, tenant: TenantId) =>
  database.inTenant(tenant, (tx) =>
    tx
      .selectFrom('outbox')
      .select(['id', 'status', 'attempts', 'last_error', 'message', 'conversation', 'turn_id'])
      .orderBy('sequence')
      .execute(),
  );
