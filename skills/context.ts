import type { AccessActions } from '../src/access/access-actions.ts';
import type { Catalogue } from '../src/contracts/catalogue.ts';
import type { Company, Person } from '../src/contracts/company.ts';
import type { TurnId } from '../src/contracts/ids.ts';
import type { Attachment, Inbound } from '../src/contracts/inbound.ts';
import type { IsoDate } from '../src/contracts/period.ts';
import type { Reply } from '../src/contracts/reply.ts';
import type { Skill, SkillCall } from '../src/contracts/skill.ts';
import type { TenantTx } from '../src/db/schema.ts';
import type { EngineRunner } from '../src/engines/engine-runner.ts';
import type { MetricReader } from '../src/metrics/metric-series.ts';

/** All a skill may touch while it runs: one company, one person, the engines, and the clock it is told. */
export interface SkillContext {
  /** Id of the turn that is being answered; a plan that is made names it. */
  readonly turn: TurnId | null;
  readonly company: Company;
  readonly person: Person;
  readonly catalogue: Catalogue;
  /**
   * "Today" for words like "last week": the company's civil date, or the day after its newest data
   * when that is more than a week old (then `todayIsDataEnd` is true and the answer says so).
   */
  readonly today: IsoDate;
  readonly todayIsDataEnd: boolean;
  /** The real time, for what is set up for later. */
  readonly now: Date;
  /** Where it was asked. */
  readonly asked: AskedAt;
  readonly attachments: readonly Attachment[];
  /** The thread's last answer, for "how did you get that?". */
  readonly previous: {
    readonly turn: string;
    readonly question: string;
    readonly reply: Reply;
    readonly calls: readonly SkillCall[];
  } | null;
  /** Messages to other people, and questions that are run, about who is let in. */
  readonly access: AccessActions;
  readonly engines: EngineRunner;
  readonly signal: AbortSignal;
  /**
   * Runs work that can end early with the best it has: while it runs, somebody who presses Stop fires `stop`, not
   * `signal`, and the answer goes on with what there is.
   */
  untilStopped<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T>;
  /** Runs short reads and writes in the company's own transaction. Never call an engine inside it, never nest it. */
  data<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** Opens a metric reader in a transaction of its own: `ctx.read((m) => m.series({metric: 'revenue'}))`. */
  read<T>(work: (metrics: MetricReader) => Promise<T>): Promise<T>;
  /** A few words for the person who waits ("reading May", "comparing"). `done` from 0 to 1 where known. */
  progress(text: string, done?: number): void;
}

/** Where a question came from, and whence its asker can be reached again. */
export type AskedAt = Pick<
  Inbound,
  'channel' | 'workspace' | 'conversation' | 'thread' | 'user' | 'audience' | 'address'
> &
  /** For "at eight, my time". */
  Partial<Pick<Inbound, 'timezone'>>;

export type CoachSkill<Input> = Skill<Input, SkillContext>;
