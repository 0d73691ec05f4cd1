import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { planQuestion } from '../../../../agents/coach/understand/plan-question.ts';
import type { Catalogue } from '../../../../src/contracts/catalogue.ts';
import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { Understanding } from '../../../../src/contracts/understanding.ts';

/** A question about forecasts and the call that is wanted of it. `null`: the slot must not be filled. */
const Question = z.object({
  company: z.string(),
  text: z.string(),
  /** A turn of the company's file. */
  previous: z.string().optional(),
  /** Any of these, `|` between; `ask`: a question back. */
  skill: z.string(),
  input: z.record(z.string(), z.unknown()),
});
export type Question = z.infer<typeof Question>;

interface Company {
  readonly today: string;
  readonly catalogue: Catalogue;
  readonly turns: Readonly<Record<string, SkillCall>>;
}

const read = (name: string): string => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
const companies: Readonly<Record<string, Company>> = JSON.parse(read('companies.json'));

export function readQuestions(name: string): readonly Question[] {
  return read(name)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Question.parse(JSON.parse(line)));
}

export function companyOf(name: string): Company {
  const company = companies[name];
  if (company === undefined) throw new Error(`no company ${name}`);
  return company;
}

/** What the planner makes of a question. */
export function understand({ company, text, previous }: Question): Understanding {
  const of = companyOf(company);
  const turn = previous === undefined ? undefined : of.turns[previous];
  if (previous !== undefined && turn === undefined) throw new Error(`no turn ${previous} of ${company}`);
  const thread = turn === undefined ? {} : { previous: { calls: [turn] } };
  return planQuestion({ text, today: of.today, attachments: [], ...thread }, of.catalogue);
}

/** Names of the fields that are not as wanted. */
export function missesOf(question: Question): readonly string[] {
  const got = understand(question);
  const skills = question.skill.split('|');
  if (got.kind === 'ask') return skills.includes('ask') ? [] : ['ask'];
  const [call] = got.calls;
  if (call === undefined || !skills.includes(call.skill) || got.calls.length > 1) return ['skill'];
  return Object.entries(question.input).flatMap(([slot, wanted]) => {
    const said = slot === 'scenarios' ? assumedIn(call.input[slot]) : call.input[slot];
    return isDeepStrictEqual(said, wanted === null ? undefined : spellPeriods(wanted)) ? [] : [slot];
  });
}

/** What each scenario assumes; how it is called is not judged. */
function assumedIn(scenarios: unknown): unknown {
  return Array.isArray(scenarios) ? scenarios.map((scenario) => Object(scenario).assume) : scenarios;
}

/** `["2026-12-01", "2026-12-31"]` stands for a period. */
function spellPeriods(value: unknown): unknown {
  if (Array.isArray(value)) {
    const [start, end] = value;
    return value.length === 2 && typeof start === 'string' && typeof end === 'string'
      ? { start, end }
      : value.map(spellPeriods);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spellPeriods(inner)]));
}
