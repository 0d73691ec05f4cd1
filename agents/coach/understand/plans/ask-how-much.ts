import type { ChangeTarget, PlanChange, PlanKind } from '../../../../src/contracts/plan.ts';
import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { PreviousTurn, Understanding } from '../../../../src/contracts/understanding.ts';
import { findAmounts } from '../amounts.ts';
import { STAFF_WORDS } from '../ontology.ts';
import type { ReadText } from '../read-text.ts';
import type { PlanNameKind } from './name-index.ts';
import type { PlanThread } from './plan-thread.ts';
import { type Clause, type PlanSetting, readClause } from './read-clause.ts';
import { stripLead } from './split-clauses.ts';
import { writeDigits } from './write-digits.ts';

const MORE = /\b(more|raise|increase|extra|higher|dearer|up|boost|add)\b/;
const LESS = /\b(less|fewer|cut|reduce|lower|cheaper|down|decrease|trim)\b/;
/** Words that may stand beside what moves; anything else makes it another matter. */
const BESIDE =
  /\b(a|an|bit|little|lot|much|some|somewhat|slightly|few|the|our|my|on|for|of|to|at|in|into|from|with|and|than|that|it|them|please|spend|spending|spent|put|order|orders|ordering|money|budget|price|prices|pricing|charge|people|person|staff|ads|ad|go|make|give|need|we|i|us|should|could|can|be|is|are|too)\b/g;

const TARGET: Readonly<Record<PlanKind, { readonly what: ChangeTarget; readonly of: PlanNameKind }>> = {
  // An order is fixed by its amount; a share is one of what is used.
  inventory: { what: 'demand', of: 'item' },
  staffing: { what: 'cover', of: 'role' },
  pricing: { what: 'price', of: 'product' },
  budget: { what: 'spend', of: 'ad-channel' },
};

/** "More for flyers" in a thread about such a plan, without an amount: how much is asked back, never guessed. */
export function askHowMuch(
  read: ReadText,
  thread: PlanThread | undefined,
  setting: PlanSetting,
): Understanding | undefined {
  if (thread?.kind === undefined) return undefined;
  const clause = readClause(writeDigits(stripLead(read.cased).text), { ...setting, kind: thread.kind });
  const up = MORE.test(clause.shape);
  if (clause.amounts.length > 0 || up === LESS.test(clause.shape)) return undefined;
  const change = changeMeant(clause, thread.kind);
  if (change === undefined) return undefined;
  const call = (amount: Partial<PlanChange>): SkillCall => ({
    skill: 'what-if',
    input: { kind: thread.kind, changes: [{ ...change, ...amount }] },
  });
  const sign = up ? 1 : -1;
  const people = thread.kind === 'staffing';
  const steps: readonly (readonly [string, Partial<PlanChange>])[] = people
    ? [
        [up ? 'One more' : 'One fewer', { by: sign }],
        [up ? 'Two more' : 'Two fewer', { by: 2 * sign }],
      ]
    : [
        [up ? 'A tenth more' : 'A tenth less', { percent: 10 * sign }],
        [up ? 'A quarter more' : 'A quarter less', { percent: 25 * sign }],
        [up ? 'Half as much again' : 'Half as much', { percent: 50 * sign }],
      ];
  // Nobody moves a price by half.
  const offers = thread.kind === 'pricing' ? steps.slice(0, 1) : steps;
  return {
    kind: 'ask',
    question: {
      text: people
        ? 'How many?'
        : thread.kind === 'inventory'
          ? 'How much should be ordered in all? Name the amount, or say how much differs in what you use.'
          : `How much ${up ? 'more' : 'less'}? Name an amount or a share.`,
      choices: offers.map(([label, amount]) => ({ label, kind: 'choose' as const, call: call(amount) })),
    },
  };
}

/** What moves, without by how much; nothing when the words speak of something else. */
function changeMeant(clause: Clause, kind: PlanKind): PlanChange | undefined {
  const { what, of } = TARGET[kind];
  const rest = clause.shape
    .replace(/\b(NAME|DAY)\b/g, ' ')
    .replace(MORE, ' ')
    .replace(LESS, ' ')
    .replace(BESIDE, ' ')
    .replace(STAFF_WORDS, ' ');
  if (/[a-z]{2}/.test(rest)) return undefined;
  const named = clause.names.flatMap(({ readings }) => {
    const names = readings.get(of);
    return names?.length === 1 ? names : [];
  });
  const [name, ...others] = named;
  if (others.length > 0) return undefined;
  if (kind !== 'staffing') return name === undefined ? undefined : { what, of: name };
  const [day] = clause.days;
  const place = clause.names.flatMap(({ readings }) => readings.get('location') ?? [])[0];
  if (day === undefined && name === undefined && place === undefined) return undefined;
  return {
    what,
    ...(clause.days.length === 1 ? day : {}),
    ...(name === undefined ? {} : { role: name }),
    ...(place === undefined ? {} : { location: place }),
  };
}

/** "$100", "by 15%" under that question: the same change by this much. */
export function continueAmount(read: ReadText, previous: PreviousTurn | undefined): SkillCall | undefined {
  const choices = previous?.asked?.choices ?? [];
  const call = choices[0]?.call ?? correctedCall(read, previous);
  const change = call?.skill === 'what-if' ? onlyChange(call) : undefined;
  if (call === undefined || change === undefined) return undefined;
  const step = change.percent ?? change.by;
  // Alone under "How many?", "one" is a number.
  const text = writeDigits(read.lower).replace(/^((?:just|only) )?one\b/, '1');
  const [amount, ...others] = findAmounts(text);
  if (step === undefined || amount === undefined || others.length > 0) return undefined;
  const rest = `${text.slice(0, amount.start)} ${text.slice(amount.end)}`
    .replace(MORE, '')
    .replace(LESS, '')
    .replace(BESIDE, '');
  if (
    /[a-z]{2}/.test(
      rest.replace(
        /\b(about|by|around|say|maybe|just|over|per|week|month|try|people|no|ok|okay|sorry|rather|actually|mean|meant|better|lb|kg)\b/g,
        '',
      ),
    )
  )
    return undefined;
  const { percent: _, by: __, ...what } = change;
  if (what.what === 'demand' && amount.kind === 'number')
    return { skill: 'what-if', input: { ...call.input, changes: [{ ...what, what: 'order', to: amount.value }] } };
  const value = Math.sign(step) * amount.value;
  return {
    skill: 'what-if',
    input: {
      ...call.input,
      changes: [{ ...what, ...(amount.kind === 'percent' ? { percent: value } : { by: value }) }],
    },
  };
}

/** "Make it 40%" right after such a change: the same change, by another amount. */
function correctedCall(read: ReadText, previous: PreviousTurn | undefined): SkillCall | undefined {
  const call = previous?.asked === undefined ? previous?.calls.at(-1) : undefined;
  const said = /^(?:(?:no|ok|okay|sorry|rather|actually|hm+)[ ,]+)*(?:make (?:it|that)|rather|i meant?|better)\b/;
  return call !== undefined && said.test(read.lower) ? call : undefined;
}

function onlyChange({ input }: SkillCall): PlanChange | undefined {
  // Only the planner writes these calls, and it wrote changes.
  const changes = Array.isArray(input.changes) ? (input.changes as readonly PlanChange[]) : [];
  return changes.length === 1 ? changes[0] : undefined;
}
