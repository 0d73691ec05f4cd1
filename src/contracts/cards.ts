import type { Company, Role } from './company.ts';
import type { PlanKind, PlanState } from './plan.ts';
import type { Reply } from './reply.ts';

/** A company as a page shows it. */
export interface CompanyCard {
  readonly slug: Company['slug'];
  readonly name: string;
  readonly sample: boolean;
  readonly locale: string;
  readonly timezone: string;
  readonly currency: string;
  readonly role: Role;
  /** Data there at all? First and last day. */
  readonly dataRange: { readonly start: string; readonly end: string } | null;
  /** Up to five questions that this company's data can answer, to start with. */
  readonly starters: readonly string[];
}

export interface ConversationCard {
  readonly id: string;
  readonly title: string;
  /** ISO instant. */
  readonly lastTurnAt: string;
}

export interface HistoryTurn {
  readonly turn: string;
  readonly question: string;
  /** ISO instant. */
  readonly at: string;
  readonly fileNames: readonly string[];
  /** null while it runs or when it failed. */
  readonly reply: Reply | null;
}

/** The coach's front page for one person, as a home tab shows it. */
export interface HomeCard {
  readonly company: Pick<CompanyCard, 'name' | 'sample' | 'role' | 'dataRange' | 'starters'>;
  /** One line a goal, ready to show: "Revenue above $120,000 by 30 Sep: on track". Empty: there are none. */
  readonly goals: readonly string[];
  /** The newest forecast in one line, and when it was made; null when none was made yet. */
  readonly latestForecast: { readonly text: string; readonly madeOn: string } | null;
  /** The next digest in the company's own words: "Monday, Nov 30 at 8:00 AM in #general"; null when none is set. */
  readonly nextDigest: string | null;
}

/** Something a person can pick in a form or from a list that completes what they type. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A plan as the API hands it out. */
export interface PlanCard {
  readonly id: string;
  readonly kind: PlanKind;
  readonly state: PlanState;
  readonly title: string;
  /** The model's input and what came out of it, as `src/engines/optimizer` has them. Infinite gaps are null. */
  readonly problem: unknown;
  readonly outcome: unknown;
  /** ISO instant. */
  readonly expiresAt: string;
}
