import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { ChartSpec } from '../../src/contracts/chart.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { countDays, periodBefore } from '../../src/metrics/calendar.ts';
import { subject } from '../ask-metric/phrases.ts';
import type { SkillContext } from '../context.ts';
import { drawChange } from '../explain-change/draw-change.ts';
import type { Explained } from '../explain-change/explain-evidence.ts';
import { levelVerb } from '../explain-change/say-move.ts';
import { sayRange } from '../explain-change/say-reality.ts';
import { isAboutDays, isFlat } from '../explain-change/weigh-move.ts';
import { rowsSource } from '../working.ts';
import { sayReason } from './say-reason.ts';

const MOST_RELATIVE = 2;

export interface SaidMovement {
  /** "Revenue down …". */
  readonly title: string;
  /** What moved and whether that is unusual. */
  readonly sentence: string;
  /** What accounts for it, in one sentence; null where nothing stands out. */
  readonly reason: string | null;
  readonly chart: ChartSpec | null;
}

/** One number of the digest in two or three sentences. null when there is nothing to hold it against. */
export function sayMovement(ctx: SkillContext, book: FactBook, explained: Explained): SaidMovement | null {
  const { evidence, found } = explained;
  const { metric, filter, period } = evidence;
  const { after } = found.totals;
  if (after === null || found.totals.before === null) return null;
  const name = subject(book, metric, filter);
  const source = rowsSource(metric, filter, period, evidence.after.sources);
  const now = book.metric(metric, after, { decimals: decimalsOf(metric), source, period });
  const size = isFlat(explained) ? null : sayStep(book, explained);
  const title = size === null ? `${name} as before` : `${name} ${size}`;
  const came = `${name} ${levelVerb(metric)} ${now}`;
  const earlier = nameEarlier(book, evidence);
  const change = size === null ? `${came}, practically the same as ${earlier}.` : `${came}, ${size} from ${earlier}.`;
  const usual = sayUsual(book, explained);
  // A chart is looked at, or read out, without the heading that says which time it is about.
  const move = { title, sentence: `${book.period('Period', period)}: ${change}` };
  const [chart = null] = drawChange(ctx, book, explained, { name, move, reality: usual });
  return { title, sentence: `${change} ${usual}`, reason: sayReason(ctx, book, explained), chart };
}

/** "down {{…}}". A rise to more than three times as much says nothing as a percentage. */
function sayStep(book: FactBook, { evidence: { metric }, found }: Explained): string {
  const { before, delta, relative, direction } = found.totals;
  const source = { kind: 'computed', how: 'The later value minus the earlier one', from: [] } as const;
  const plain = relative === null || relative > MOST_RELATIVE || metric.unit === 'percent' || (before ?? 0) <= 0;
  const size = plain
    ? book.change(metric, delta ?? 0, { decimals: decimalsOf(metric), source })
    : book.percent(`Change of ${metric.label}`, relative, { sign: 'never', source });
  return `${direction === 'up' ? 'up' : 'down'} ${size}`;
}

const decimalsOf = ({ unit }: Pick<MetricDefinition, 'unit'>): number | undefined =>
  unit === 'percent' ? 1 : undefined;

/** "the week before" where it is that. */
function nameEarlier(book: FactBook, { period, compare }: Pick<Explained['evidence'], 'period' | 'compare'>): string {
  const isWeek = countDays(period) === 7 && periodBefore(period).start === compare.start;
  return isWeek ? 'the week before' : book.period('Compared with', compare);
}

function sayUsual(book: FactBook, explained: Explained): string {
  const { reality } = explained.found;
  const { period } = reality;
  if (period.verdict === 'too-little-history') return 'There is too little history yet to say what is usual.';
  const range = sayRange(book, explained, period);
  switch (reality.story) {
    case 'period-unusual':
    case 'both-unusual':
      return `That is ${period.direction} the usual: ${range} was to be expected.`;
    case 'compare-unusual':
      return `That is as usual: ${range} was to be expected. What stood out was the time before.`;
    case 'slow-change':
      return 'Neither of the two stands out, but the level has been moving slowly.';
    default:
      return isAboutDays(explained.found)
        ? `For the days it was open, that is as usual: ${range} was to be expected.`
        : `That is within the usual ups and downs: ${range} was to be expected.`;
  }
}
