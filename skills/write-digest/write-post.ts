import { addDays, dayNumber } from '../../src/calendar/civil-day.ts';
import type { ChartSpec } from '../../src/contracts/chart.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { FollowUp, SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import { countDays } from '../../src/metrics/calendar.ts';
import type { SkillContext } from '../context.ts';
import type { Explained } from '../explain-change/explain-evidence.ts';
import { lowerFirst, mainMetric } from '../help/starters.ts';
import { lastWindow, windowAhead } from './choose-window.ts';
import { describeDigest } from './digest-working.ts';
import { lookAhead } from './look-ahead.ts';
import { findOpenQuestions } from './open-questions.ts';
import { pickMovements } from './pick-movements.ts';
import { sayForecast } from './say-forecast.ts';
import { type SaidMovement, sayMovement } from './say-movement.ts';
import { sayEvents } from './say-reason.ts';
import { type Scan, scanMetrics } from './scan-metrics.ts';

const FORECAST_DAYS = 14;

interface Wanted {
  readonly period: Period;
  /** Said before everything else, as templates over the same book. */
  readonly opening?: (book: FactBook) => string[];
  /** Buttons about the digest itself, after those about its numbers. */
  readonly followUps: readonly FollowUp[];
}

/** The digest of a period: how it went, what moved and why, what comes next, what is open. */
export async function writePost(ctx: SkillContext, wanted: Wanted): Promise<SkillResult> {
  const { period } = wanted;
  const book = createFactBook();
  const opening = (wanted.opening?.(book) ?? []).map((template): SectionTemplate => ({ kind: 'caveat', template }));
  ctx.progress('looking at all your numbers');
  const scan = await scanMetrics(ctx, period);
  if (scan.judged.length === 0) return sayNothingNew(ctx, book, wanted, opening);
  const key = mainMetric(ctx.catalogue)?.key;
  const main = scan.judged.find(({ evidence }) => evidence.metric.key === key) ?? null;
  const picked = pickMovements(scan.judged, main);
  const head = main ?? picked[0] ?? scan.judged[0] ?? null;
  const said = [...new Set([head, ...picked])].flatMap((one) => {
    const movement = one === null ? null : sayMovement(ctx, book, one);
    return movement === null || one === null ? [] : [{ one, movement }];
  });
  const kept = head === null ? null : await sayForecast(ctx, book, head);
  ctx.progress('looking ahead');
  const first = head?.evidence.metric;
  const ahead = first === undefined ? null : await lookAhead(ctx, book, first, windowAhead(ctx, period));
  const questions = await findOpenQuestions(ctx, book, scan, { main: head, period });
  return {
    sections: [
      ...opening,
      ...sayEnd(book, head),
      ...said.map(({ one, movement }, i) =>
        i === 0
          ? sayPart(movement, nameTime(book, period), { kept, events: sayEvents(book, one) })
          : sayPart(movement, movement.title),
      ),
      ...sayCalm(book, scan, picked),
      ...(ahead?.sections ?? []),
      ...questions.map(
        (template, i): SectionTemplate => ({
          kind: 'next',
          ...(i === 0 ? { heading: 'Open questions' } : {}),
          template,
        }),
      ),
    ],
    charts: [...said.map(({ movement }) => movement.chart), ...(ahead?.charts ?? [])].filter(isChart),
    tables: [],
    followUps: [...chooseFollowUps(book, picked[0] ?? head), ...wanted.followUps],
    working: describeDigest(ctx, scan, picked, ahead?.working ?? null),
    facts: book.facts,
  };
}

const isChart = (chart: ChartSpec | null): chart is ChartSpec => chart !== null;

interface Beside {
  /** What it had been forecast to come to. */
  readonly kept: string | null;
  readonly events: string | null;
}

const sayPart = (
  { sentence, reason }: SaidMovement,
  heading: string,
  { kept, events }: Beside = { kept: null, events: null },
): SectionTemplate => ({
  kind: 'answer',
  heading,
  template: [sentence, kept, reason, events].filter((part) => part !== null).join(' '),
});

const nameTime = (book: FactBook, period: Period): string =>
  `${countDays(period) === 7 ? 'Your week' : 'In short'}: ${book.period('Period', period)}`;

/** The data stop inside the period: then it is about the days there are. */
function sayEnd(book: FactBook, head: Explained | null): SectionTemplate[] {
  if (!head?.evidence.cut) return [];
  const { period, metric } = head.evidence;
  const end = book.date('Last day with data', period.end, { weekday: true });
  const template = `Your numbers for ${book.name(lowerFirst(metric.label))} stop on ${end}, so this is about ${book.period('Days there are', period)}, held against the same days before.`;
  return [{ kind: 'caveat', template }];
}

/** That nothing (else) stood out is a finding too. */
function sayCalm(book: FactBook, scan: Scan, picked: readonly Explained[]): SectionTemplate[] {
  const looked = scan.judged.filter(({ found }) => found.reality.period.verdict !== 'too-little-history').length;
  // Of one number alone all is said already.
  if (looked < 2 || looked <= picked.length || picked.length > 1) return [];
  const count = book.count('Numbers looked at', looked, { source: { kind: 'computed', how: 'Counted', from: [] } });
  const none = `I looked at ${count} of your numbers, and none moved more than its usual ups and downs.`;
  const template =
    picked.length === 0
      ? `Nothing stood out. ${none}`
      : `I looked at ${count} of your numbers. Nothing else stood out.`;
  return [{ kind: 'detail', template }];
}

/** No row at all for the period: no numbers are made of that. */
function sayNothingNew(
  ctx: SkillContext,
  book: FactBook,
  { period, followUps }: Wanted,
  opening: readonly SectionTemplate[],
): SkillResult {
  const end = ctx.catalogue.dataRange?.end;
  const week = book.period('Period', period);
  const template =
    end === undefined
      ? 'I have no numbers of yours yet, so there is nothing to sum up. Drop a file here, and I will.'
      : end < period.start
        ? `I have nothing for ${week} yet: your newest numbers are from ${book.date('Last day with data', end)}. Add the newer file, and I will sum it up.`
        : `I have nothing for ${week} in your data.`;
  const known = end === undefined ? null : lastWindow(ctx, addDays(end, 1));
  const older: FollowUp[] =
    known === null || dayNumber(known.end) === dayNumber(period.end)
      ? []
      : [
          {
            label: `Sum up ${book.period('Last week with data', known)}`,
            kind: 'ask',
            call: { skill: 'write-digest', input: { action: 'preview', period: known } },
          },
        ];
  return {
    facts: book.facts,
    sections: [...opening, { kind: 'answer', template }],
    charts: [],
    tables: [],
    followUps: [{ label: 'Add a file', kind: 'upload' }, ...older, ...followUps],
    working: null,
  };
}

function chooseFollowUps(book: FactBook, first: Explained | null): FollowUp[] {
  if (first === null) return [];
  const { metric, period, compare } = first.evidence;
  const name = book.name(lowerFirst(metric.label));
  return [
    {
      label: `What is behind ${name}?`,
      kind: 'ask',
      call: { skill: 'explain-change', input: { metric: metric.key, period, compare } },
    },
    {
      label: 'Forecast two weeks',
      kind: 'ask',
      call: { skill: 'forecast-metric', input: { metric: metric.key, horizonDays: FORECAST_DAYS } },
    },
  ];
}
