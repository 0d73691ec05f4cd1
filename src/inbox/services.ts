import type { Catalogue } from '../contracts/catalogue.ts';
import type { Company, Person } from '../contracts/company.ts';
import type { Place } from '../contracts/delivery.ts';
import type { InboundId, TenantId, TurnId } from '../contracts/ids.ts';
import type { Attachment, Inbound } from '../contracts/inbound.ts';
import type { Reply } from '../contracts/reply.ts';
import type { Question, SkillCall } from '../contracts/skill.ts';
import type { Trace, TurnEvent } from '../contracts/turn.ts';
import type { Database } from '../db/database.ts';
import type { StoredAction, TenantTx } from '../db/schema.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Logger } from '../observability/logger.ts';
import type { CatalogueCache } from './catalogue-cache.ts';
import type { EventHub } from './event-hub.ts';

/** What the coach is told about a turn. The inbox does not know the coach; `src/app.ts` brings the two together. */
export interface TurnRequest {
  readonly turn: string;
  readonly text: string;
  readonly pressed: SkillCall | null;
  readonly company: Company;
  readonly person: Person;
  /** Where it was asked: a skill that sets up something for later comes back here. */
  readonly inbound: Inbound;
  readonly catalogue: Catalogue;
  readonly attachments: readonly Attachment[];
  readonly previous: PreviousAnswer | null;
  readonly signal: AbortSignal;
  data<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  emit(event: TurnEvent): void;
}

/** The last finished answer of the thread. */
export interface PreviousAnswer {
  readonly turn: string;
  readonly question: string;
  readonly reply: Reply;
  readonly calls: readonly SkillCall[];
  readonly asked: Question | null;
}

export interface TurnAnswer {
  readonly reply: Reply;
  readonly calls: readonly SkillCall[];
  readonly tier: Trace['tier'];
  readonly asked: Question | null;
  readonly actions: readonly StoredAction[];
}

/** Who sent a message, as far as the company's people are known. */
export type Sender =
  | { readonly kind: 'person'; readonly person: Person }
  /** Not let in, or just let in by a code: they get these words instead of an answer. */
  | {
      readonly kind: 'reply';
      readonly reply: Reply;
      /** Outbox messages that go with it (the owners are asked), to be sent after the commit. */
      readonly queued: readonly string[];
    };

/** Where an answer may be shown, and what goes with it when it may not be shown to all. */
export interface Showing {
  readonly visibility: 'here' | 'asker';
  /** Buttons that change that ("Show answers to everyone here"), for people who may. */
  readonly actions: readonly StoredAction[];
}

/** People, roles and who may see what. Made by `src/access`. */
export interface Access {
  /** In the turn's own transaction. Remembers a stranger's wish and tells the owners, once. */
  identify(tx: TenantTx, company: Company, inbound: Inbound, id: InboundId): Promise<Sender>;
  /** Outside of any transaction: it may have to ask the platform who is in the conversation. */
  decideShowing(
    tenant: TenantId,
    where: Pick<Inbound, 'channel' | 'workspace' | 'conversation' | 'audience' | 'user'>,
    answer: { readonly turn: string; readonly person: Person | null; readonly reply: Reply },
  ): Promise<Showing>;
  /** "link CODE" in a workspace that is not linked yet. null when the text is no such thing. @throws UserError `bad-code` */
  linkByText(inbound: Inbound): Promise<TenantId | null>;
}

/** Answers on their way to a chat platform. Made by `src/delivery`. */
export interface Delivery {
  /** In the transaction that saves the turn: nothing is queued for channels that answer on their own (web, CLI). */
  queueReply(
    tx: TenantTx,
    answer: {
      readonly inbound: Inbound;
      readonly event: InboundId;
      readonly turn: TurnId;
      readonly reply: Reply;
      readonly visibility: Showing['visibility'];
    },
  ): Promise<string | null>;
  /** A message nobody asked for, to one person directly; kept as a turn of its own, so that its buttons work. */
  queueNotice(
    tx: TenantTx,
    notice: {
      readonly place: Place;
      readonly user: string;
      readonly reply: Reply;
      readonly actions: readonly StoredAction[];
    },
  ): Promise<string | null>;
  /** After the commit: sends what was queued, now and until it is out or dead. Never waits for the platform. */
  send(tenant: TenantId, outbox: string): Promise<void>;
}

/** The same, for who has a job of its own that looks after what is queued until it is out (see `finish-turn.ts`). */
export interface OutboxDelivery extends Delivery {
  /** Something of this company may wait to be sent: looks now. Returns at once, never throws. */
  kick(tenant: TenantId): void;
  /** Do answers to this channel go through the outbox? */
  delivers(channel: string): boolean;
}

export interface InboxServices {
  readonly access: Access;
  readonly delivery: OutboxDelivery;
  readonly database: Database;
  readonly jobs: Jobs;
  readonly catalogues: CatalogueCache;
  readonly hub: EventHub;
  readonly log: Logger;
  readonly answer: (request: TurnRequest) => Promise<TurnAnswer>;
  /** A turn that takes longer is stopped and apologised for. Milliseconds. */
  readonly turnDeadlineMs: number;
}
