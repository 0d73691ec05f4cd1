import type { ZodType } from 'zod';
import type { ChartSpec } from './chart.ts';
import type { Role } from './company.ts';
import type { Fact } from './fact.ts';
import type { SectionKind } from './reply.ts';
import type { Working } from './working.ts';

export const SKILL_NAMES = [
  'import-file',
  'ask-metric',
  'explain-change',
  'forecast-metric',
  'forecast-accuracy',
  'what-if',
  'plan-inventory',
  'plan-staffing',
  'set-prices',
  'plan-budget',
  'planning-settings',
  'compare-benchmark',
  'track-goal',
  'write-digest',
  'watch-metric',
  'decide',
  'show-working',
  'privacy',
  'manage-access',
  'web-login',
  'help',
] as const;

export type SkillName = (typeof SKILL_NAMES)[number];

/** One step of a plan: a skill and its input, not yet validated. */
export interface SkillCall {
  readonly skill: SkillName;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Something the coach can do. Agents, commands, buttons, the HTTP API and the CLI all see the same list. */
export interface Skill<Input, Context> {
  readonly name: SkillName;
  readonly title: string;
  /** One sentence for people and for a model that chooses skills. */
  readonly description: string;
  readonly input: ZodType<Input>;
  /** The least role that may use it. */
  readonly rights: Role;
  readonly examples: readonly string[];
  /** Slash command, without the slash. */
  readonly command?: string;
  run(context: Context, input: Input): Promise<SkillResult>;
}

/** What a skill found. Texts are templates: `{{factId}}` slots, and no digit outside of them. */
export interface SkillResult {
  readonly facts: readonly Fact[];
  readonly sections: readonly SectionTemplate[];
  readonly charts: readonly ChartSpec[];
  readonly tables: readonly TableTemplate[];
  readonly followUps: readonly FollowUp[];
  /** Files to take away. Absent: none. */
  readonly files?: readonly SkillFile[];
  /** A missing or ambiguous input: a question with choices, never a guess. */
  readonly question?: Question;
  readonly working: Working | null;
}

export interface SectionTemplate {
  readonly kind: SectionKind;
  readonly heading?: string;
  readonly template: string;
}

/** Cells are templates too: a number in a table is a fact like any other. */
export interface TableTemplate {
  /** The table is what was asked for (an order list, a roster): it is never folded away. */
  readonly lead?: boolean;
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

/** A button that asks the next question. `label` is a template. */
export interface FollowUp {
  readonly label: string;
  readonly kind: 'ask' | 'show-working' | 'upload' | 'choose';
  /** Run exactly this when pressed; without it the label is read as a question. */
  readonly call?: SkillCall;
}

export interface Question {
  /** Template. */
  readonly text: string;
  readonly choices: readonly FollowUp[];
}

/** A file a skill made. */
export interface SkillFile {
  /** With its ending; letters, digits, dashes and dots. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}
