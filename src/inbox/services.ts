import type { Access } from '../access/access.ts';
import type { Catalogue } from '../contracts/catalogue.ts';
import type { Company, Person } from '../contracts/company.ts';
import type { TurnId } from '../contracts/ids.ts';
import type { Attachment, Inbound } from '../contracts/inbound.ts';
import type { Reply } from '../contracts/reply.ts';
import type { Question, SkillCall } from '../contracts/skill.ts';
import type { Trace, TurnEvent } from '../contracts/turn.ts';
import type { Database } from '../db/database.ts';
import type { NewReplyFile } from '../db/queries/reply-files.ts';
import type { StoredAction, TenantTx } from '../db/schema.ts';
import type { OutboxDelivery } from '../delivery/delivery.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Logger } from '../observability/logger.ts';
import type { CatalogueCache } from './catalogue-cache.ts';
import type { EventHub } from './event-hub.ts';

/** What the coach is told about a turn. The inbox does not know the coach; `src/app.ts` brings the two together. */
export interface TurnRequest {
  readonly turn: TurnId;
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
  /** See `SkillContext.untilStopped`. */
  untilStopped<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T>;
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
  /** Contents of the reply's files. Absent: none. */
  readonly files?: readonly NewReplyFile[];
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
