import type { FactSource } from '../../src/contracts/fact.ts';
import type { BreakdownContribution } from '../../src/engines/evidence/explain-change.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { Explained } from '../explain-change/explain-evidence.ts';
import { dimensionName, pickCut, pickTree, sayCalendar, sayTree } from '../explain-change/say-parts.ts';
import { isAboutDays, isFlat } from '../explain-change/weigh-move.ts';

const EXACT: FactSource = { kind: 'computed', how: 'Exact split of the difference; the parts add up to it', from: [] };
/** Parts below this share of the largest are in the chart only. */
const WORTH_SAYING = 0.25;
const MOST = 3;
const AND = new Intl.ListFormat('en', { type: 'conjunction' });

/**
 * What accounts for most of a movement, in one sentence: its days, the part of the company it happened in, or what the
 * number is made of. null where the movement is none, or nothing stands out.
 */
export function sayReason(ctx: SkillContext, book: FactBook, explained: Explained): string | null {
  const { found } = explained;
  const { story } = found.reality;
  if (isFlat(explained)) return null;
  if (isAboutDays(found)) return sayCalendar(book, explained, found.calendar);
  if (story !== 'period-unusual' && story !== 'both-unusual') return null;
  const cut = found.bestDimension === null ? null : pickCut(found);
  const where = cut?.additive ? sayWhere(ctx, book, explained, cut) : null;
  return where ?? sayTree(book, explained, pickTree(found.drivers));
}

/** "In that time: Renovation (Old Mill), Jun {{…}}." What also lies in the time before tells the two apart in nothing. */
export function sayEvents(book: FactBook, { found }: Explained): string | null {
  const byLabel = Map.groupBy(found.events, ({ label }) => label);
  const telling = [...byLabel].filter(([, days]) => days.every(({ where }) => where === 'period'));
  if (telling.length === 0) return null;
  const parts = telling.slice(0, MOST).map(([label, days]) => {
    const [first = '', last = first] = [days[0]?.t, days.at(-1)?.t];
    return `${book.name(label)}, ${book.period(label, { start: first, end: last })}`;
  });
  return `In that time: ${parts.join('; ')}.`;
}

function sayWhere(ctx: SkillContext, book: FactBook, explained: Explained, cut: BreakdownContribution): string | null {
  const { metric } = explained.evidence;
  const dimension = dimensionName(ctx, book, cut.dimension);
  if (cut.movers.length === 0) return null;
  if (cut.movers.length === cut.rows.length && cut.rows.length > 1) return `It shows in every ${dimension}.`;
  const moved = cut.movers.map((member) => ({
    member,
    delta: cut.rows.find((row) => row.member === member)?.delta ?? 0,
  }));
  const worth = moved.filter(({ delta }) => Math.abs(delta) >= WORTH_SAYING * Math.abs(moved[0]?.delta ?? 0));
  const parts = worth.slice(0, MOST).map(({ member, delta }) => {
    const decimals = metric.unit === 'percent' ? 1 : undefined;
    const size = book.change(metric, delta, { label: `Part of ${member}`, decimals, source: EXACT });
    return `${book.name(member)} (${size} ${delta < 0 ? 'less' : 'more'})`;
  });
  return `By ${dimension}, most of it is ${AND.format(parts)}.`;
}
