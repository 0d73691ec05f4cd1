import type { FactSource } from '../../src/contracts/fact.ts';
import { listWords } from '../../src/datasets/words.ts';
import { type Driver, summariseDrivers } from '../../src/engines/forecaster/decompose/summarise-drivers.ts';
import type { RegressorEffect } from '../../src/engines/forecaster/types.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { Outlook } from './make-outlook.ts';
import { isSeasonal } from './profile-parts.ts';

/** A driver that moves the number by less is not worth a word. */
const WORTH_SAYING = 0.02;
const MOST_DRIVERS = 3;
const MOST_BELIEVED = 3;

const FROM_PARTS: FactSource = {
  kind: 'model',
  model: 'What the forecast is made of',
  how: 'Each part of the stretch ahead against the same part of the time just before',
};

/** What the forecast knows: how much of the past, which patterns, which special days. */
export function sayBasis(book: FactBook, outlook: Outlook): string {
  const { series, forecast } = outlook;
  const { points, grain } = series;
  const open = points.filter(({ state }) => state === 'open');
  const source: FactSource = { kind: 'computed', how: 'Counted in your data', from: [] };
  const count = book.count(`${grain}s known`, open.length, { source });
  const since = book.date('First value', open[0]?.t ?? '');
  const telling = forecast.effects.filter(isTelling);
  const flags = telling.filter(({ kind }) => kind === 'flag');
  const uses = [
    ...(grain === 'day' && forecast.season === 7 ? ['the day of the week'] : []),
    ...(isSeasonal(outlook) ? ['the time of year'] : []),
    ...nameFlags(book, outlook, flags),
    ...telling.filter(({ kind }) => kind === 'number').map(({ name }) => book.name(name.toLowerCase())),
  ];
  const known = `It rests on ${count} ${grain}s since ${since}`;
  return uses.length === 0 ? `${known}.` : `${known} and goes by ${listWords(uses)}.`;
}

/** The two or three things that move it against the time just before; null where nothing does. */
export function sayDrivers(book: FactBook, outlook: Outlook): string | null {
  const moved = listDrivers(outlook).slice(0, MOST_DRIVERS);
  if (moved.length === 0) return null;
  const words = moved.map((driver) => {
    const share = book.percent(`Share of ${driver.regressor ?? driver.name}`, driver.share, {
      decimals: 0,
      sign: 'never',
      source: FROM_PARTS,
    });
    return `${nameDriver(book, driver)} ${driver.share > 0 ? 'adds' : 'takes off'} about ${share}`;
  });
  return `What moves it against the time just before: ${listWords(words)}.`;
}

/** Drivers worth a word, the largest first; none where what is left over outweighs them. */
export function listDrivers({ forecast, window }: Outlook): readonly Driver[] {
  if (forecast.parts === null) return [];
  const summary = summariseDrivers(forecast.parts, { from: window.from, to: window.to });
  if (summary === null) return [];
  const told = summary.drivers.filter(({ name, share }) => name !== 'rest' && Math.abs(share) >= WORTH_SAYING);
  // Against next to nothing every share is beyond belief.
  if (summary.drivers.some(({ share }) => Math.abs(share) > MOST_BELIEVED)) return [];
  const rest = summary.drivers.find(({ name }) => name === 'rest')?.share ?? 0;
  return Math.abs(rest) > Math.abs(told[0]?.share ?? 0) ? [] : told;
}

export function nameDriver(book: FactBook, { name, regressor }: Pick<Driver, 'name' | 'regressor'>): string {
  if (regressor !== undefined) return book.name(regressor);
  if (name === 'trend') return 'the trend';
  if (name === 'week') return 'the mix of weekdays';
  return name === 'year' ? 'the time of year' : 'the days you are closed';
}

/** Special days are named one by one up to here. */
const MOST_NAMED = 3;

/** An effect that stands out from its own doubt, and is large enough to be seen. */
export const isTelling = ({ change, spread }: RegressorEffect): boolean =>
  Math.abs(change) > 1.2816 * spread && Math.abs(change) >= 0.01;

/** Those that fall into the time asked about by name; that others were learned from is said in a word. */
function nameFlags(book: FactBook, { calendar, steps }: Outlook, flags: readonly RegressorEffect[]): string[] {
  const ahead = flags.filter(({ name }) => steps.some(({ t }) => calendar.named.get(name)?.days.has(t)));
  if (ahead.length > 0 && ahead.length <= MOST_NAMED) return ahead.map(({ name }) => book.name(name));
  return flags.length === 0 ? [] : ['special days'];
}
