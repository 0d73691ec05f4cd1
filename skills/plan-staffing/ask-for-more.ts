import type { PlanRequest } from '../../src/contracts/plan.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import { askForList } from '../../src/records/ask-for-list.ts';

/** What is taken for what one person serves in an hour when nobody says it. */
export const USUAL_RATE = 12;

const bare = { facts: [], charts: [], tables: [], working: null } as const;

export function askForPeople(): SkillResult {
  const why =
    'To say who should work when, I need to know who works for you: what they can do, their hours, and when they can come.';
  return { ...bare, ...askForList(['employee'], why) };
}

/** The list of cover, or the two things that stand for it. */
export function askForCover(hasBusyHours: boolean): SkillResult {
  const asked = askForList(
    ['cover'],
    'I know your people. What I do not know yet is how many you need on which shift.',
  );
  return {
    ...bare,
    ...asked,
    sections: [
      ...asked.sections,
      {
        kind: 'next',
        template: hasBusyHours
          ? 'Or I work it out from your forecast: for that I need daily numbers of orders or guests, with enough history.'
          : 'Or tell me in a list of hours how your day is spread, and I work out from your forecast how many people each hour needs.',
      },
    ],
  };
}

/** There is a rhythm of the day and a forecast, but not how much one person can do. */
export function askForRate(request: PlanRequest, metric: string): SkillResult {
  const book = createFactBook();
  const usual = book.count('Usual', USUAL_RATE, {
    source: { kind: 'method', how: 'A common figure for a café counter; yours may well differ' },
  });
  const name = book.name(metric.toLowerCase());
  const text = `How many ${name} can one person serve in an hour?`;
  const choices = [
    {
      label: `Go ahead with ${usual}`,
      kind: 'choose' as const,
      call: { skill: 'plan-staffing' as const, input: { ...request, kind: undefined, assume: true } },
    },
  ];
  return {
    ...bare,
    facts: book.facts,
    sections: [
      {
        kind: 'question',
        template: `${text} With that I work out from your forecast how many people each hour needs. Say it like “one person can serve … orders an hour”, or send me a list of shifts instead.`,
      },
    ],
    files: askForList(['cover'], '').files,
    followUps: [],
    question: { text, choices },
  };
}
