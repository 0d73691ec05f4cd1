import type { IsoDate } from '../contracts/period.ts';
import type { ForecastWarning, LeftOut, ModelName } from '../engines/forecaster/types.ts';

/** What a reader has to know of the steps: how wide they are and how they are called. */
interface Steps {
  readonly grain: string;
  nameOf(step: IsoDate): IsoDate;
}

const MODEL_WORDS: Readonly<Record<ModelName, string>> = {
  ensemble: 'a mix of models',
  ets: 'exponential smoothing',
  theta: 'Theta',
  boosting: 'boosted trees',
  mstl: 'trend and seasons taken apart',
  arima: 'ARIMA',
  prophet: 'Prophet',
  croston: 'Croston for rare sales',
  sba: 'Croston for rare sales, corrected',
  tsb: 'smoothing for rare sales',
  'seasonal-naive': 'repeating the last season',
};

export const sayModel = (name: ModelName): string => MODEL_WORDS[name];

const REASONS: Readonly<Record<LeftOut['reason'], string>> = {
  'too-short': 'the history is too short for it',
  failed: 'it found no solution for this series',
  'not-finite': 'it gave no usable numbers for this series',
  'too-weak': 'it was clearly worse than the others on the past',
};

export const sayLeftOut = ({ name, reason }: LeftOut): string =>
  `Left out: ${sayModel(name)}, because ${REASONS[reason]}.`;

/** One plain sentence for a warning of the engine. */
export function sayWarning(warning: ForecastWarning, { grain, nameOf }: Steps): string {
  switch (warning.code) {
    case 'level-break':
      return `Since about ${nameOf(warning.t)} the level has been ${percent(Math.abs(warning.change))} ${
        warning.change > 0 ? 'higher' : 'lower'
      } than before; the forecast goes by the newer level.`;
    case 'unusual-last-value':
      return `The newest value, ${plain(warning.value)} on ${nameOf(warning.t)}, is unlike the ones before it (about ${plain(
        warning.expected,
      )} was to be expected). If it is a mistake, correct it and ask again.`;
    case 'no-better-than-naive':
      return 'On your own past this was no better than repeating the last season.';
    case 'short-history':
      return `There are only ${warning.have} ${grain}s with a value to go by; from about ${warning.comfortable} on, this gets steadier.`;
    case 'beyond-backtest':
      return `The past could check this only up to ${warning.checked} ${grain}s ahead; beyond that the ranges are an estimate.`;
    case 'data-ends-early':
      return `The last value is from ${nameOf(warning.t)}, ${warning.steps} ${grain}s before the end of the data; the forecast starts from there.`;
  }
}

const WEEKDAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

export const sayDaysOff = (weekdays: readonly number[]): string =>
  `There is no value on any of the ${listWords(weekdays.map((day) => WEEKDAYS[day] ?? ''))}, so they are taken as closed.`;

export const sayUnknownAhead = (names: readonly string[]): string =>
  `${listWords(names)} ${names.length === 1 ? 'has' : 'have'} too few values for the time ahead and could not be used. Send them, or an assumption.`;

const percent = (share: number): string => `${(100 * share).toLocaleString('en-US', { maximumFractionDigits: 0 })}%`;

const plain = (value: number): string => value.toLocaleString('en-US', { maximumSignificantDigits: 5 });

function listWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
