import type { IsoDate } from '../../src/contracts/period.ts';
import type { PlanRequest } from '../../src/contracts/plan.ts';
import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import { sumOf } from './figures.ts';
import type { FoundMeasures } from './find-measures.ts';
import type { KnownChannel } from './know-channels.ts';
import { BETWEEN_NAMES, namesIn } from './read-basis.ts';
import type { MarketingHistory } from './read-history.ts';
import { sayUnknown } from './say-unknown.ts';
import { marketingTemplate } from './template-file.ts';
import { money } from './words.ts';

const MISSING = {
  spend: 'To split a marketing budget I need to know what you spend on marketing, and I have no such number yet.',
  channels: 'I know what you spend on marketing, but not on which channel.',
  result: 'I know what you spend on each channel, but not what comes of it: vouchers, sign-ups, orders or revenue.',
  weeks: 'What you spend and what comes of it have no whole week in common yet.',
} as const;

const HOW_TO_FILL =
  'The shortest way is this small file: a row for each channel and week, with what you spent and what came of it. Put anything you count in the last column, such as sign-ups or orders, and send it back to me. Half a year of weeks lets me see what each channel brings; with a few weeks I can plan on assumptions.';

/** Asks for the numbers by the shortest path: a file with four columns. */
export function askForData(what: keyof typeof MISSING, today: IsoDate): SkillResult {
  return {
    facts: [],
    sections: [
      { kind: 'answer', template: MISSING[what] },
      { kind: 'detail', template: HOW_TO_FILL },
    ],
    charts: [],
    tables: [],
    followUps: [{ label: 'Add a file', kind: 'upload' }],
    files: [marketingTemplate(today)],
    working: null,
  };
}

/** Several numbers could be meant: which one? */
export function askWhich(
  request: PlanRequest,
  { what, choices }: Extract<FoundMeasures, { kind: 'several' }>,
): SkillResult {
  const book = createFactBook();
  // What was chosen before stays chosen.
  const followUps = choices.map(
    ({ label }): FollowUp => ({
      ...again(request, { item: [...namesIn(request), label].join(BETWEEN_NAMES) }),
      label: book.name(label),
    }),
  );
  const text =
    what === 'result' ? 'What should the money bring?' : 'Which of these numbers is what you spend on marketing?';
  return {
    facts: book.facts,
    sections: [],
    charts: [],
    tables: [],
    followUps: [],
    question: { text, choices: followUps },
    working: null,
  };
}

/** Nothing is spent now, and no total was said: how much is there to spend? */
export function askForTotal(
  request: PlanRequest,
  { channels, weeks }: MarketingHistory,
  planWeeks: number,
): SkillResult {
  const book = createFactBook();
  const usual = (channels.reduce((sum, { spend }) => sum + sumOf(spend), 0) / Math.max(1, weeks.length)) * planWeeks;
  const amount = Math.max(1, Math.round(usual));
  const slot = money(book, 'Usual spend over as many weeks', amount, {
    kind: 'computed',
    how: 'Spend of all weeks known, averaged',
    from: [],
  });
  return {
    facts: book.facts,
    sections: [],
    charts: [],
    tables: [],
    followUps: [],
    question: {
      text: 'You spend nothing on marketing at the moment. How much is there to split?',
      choices: [{ ...again(request, { amount }), label: `${slot}, as usual before` }],
    },
    working: null,
  };
}

/** The past tells of no channel what it brings: why, and what can be done now. */
export function sayNothingKnown(found: {
  readonly request: PlanRequest;
  readonly today: IsoDate;
  readonly known: readonly KnownChannel[];
  /** Could a range be assumed? */
  readonly possible: boolean;
}): SkillResult {
  const book = createFactBook();
  const reasons = found.known.flatMap(({ history, refusal }) =>
    refusal ? [{ kind: 'detail' as const, template: sayUnknown(book, history.name, refusal) }] : [],
  );
  const next = found.possible
    ? 'I can still make a plan if I take half to all of what you counted for a channel as its doing. It would be marked as an assumption.'
    : 'Until then the honest advice is to keep the split you have, and to change one channel at a time so that it shows.';
  return {
    facts: book.facts,
    sections: [
      {
        kind: 'answer',
        template: 'Your past does not tell yet what any of your channels brings, so I would only guess.',
      },
      ...reasons,
      { kind: 'next', template: next },
    ],
    charts: [],
    tables: [],
    followUps: [
      ...(found.possible ? [{ ...again(found.request, { assume: true }), label: 'Plan on that assumption' }] : []),
      { label: 'Add a file', kind: 'upload' as const },
    ],
    files: [marketingTemplate(found.today)],
    working: null,
  };
}

/** The same plan again with something more said. */
export function again(
  { kind: _kind, changes, ...rest }: PlanRequest,
  more: Partial<PlanRequest>,
): Pick<FollowUp, 'kind' | 'call'> {
  const input = { ...rest, ...(changes.length > 0 ? { changes } : {}), ...more };
  return { kind: 'choose', call: { skill: 'plan-budget', input } };
}
