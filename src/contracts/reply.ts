import type { RepliedChart, RepliedTable } from './chart.ts';
import type { GroundedFact } from './fact.ts';
import type { Working } from './working.ts';

/** What to say, not how a platform draws it. Every text here is final: grounded and in the company's format. */
export interface Reply {
  /** All sections as plain text; the key result is always in here, so a lost chart costs nothing. */
  readonly text: string;
  readonly sections: readonly ReplySection[];
  readonly facts: readonly GroundedFact[];
  readonly charts: readonly RepliedChart[];
  readonly tables: readonly RepliedTable[];
  readonly actions: readonly ReplyAction[];
  /** Files to take away: a plan as a spreadsheet, shifts for a calendar, a template to fill in. Absent: none. */
  readonly files?: readonly RepliedFile[];
  readonly visibility: 'everyone' | 'asker';
  readonly working: Working | null;
}

export type SectionKind = 'answer' | 'detail' | 'caveat' | 'card' | 'question' | 'next';

/** One paragraph (or one card line). Spans with a `fact` are the numbers a person can touch to see their source. */
export interface ReplySection {
  readonly kind: SectionKind;
  readonly heading?: string;
  readonly spans: readonly ReplySpan[];
}

export interface ReplySpan {
  readonly text: string;
  /** Fact id. */
  readonly fact?: string;
}

/** A button. `id` is looked up on the server when pressed, so nothing a client sends is trusted. */
export interface ReplyAction {
  readonly id: string;
  readonly label: string;
  readonly kind: 'ask' | 'show-working' | 'upload' | 'choose';
}

/** A file of a reply; its content is fetched by its id. */
export interface RepliedFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}
