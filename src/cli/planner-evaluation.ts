import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { planQuestion } from '../../agents/coach/understand/plan-question.ts';
import type { Catalogue } from '../contracts/catalogue.ts';
import { DataError } from '../contracts/errors.ts';
import { SKILL_NAMES, type SkillCall } from '../contracts/skill.ts';
import type { PreviousTurn, Understanding } from '../contracts/understanding.ts';

/** One question, what was expected of it, and what the planner made of it. */
export interface QuestionResult {
  readonly text: string;
  readonly understood: boolean;
  readonly expected: Question;
  readonly got: Understanding;
  /** Names of the fields that did not match. */
  readonly missed: readonly string[];
}

export interface PlannerEvaluation {
  readonly results: readonly QuestionResult[];
  readonly understood: number;
  readonly total: number;
}

const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const Range = z.tuple([Day, Day]);

const CatalogueFile = z.object({
  company: z.string(),
  currency: z.string(),
  timezone: z.string(),
  weekStart: z.enum(['monday', 'sunday', 'saturday']),
  today: Day,
  metrics: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      unit: z.enum(['currency', 'count', 'percent', 'hours', 'other']).catch('other'),
      grain: z.enum(['day', 'week', 'month']).catch('day'),
      synonyms: z.array(z.string()).default([]),
    }),
  ),
  dimensions: z.array(
    z.object({
      key: z.string(),
      label: z.string().optional(),
      synonyms: z.array(z.string()).optional(),
      members: z.array(z.string()),
    }),
  ),
});

const Slots = {
  metric: z.string().optional(),
  by: z.string().optional(),
  filter: z.record(z.string(), z.string()).optional(),
  period: Range.optional(),
  compare: Range.optional(),
  horizon_days: z.number().optional(),
  change: z
    .object({ variable: z.string().optional(), percent: z.number().optional(), absolute: z.number().optional() })
    .optional(),
  kind: z.string().optional(),
};

const QuestionLine = z.object({
  text: z.string(),
  skill: z.enum(SKILL_NAMES).optional(),
  plan: z.array(z.enum(SKILL_NAMES)).optional(),
  ask: z.boolean().optional(),
  attachments: z.array(z.string()).default([]),
  previous: z.object({ skill: z.enum(SKILL_NAMES), ...Slots }).optional(),
  ...Slots,
});
type Question = z.infer<typeof QuestionLine>;

/** A horizon counts as understood within this share of the expected one. */
const HORIZON_TOLERANCE = 0.15;

/**
 * Runs the built-in planner over a file of questions and compares it with what should be understood.
 * Throws `DataError` naming file and row when a file is not of the format.
 */
export function evaluatePlanner(catalogueFile: string, questionsFile: string): PlannerEvaluation {
  const { today, ...catalogue } = parse(CatalogueFile, readText(catalogueFile), catalogueFile, 1);
  const lines = readText(questionsFile).split(/\r?\n/);
  const results = lines.flatMap((line, row) =>
    line.trim() === '' ? [] : [judge(parse(QuestionLine, line, questionsFile, row + 1), catalogue, today)],
  );
  return { results, understood: results.filter((result) => result.understood).length, total: results.length };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new DataError(`${file} could not be read.`, {
      code: 'file-unreadable',
      advice: 'Check the path and try again.',
      place: { file },
      cause,
    });
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string, file: string, row: number): z.output<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new DataError(`${file}, line ${row} is not JSON.`, {
      code: 'not-json',
      advice: 'Put one JSON object on that line.',
      place: { file, row },
      cause,
    });
  }
  const checked = schema.safeParse(json);
  if (checked.success) return checked.data;
  throw new DataError(`${file}, line ${row} is not of the format: ${z.prettifyError(checked.error)}`, {
    code: 'not-of-the-format',
    advice: 'Compare the line with the format of the questions and try again.',
    place: { file, row },
  });
}

