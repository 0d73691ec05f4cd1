import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { metricWorking } from '../working.ts';
import type { AskedForecast } from './input.ts';
import type { NoOutlook } from './make-outlook.ts';
import type { EngineTrouble } from './run-forecast.ts';

const TROUBLE: Readonly<Record<EngineTrouble, string>> = {
  late: 'That took longer than I allow myself, so I stopped. Try a shorter time or a single product.',
  busy: 'Too much is asked of me at the moment. Please try again in a minute.',
  lost: 'Something broke while I was working on that. Please try again; if it happens again, ask about a shorter time.',
};

/** Says plainly why there is no forecast, and what would make one possible. */
export function sayNoOutlook(book: FactBook, none: NoOutlook, name: Slot, input: AskedForecast): SkillResult {
  const { metric, filter = {}, period } = input;
  const again = (label: string, change: Readonly<Record<string, unknown>>): FollowUp => ({
    label,
    kind: 'ask',
    call: { skill: 'forecast-metric', input: { ...input, ...change } },
  });
  const lookUp: FollowUp = {
    label: 'What was it so far?',
    kind: 'ask',
    call: { skill: 'ask-metric', input: { metric, filter } },
  };
  const upload: FollowUp = { label: 'Add a file', kind: 'upload' };
  const result = (template: string, followUps: readonly FollowUp[]): SkillResult => ({
    facts: book.facts,
    sections: [{ kind: 'answer', template }],
    charts: [],
    tables: [],
    followUps,
    working: none.kind === 'too-little' ? workingOf(none) : null,
  });
  const asked = book.period('Period', period);
  switch (none.kind) {
    case 'no-data':
      return result(`I have no ${name} yet, so there is nothing to look ahead from.`, [upload]);
    case 'over':
      return result(`Your data already covers ${asked}, so there is nothing left to forecast there.`, [
        { label: 'What was it?', kind: 'ask', call: { skill: 'ask-metric', input: { metric, filter, period } } },
      ]);
    case 'too-far': {
      const { horizonDays: _, period: __, ...rest } = input;
      const soon: FollowUp = {
        label: 'Forecast the next four weeks',
        kind: 'ask',
        call: { skill: 'forecast-metric', input: { ...rest, horizonDays: 28 } },
      };
      return result(
        `${asked} is further ahead than I can honestly see${none.grain === 'day' ? ' day by day' : ''}. Ask me about a time within a year of your newest data.`,
        none.grain === 'day' ? [again('By month instead', { grain: 'month' }), soon] : [soon],
      );
    }
    case 'too-large':
      return result(`The values of ${name} are too large to be real. Please check the file.`, [upload]);
    case 'failed':
      return result(TROUBLE[none.trouble], [again('Try again', {}), lookUp]);
    case 'too-little': {
      const source = { kind: 'method', how: 'The least history that can be checked against itself' } as const;
      const needed = book.count('Values needed', none.needed, { source });
      const have = book.count('Values known', none.have, {
        source: { kind: 'computed', how: 'Counted in your data', from: [] },
      });
      const { grain, metric: of } = none.series;
      const finer: FollowUp[] = grain === of.grain ? [] : [again(`By the ${of.grain} instead`, { grain: of.grain })];
      return result(
        `That is too little to forecast ${name} honestly: I need at least ${needed} open ${grain}s and have ${have}. Add more history or ask again later.`,
        [...finer, lookUp, upload],
      );
    }
  }
}

function workingOf(none: Extract<NoOutlook, { kind: 'too-little' }>) {
  const { series, needed, have } = none;
  return metricWorking(series.metric, {
    filter: series.filter,
    sources: series.sources,
    steps: [`Found ${have} ${series.grain}s with a value; a forecast takes at least ${needed}.`],
  });
}
