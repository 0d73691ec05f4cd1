import { randomUUID } from 'node:crypto';
import { createSkillContext } from '../../skills/create-context.ts';
import { runSkill } from '../../skills/registry.ts';
import type { Sender } from '../../src/access/access.ts';
import { createAccess, type PeopleAccess } from '../../src/access/create-access.ts';
import { createAccessHost } from '../../src/access/create-access-host.ts';
import type { Company, Person } from '../../src/contracts/company.ts';
import type { InboundId, TenantId } from '../../src/contracts/ids.ts';
import type { Inbound } from '../../src/contracts/inbound.ts';
import type { Reply } from '../../src/contracts/reply.ts';
import type { SkillCall, SkillResult } from '../../src/contracts/skill.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { insertInbound, markInbound } from '../../src/db/queries/inbound-events.ts';
import { findAction } from '../../src/db/queries/turns.ts';
import { queueDirect } from '../../src/delivery/queue-reply.ts';
import { formatFact } from '../../src/facts/format.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { createSealer, makeKey } from '../../src/secrets/seal.ts';
import { makeInbound } from './fill-company.ts';
import { openTestDatabase, type TestDatabase } from './harness.ts';

/** People and access on a real database, with the real outbox behind them and a clock that is set by hand. */
export interface AccessHouse {
  readonly database: TestDatabase;
  readonly access: PeopleAccess;
  readonly host: ReturnType<typeof createAccessHost>;
  /** Outbox messages that were sent off, and questions that were run again. */
  readonly sent: string[];
  readonly ran: { readonly tenant: TenantId; readonly inbound: InboundId }[];
  /** Who is in which conversation; a conversation that is not in here is not known. */
  readonly members: Map<string, readonly string[] | null>;
  /** How open a conversation is now; of one that is not in here it is not known. */
  readonly open: Map<string, Inbound['audience']>;
  /** How often a platform was asked who is there. */
  readonly asked: string[];
  setNow(iso: string): void;
  /** Keeps a message and asks who sent it, as a turn does. */
  receive(company: Company, message: Partial<Inbound>): Promise<{ id: InboundId; sender: Sender; inbound: Inbound }>;
  /** Runs a skill for a person, as a turn does. */
  run(company: Company, person: Person, call: SkillCall, asked?: Partial<Inbound>): Promise<SkillResult>;
  /** Direct messages that wait for a person, oldest first, with what their buttons do. */
  notices(company: Company, user: string): Promise<{ reply: Reply; calls: (SkillCall | undefined)[] }[]>;
}

export const SLACK = { channel: 'slack', workspace: 'T1' } as const; // one literal place for all

export async function openAccessHouse(options: { publicUrl?: string } = {}): Promise<AccessHouse> {
  const database = await openTestDatabase();
  let now = new Date('2026-11-23T09:00:00Z');
  const sent: string[] = [];
  const ran: { tenant: TenantId; inbound: InboundId }[] = [];
  const members = new Map<string, readonly string[] | null>();
  const open = new Map<string, Inbound['audience']>();
  const asked: string[] = [];
  const lookup = {
    audienceOf: async (_place: unknown, conversation: string) => {
      if (conversation === 'broken') throw new Error('The platform is away.');
      return open.get(conversation) ?? null;
    },
    membersOf: async (_place: unknown, conversation: string) => {
      asked.push(conversation);
      if (conversation === 'broken') throw new Error('The platform is away.');
      return members.get(conversation) ?? null;
    },
  };
  const access = createAccess({
    database,
    delivery: {
      queueReply: async () => null,
      queueNotice: async (tx, notice) => (notice.place.channel === 'discord' ? null : queueDirect(tx, notice)),
      send: async (_tenant, outbox) => void sent.push(outbox),
    },
    channels: new Map([['slack', lookup]]),
    publicUrl: 'publicUrl' in options ? options.publicUrl : 'https://coach.example.com',
    now: () => now,
    log: createLogger('silent'),
    runAgain: async (tenant, inbound) => void ran.push({ tenant, inbound }),
  });
  const host = createAccessHost({
    database,
    access,
    sealer: createSealer(makeKey()),
    now: () => now,
    startersOf: (catalogue) => catalogue.metrics.map(({ label }) => `How is ${label}?`),
  });
  return {
    database,
    access,
    host,
    sent,
    ran,
    members,
    open,
    asked,
    setNow: (iso) => {
      now = new Date(iso);
    },
    async receive(company, message) {
      const inbound = makeInbound({ ...SLACK, user: 'U1', eventId: randomUUID(), ...message });
      return database.inTenant(company.id, async (tx) => {
        const { id } = await insertInbound(tx, inbound);
        const sender = await access.identify(tx, company, inbound, id);
        await markInbound(tx, id, 'done');
        return { id, sender, inbound };
      });
    },
    async run(company, person, call, at = {}) {
      const context = createSkillContext({
        asked: makeInbound({ ...SLACK, user: 'U1', ...at }),
        company,
        person,
        catalogue: await database.inTenant(company.id, (tx) => readCatalogue(tx, company)),
        attachments: [],
        previous: null,
        access: access.actionsFor(company.id),
        engines: { run: () => Promise.reject(new Error('Access needs no engine.')) },
        signal: new AbortController().signal,
        data: (work) => database.inTenant(company.id, work),
        progress: () => {},
        now,
      });
      return runSkill(context, call);
    },
    async notices(company, user) {
      const rows = await database.asOwner(
        `select t.reply from outbox o join coaching_turns t on t.tenant_id = o.tenant_id and t.id = o.turn_id
          where o.tenant_id = $1 and o.message->>'user' = $2 order by o.sequence`,
        [company.id, user],
      );
      // The outbox wrote these replies; the test reads back what it wrote.
      const replies = rows.map((row) => row.reply as Reply);
      return Promise.all(
        replies.map(async (reply) => ({
          reply,
          calls: await Promise.all(
            reply.actions.map(
              async ({ id }) => (await database.inTenant(company.id, (tx) => findAction(tx, id)))?.action.call,
            ),
          ),
        })),
      );
    },
  };
}

/** The person of a message that came through. */
export function personOf(sender: Sender): Person {
  if (sender.kind !== 'person') throw new Error(`Not let in: ${sender.reply.text}`);
  return sender.person;
}

/** What somebody is told instead of an answer. */
export function wordsTo(sender: Sender): string {
  if (sender.kind !== 'reply') throw new Error('They are let in.');
  return sender.reply.text;
}

/** All texts of a result as a person reads them, the question with its choices last. */
export function readResult(result: SkillResult): string {
  const style = { locale: 'en-US', currency: 'USD', today: '2026-11-23' };
  const fill = (template: string) =>
    template.replace(/\{\{(\w+)\}\}/g, (_slot, id: string) => {
      const fact = result.facts.find((known) => known.id === id);
      if (!fact) throw new Error(`No fact ${id}.`);
      return formatFact(fact, style);
    });
  return [
    ...result.sections.map(({ template }) => fill(template)),
    ...result.tables.flatMap((table) => table.rows.map((row) => row.map(fill).join(' | '))),
    ...(result.question
      ? [fill(result.question.text), ...result.question.choices.map(({ label }) => fill(label))]
      : []),
  ].join('\n');
}