function judge(question: Question, catalogue: Catalogue, today: string): QuestionResult {
  const previous = question.previous === undefined ? undefined : toPrevious(question.previous);
  const got = planQuestion(
    { text: question.text, today, attachments: question.attachments, ...(previous === undefined ? {} : { previous }) },
    catalogue,
  );
  const missed = findMisses(question, got);
  return { text: question.text, understood: missed.length === 0, expected: question, got, missed };
}

function toPrevious(given: NonNullable<Question['previous']>): PreviousTurn {
  const { skill, horizon_days, period, compare, kind, ...rest } = given;
  const input: Record<string, unknown> = { ...rest };
  if (period !== undefined) input.period = { start: period[0], end: period[1] };
  if (compare !== undefined) input.compare = { start: compare[0], end: compare[1] };
  if (horizon_days !== undefined) input.horizonDays = horizon_days;
  if (kind !== undefined) input.kind = kind;
  return { calls: [{ skill, input }] };
}

function findMisses(question: Question, got: Understanding): readonly string[] {
  if (question.ask === true) return got.kind === 'ask' ? [] : ['ask'];
  if (got.kind === 'ask') return ['ask'];
  const missed: string[] = [];
  const expected = question.plan ?? (question.skill === undefined ? [] : [question.skill]);
  if (expected.join() !== got.calls.map((call) => call.skill).join()) missed.push('skill');
  const check = (name: string, slot: string, same: (value: unknown) => boolean) => {
    if (!same(slotOf(got.calls, slot))) missed.push(name);
  };
  const { metric, by, filter, period, compare, change, kind, horizon_days } = question;
  if (metric !== undefined) check('metric', 'metric', (value) => value === metric);
  if (by !== undefined) check('by', 'by', (value) => value === by);
  if (kind !== undefined) check('kind', 'kind', (value) => value === kind);
  if (filter !== undefined) check('filter', 'filter', (value) => sameEntries(value, filter));
  if (period !== undefined)
    check('period', 'period', (value) => sameEntries(value, { start: period[0], end: period[1] }));
  if (compare !== undefined)
    check('compare', 'compare', (value) => sameEntries(value, { start: compare[0], end: compare[1] }));
  if (change !== undefined) check('change', 'change', (value) => includesEntries(value, change));
  if (horizon_days !== undefined) {
    check(
      'horizon_days',
      'horizonDays',
      (value) => typeof value === 'number' && Math.abs(value - horizon_days) <= HORIZON_TOLERANCE * horizon_days,
    );
  }
  return missed;
}

/** The slot of the first call that has it. */
function slotOf(calls: readonly SkillCall[], slot: string): unknown {
  return calls.find((call) => call.input[slot] !== undefined)?.input[slot];
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function includesEntries(value: unknown, expected: object): boolean {
  const got = new Map(entriesOf(value));
  return Object.entries(expected).every(([key, wanted]) =>
    typeof wanted === 'number' ? Math.abs(Number(got.get(key)) - wanted) < 0.01 : got.get(key) === wanted,
  );
}

function sameEntries(value: unknown, expected: object): boolean {
  return entriesOf(value).length === Object.keys(expected).length && includesEntries(value, expected);
}

/** The report of an evaluation: each miss, and last the score. */
export function printEvaluation(evaluation: PlannerEvaluation): string {
  const misses = evaluation.results
    .filter((result) => !result.understood)
    .map(({ text, missed, expected, got }) => {
      const { text: _, attachments: __, ...wanted } = expected;
      const made =
        got.kind === 'ask'
          ? { ask: got.question.text, choices: got.question.choices.map((choice) => choice.label) }
          : got.calls;
      return `✗ ${text}\n    missed   ${missed.join(', ')}\n    expected ${JSON.stringify(wanted)}\n    got      ${JSON.stringify(made)}\n`;
    });
  const percent = evaluation.total === 0 ? 0 : (100 * evaluation.understood) / evaluation.total;
  return `${misses.join('')}understood ${evaluation.understood} of ${evaluation.total} (${percent.toFixed(1)}%)`;
}
