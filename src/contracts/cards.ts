import type { Company, Role } from './company.ts';
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
