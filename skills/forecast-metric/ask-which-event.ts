import type { ForecastAssumption } from '../../src/contracts/forecast.ts';
import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import { listWords } from '../../src/datasets/words.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { closestNames, namesHolding } from '../planning/closest-names.ts';
import type { AskedForecast } from './input.ts';
import { type KnownDays, namesOf } from './know-days.ts';

/** Buttons, and names in the sentence. */
const MOST_CHOICES = 3;
const MOST_LISTED = 6;

/** Somebody assumes an event that nothing is known of: which ones are, and never a guess. */
export function askWhichEvent(book: FactBook, known: KnownDays, said: string, input: AskedForecast): SkillResult {
  const own = [...known.named.values()].filter(({ isOwn }) => isOwn).map(({ label }) => label);
  const names = [...new Set([...namesHolding(namesOf(known), said), ...closestNames(own, said)])].slice(
    0,
    MOST_CHOICES,
  );
  const listed = [...new Set([...names, ...own])].slice(0, MOST_LISTED);
  const choices: FollowUp[] = names.map((name) => ({
    label: book.name(name),
    kind: 'choose',
    call: { skill: 'forecast-metric', input: { ...input, ...replaceLabel(input, said, name) } },
  }));
  const { assume: _, scenarios: __, ...plain } = input;
  choices.push({
    label: 'Forecast without it',
    kind: 'choose',
    call: { skill: 'forecast-metric', input: { ...plain } },
  });
  const text =
    names.length === 0
      ? `I know no special days of yours, so I cannot tell what “${book.quote(said)}” would do. Add a calendar of your events, and I learn from them.`
      : `I know no event called “${book.quote(said)}”. The ones I know are ${listWords(listed.map((name) => book.name(name)))}, and the public holidays. Which one do you mean?`;
  return {
    facts: book.facts,
    sections: [{ kind: 'question', template: text }],
    charts: [],
    tables: [],
    followUps: choices,
    question: { text, choices },
    working: null,
  };
}

function replaceLabel({ assume, scenarios }: AskedForecast, said: string, name: string) {
  const replace = (list: readonly ForecastAssumption[]) =>
    list.map((one) => ('label' in one && one.label === said ? { ...one, label: name } : one));
  return {
    ...(assume === undefined ? {} : { assume: replace(assume) }),
    ...(scenarios === undefined
      ? {}
      : { scenarios: scenarios.map((scenario) => ({ ...scenario, assume: replace(scenario.assume) })) }),
  };
}
