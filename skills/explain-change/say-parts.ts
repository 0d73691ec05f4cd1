import type { FactSource } from '../../src/contracts/fact.ts';
import type {
  BreakdownContribution,
  CalendarSplit,
  DriverContribution,
} from '../../src/engines/evidence/explain-change.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { Explained } from './explain-evidence.ts';
import { isFlat, isSmall } from './weigh-move.ts';

const EXACT: FactSource = { kind: 'computed', how: 'Exact split of the difference; the parts add up to it', from: [] };

/** Parts below this share of all movement are in the table only. */
const WORTH_SAYING = 0.02;
const OFFSETTING = 0.2;

/** What accounts for the change, exactly: days, the best cut, and what the total is made of. */
export function sayParts(ctx: SkillContext, book: FactBook, explained: Explained): string[] {
  const { found } = explained;
  if (isFlat(explained) && explained.evidence.metric.unit === 'percent') return [];
  return [
    sayCalendar(book, explained, found.calendar),
    ...sayCut(ctx, book, explained),
    sayTree(book, explained, pickTree(found.drivers)),
  ].filter((part) => part !== null);
}

/** The cut to show: the one that stands out, else the first that adds up. */
export function pickCut({ breakdowns, bestDimension }: Explained['found']): BreakdownContribution | null {
  return breakdowns.find((cut) => cut.dimension === bestDimension) ?? breakdowns.find((cut) => cut.additive) ?? null;
}

/** The tree to show: the one with most parts that accounts for all of the change. */
export function pickTree(drivers: readonly DriverContribution[]): DriverContribution | null {
  const holding = drivers.filter(
    (tree) => Math.abs(tree.residual) <= 1e-6 * (Math.abs(tree.before) + Math.abs(tree.after)),
  );
  return holding.toSorted((a, b) => b.terms.length - a.terms.length)[0] ?? null;
}

export function dimensionName(ctx: SkillContext, book: FactBook, key: string): string {
  const label = ctx.catalogue.dimensions.find((entry) => entry.key === key)?.label ?? key;
  return book.name(label.toLowerCase());
}

/** "{{…}} less" or "{{…}} more". */
function sayDelta(book: FactBook, explained: Explained, label: string, delta: number): string {
  const { metric } = explained.evidence;
  const decimals = metric.unit === 'percent' ? 1 : undefined;
  const slot = book.change(metric, delta, { label, decimals, source: EXACT });
  return `${slot} ${delta < 0 ? 'less' : 'more'}`;
}

export function sayCalendar(book: FactBook, explained: Explained, calendar: CalendarSplit | null): string | null {
  if (calendar === null) return null;
  const parts: string[] = [];
  for (const { kind, delta } of calendar.steps) {
    if (kind === 'closed') {
      const count = (label: string, value: number) => book.count(label, value, { source: EXACT });
      const now = count('Closed days that are usually open', calendar.unusualClosedAfter);
      const then = count('The same, before', calendar.unusualClosedBefore);
      parts.push(
        `Days closed that are usually open (${now}, before ${then}) account for ${sayDelta(book, explained, 'Closed days', delta)}.`,
      );
    } else if (kind === 'calendar') {
      parts.push(`Different length and weekdays account for ${sayDelta(book, explained, 'Calendar', delta)}.`);
    } else if (kind === 'missing') {
      parts.push(`Days without data account for about ${sayDelta(book, explained, 'Days without data', delta)}.`);
    }
  }
  if (parts.length === 0) return null;
  if (calendar.tradeRelative === null) return parts.join(' ');
  const trade = calendar.tradeRelative;
  if (Math.abs(trade) < 0.005) return `${parts.join(' ')} Per comparable day nothing changed.`;
  const size = book.percent('Change per comparable day', trade, { sign: 'never', source: EXACT });
  return `${parts.join(' ')} Per comparable day it is ${trade < 0 ? 'down' : 'up'} ${size}.`;
}

export function sayCut(ctx: SkillContext, book: FactBook, explained: Explained): string[] {
  const cut = pickCut(explained.found);
  if (cut === null) return [];
  const dimension = dimensionName(ctx, book, cut.dimension);
  if (explained.found.bestDimension === null || !cut.additive) {
    return [`No single ${dimension} stands out; they moved much alike.`];
  }
  const say = (member: string) => {
    const row = cut.rows.find((one) => one.member === member);
    const fresh = row?.presence === 'new' ? ' (new)' : row?.presence === 'gone' ? ' (no longer there)' : '';
    return `${book.name(member)}${fresh} ${sayDelta(book, explained, `Part of ${member}`, row?.delta ?? 0)}`;
  };
  const mix = sayMix(book, explained, cut);
  const moved = [...cut.movers, ...cut.offsets];
  if (isSmall(explained))
    return [`Hardly anything in total, but by ${dimension} there was: ${joinWords(moved.map(say))}.${mix}`];
  const offsets = cut.offsets.length > 0 ? ` The other way went ${joinWords(cut.offsets.map(say))}.` : '';
  const movers = joinWords(cut.movers.map(say));
  const all = cut.movers.length === cut.rows.length;
  return [
    `By ${dimension}, ${all ? 'the change is spread over all' : 'most of the change is here'}: ${movers}.${offsets}${mix}`,
  ];
}

function sayMix(book: FactBook, explained: Explained, cut: BreakdownContribution): string {
  if (cut.simpson) {
    return ' Taken one by one, each moved the other way; the whole moved as it did as their shares shifted.';
  }
  if (cut.mixTotal === undefined || cut.rateTotal === undefined) return '';
  if (Math.abs(cut.mixTotal) < 0.2 * (Math.abs(cut.mixTotal) + Math.abs(cut.rateTotal))) return '';
  const mix = sayDelta(book, explained, 'Shift of shares', cut.mixTotal);
  const rate = sayDelta(book, explained, 'Own changes', cut.rateTotal);
  return ` Shifting shares between them account for ${mix}, their own changes for ${rate}.`;
}

export function sayTree(book: FactBook, explained: Explained, tree: DriverContribution | null): string | null {
  if (tree === null) return null;
  const gross = tree.terms.reduce((sum, term) => sum + Math.abs(term.effect), 0);
  // Revenue and cost that fell alike leave their ratio where it was: two large parts that say nothing.
  if (tree.kind === 'quotient' && Math.abs(tree.delta) < OFFSETTING * gross) return null;
  const parts = tree.terms
    .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .filter((term) => Math.abs(term.effect) > WORTH_SAYING * gross)
    .map((term) => `${book.name(term.label)} for ${sayDelta(book, explained, `Part of ${term.label}`, term.effect)}`);
  if (parts.length === 0) return 'None of the parts it is made of changed.';
  return `Seen by what it is made of, ${joinWords(parts.map((part, i) => (i === 0 ? part.replace(' for ', ' accounts for ') : part)))}.`;
}

function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
