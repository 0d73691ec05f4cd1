import type { FactSource } from '../../src/contracts/fact.ts';
import type { SectionTemplate, SkillResult, TableTemplate } from '../../src/contracts/skill.ts';
import { listWords } from '../../src/datasets/words.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { subjectInside } from '../ask-metric/phrases.ts';
import type { SkillContext } from '../context.ts';
import { drawDrivers } from './draw-drivers.ts';
import type { AskedForecast } from './input.ts';
import type { Outlook } from './make-outlook.ts';
import { offerNext } from './offer-next.ts';
import { describeOutlook } from './outlook-working.ts';
import type { ReadyForecast } from './prepare-asked.ts';
import { isSeasonal, profileOf } from './profile-parts.ts';
import { sayRange } from './say-answer.ts';
import { isTelling, nameDriver, sayBasis, sayDrivers } from './say-basis.ts';
import { sayFirst } from './say-cautions.ts';
import { sayTrust } from './say-trust.ts';

const PARTS: FactSource = {
  kind: 'model',
  model: 'What the forecast is made of',
  how: 'Your past taken apart into trend, week, time of year and special days, which add up to it',
};
const MOST_EFFECTS = 4;
/** An effect below this is none; what is left over may still lie within its doubt, which stands beside it. */
const WORTH_LISTING = 0.01;

interface Asked {
  readonly book: FactBook;
  readonly outlook: Outlook;
  readonly name: Slot;
  readonly input: AskedForecast;
  readonly ready: ReadyForecast;
}

/** What the forecast is made of, in a picture and a short reading of it. */
export async function answerDrivers(ctx: SkillContext, asked: Asked): Promise<SkillResult> {
  const { book, outlook, name, input, ready } = asked;
  const { series, window, total } = outlook;
  const { about } = sayRange(book, outlook, total, series.metric.label);
  const period = book.period('Period', window.period);
  const adds = series.metric.aggregation.kind === 'sum';
  const moved = sayDrivers(book, outlook);
  const readings = [...sayTrend(book, outlook), ...sayProfiles(book, outlook), ...sayEffects(book, outlook)];
  const subject = subjectInside(book, series.metric, series.filter);
  const opening = `I expect ${subject} to ${adds ? 'come to' : 'average'} about ${about} for ${period}.`;
  const still = 'Nothing in it moves much against the time just before: it goes on as it was.';
  const answer = `${opening} ${moved ?? (outlook.forecast.parts === null ? '' : still)}`.trim();
  const caution = sayFirst(book, outlook);
  const details = (templates: readonly string[]) =>
    templates.map((template): SectionTemplate => ({ kind: 'detail', template }));
  const chart = drawDrivers(outlook, {
    title: moved === null ? `${name} goes on as it was` : `What makes up ${name}`,
    alt: [answer, ...readings].join(' '),
    subtitle: `${name} per ${series.grain}, up to ${book.date('Last day ahead', window.period.end)}`,
  });
  return {
    sections: [
      { kind: 'answer', template: answer },
      ...(caution === null ? [] : [{ kind: 'caveat' as const, template: caution }]),
      ...details(readings),
      ...sayTrust(book, outlook, sayBasis(book, outlook)),
    ],
    charts: chart === null ? [] : [chart],
    tables: listEffects(book, outlook),
    followUps: offerNext(ctx, book, input, ready, outlook),
    working: describeOutlook(outlook),
    facts: book.facts,
  };
}

/** Where the level stands and where it goes, against a quarter of the year before. */
function sayTrend(book: FactBook, { forecast, series, window }: Outlook): string[] {
  const trend = forecast.parts?.parts.find(({ name }) => name === 'trend');
  if (trend === undefined) return [];
  const { metric, grain } = series;
  const back = { day: 91, week: 13, month: 3, quarter: 4 }[grain];
  const past = trend.past.filter((value) => value !== null);
  const then = past.at(-1 - back);
  const now = trend.future.slice(window.from - 1, window.to).filter((value) => value !== 0);
  const level = now.reduce((sum, value) => sum + value, 0) / Math.max(1, now.length);
  if (then === undefined || then <= 0 || level <= 0) return [];
  const change = level / then - 1;
  const share = book.percent('Change of the trend', change, { decimals: 0, sign: 'never', source: PARTS });
  const value = book.metric(metric, level, { label: 'Trend', source: PARTS, decimals: 0 });
  const span = grain === 'quarter' ? 'a year' : 'three months';
  const moved =
    Math.abs(change) < 0.01
      ? `about as it was ${span} before`
      : `${share} ${change > 0 ? 'above' : 'below'} where it stood ${span} before your newest data`;
  return [`The trend is at about ${value} a ${grain}, ${moved}.`];
}

/** Which weekdays and which months bring most. */
function sayProfiles(book: FactBook, outlook: Outlook): string[] {
  const { metric } = outlook.series;
  return (['week', 'year'] as const).flatMap((name) => {
    if (name === 'year' && !isSeasonal(outlook)) return [];
    const profile = profileOf(outlook, name);
    const sorted = profile.toSorted((a, b) => b.value - a.value);
    const [best] = sorted;
    const worst = sorted.at(-1);
    if (best === undefined || worst === undefined || best.value === worst.value) return [];
    const say = (value: number, label: string) =>
      book.change(metric, value, { label: `${label} against the average`, source: PARTS, decimals: 0 });
    const plural = name === 'week' ? 's' : '';
    return [
      `${name === 'week' ? 'In the week' : 'Over the year'}, ${best.name}${plural} bring${name === 'week' ? '' : 's'} about ${say(best.value, best.name)} a ${outlook.series.grain} more than the average, ${worst.name}${plural} about ${say(worst.value, worst.name)} less.`,
    ];
  });
}

/** What special days and other numbers do. */
function sayEffects(book: FactBook, { forecast, series }: Outlook): string[] {
  const strong = forecast.effects
    .filter(isTelling)
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, MOST_EFFECTS);
  if (strong.length === 0) return [];
  const words = strong.map(({ name, kind, change }) => {
    const share = book.percent(`Effect of ${name}`, change, { decimals: 0, sign: 'never', source: PARTS });
    const label = book.name(name);
    const word = change > 0 ? 'more' : 'less';
    return kind === 'flag'
      ? `${label} brings about ${share} ${word}`
      : `a clearly higher ${label} goes with about ${share} ${word}`;
  });
  return [`Special days against ordinary ${series.grain}s: ${listWords(words)}.`];
}

function listEffects(book: FactBook, outlook: Outlook): TableTemplate[] {
  const effects = outlook.forecast.effects.filter(({ change }) => Math.abs(change) >= WORTH_LISTING);
  if (effects.length === 0) return [];
  const source: FactSource = { kind: 'computed', how: 'Counted in your data', from: [] };
  return [
    {
      title: 'What special days and other numbers do',
      columns: [
        { label: 'What', align: 'left' },
        { label: 'Effect', align: 'right' },
        { label: 'Give or take', align: 'right' },
        { label: 'Seen', align: 'right' },
      ],
      rows: effects.map(({ name, change, spread, seen }) => [
        nameDriver(book, { name: 'effect', regressor: name }),
        book.percent(`Effect of ${name}`, change, { decimals: 0, sign: 'always', source: PARTS }),
        book.percent(`Range of the effect of ${name}`, 1.2816 * spread, { decimals: 0, source: PARTS }),
        book.count(`Seen: ${name}`, seen, { source }),
      ]),
    },
  ];
}
