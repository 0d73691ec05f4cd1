import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { BudgetBasis } from './basis.ts';
import { type ChannelFigures, isSameTotal, movesOf, shownChange, sumOf, type WeekTotals } from './figures.ts';
import { fewer, listing, money, nowSpend, range, resultName, results } from './words.ts';

/** Channels that are named one by one in a sentence. */
const MOST_NAMED = 4;

/** Of the money moved: less than that is a matter of rounding. */
const TOO_SMALL_TO_NAME = 0.01;

/** What to do, and what it brings against today. One to three sentences. */
export function sayAnswer(
  book: FactBook,
  basis: BudgetBasis,
  figures: readonly ChannelFigures[],
  totals: WeekTotals,
): string {
  const asked = figures.find(({ channel }) => channel.name === basis.focus);
  const focus = asked ? `${sayFocus(book, basis, asked)} ` : '';
  if (!isSameTotal(totals)) return `${focus}${saySplit(book, basis, figures, totals)}`;
  const moves = movesOf(figures);
  if (moves.length === 0) {
    const spend = money(book, 'Spend a week', totals.plan);
    const known = figures.filter(({ channel }) => channel.how !== 'kept');
    const [only] = known;
    if (only && known.length === 1 && figures.length > 1)
      return `${focus}Keep the split you have for now: only of ${book.name(only.channel.name)} does the past tell what it brings, so I know of nothing to move.`;
    return `${focus}Keep the split you have: with ${spend} a week I found no other that would bring noticeably more ${resultName(book, basis)}.`;
  }
  return `${focus}${sayMoves(book, moves, totals)} ${sayGain(book, basis, totals)}`;
}

function sayFocus(book: FactBook, basis: BudgetBasis, { channel, plan }: ChannelFigures): string {
  const name = book.name(channel.name);
  if (channel.how === 'kept') return `For ${name} I keep ${money(book, `${channel.name}, spend a week`, plan)} a week.`;
  return `For ${name}, spend ${money(book, `${channel.name}, spend a week`, plan)} a week instead of ${nowSpend(book, basis, channel)}.`;
}

/** "Move $40 a week from Flyers to Instagram." */
function sayMoves(book: FactBook, moves: readonly ChannelFigures[], { plan: after, now: before }: WeekTotals): string {
  const less = moves.filter(({ plan, now }) => plan < now);
  const more = moves.filter(({ plan, now }) => plan > now);
  const sum = (of: readonly ChannelFigures[]) => sumOf(of.map(shownChange));
  // Money that goes in amounts too small to name is the rest of its side, so that both sides are the same money.
  const [given, taken] = [
    Math.max(sum(less), sum(more) - (after - before)),
    Math.max(sum(more), sum(less) + after - before),
  ];
  const amount = Math.max(sum(less), sum(more));
  const side = (of: readonly ChannelFigures[], whole: number) => {
    const named = of.slice(0, MOST_NAMED).map((figure) => {
      const by = money(book, `${figure.channel.name}, change of spend a week`, shownChange(figure));
      return `${book.name(figure.channel.name)} (${by})`;
    });
    const rest = whole - sum(of.slice(0, MOST_NAMED));
    const [only] = of;
    if (only && of.length === 1 && rest <= TOO_SMALL_TO_NAME * amount) return book.name(only.channel.name);
    if (rest <= TOO_SMALL_TO_NAME * amount) return listing(named);
    return listing([...named, `others (${money(book, 'Others, change of spend a week', rest)})`]);
  };
  const moved = money(book, 'Money moved a week', amount);
  // What one side gains or loses may be spread so thin over the others that none of them stands out.
  const isSpread = Math.abs(after - before) < amount / 2;
  if (less.length === 0)
    return isSpread
      ? `Move ${moved} a week to ${side(more, sum(more))}, a little from each of the others.`
      : `Spend ${moved} a week more on ${side(more, sum(more))}.`;
  if (more.length === 0)
    return isSpread
      ? `Move ${moved} a week from ${side(less, sum(less))}, a little to each of the others.`
      : `Spend ${moved} a week less on ${side(less, sum(less))}.`;
  return `Move ${moved} a week from ${side(less, given)} to ${side(more, taken)}.`;
}

/** "That should bring about … more vouchers a week, most likely … to …" */
function sayGain(book: FactBook, basis: BudgetBasis, { gain }: WeekTotals): string {
  if (!gain) return '';
  const label = `${basis.result.label} a week, plan less today`;
  const { mean, low80, high80 } = gain;
  // Limits may force a split that brings less than today's.
  const isLess = mean < 0;
  const shown = isLess ? { mean: -mean, low80: -high80, high80: -low80 } : gain;
  const amount = results(book, basis.result, shown.mean, { label });
  const way = isLess ? fewer(basis.result) : 'more';
  return `That should bring about ${amount} ${way} ${resultName(book, basis)} a week (eight times in ten ${range(book, basis.result, shown, label)}).`;
}

/** With more or less money than today: all of the split. */
function saySplit(book: FactBook, basis: BudgetBasis, figures: readonly ChannelFigures[], totals: WeekTotals): string {
  const used = figures.filter(({ plan }) => plan > 0.005).sort((a, b) => b.plan - a.plan);
  const name = resultName(book, basis);
  if (used.length === 0)
    return `With nothing spent, about ${results(book, basis.result, totals.nowResult)} ${name} a week would be missing.`;
  const parts = used
    .slice(0, MOST_NAMED)
    .map(
      ({ channel, plan }): Slot =>
        `${money(book, `${channel.name}, spend a week`, plan)} on ${book.name(channel.name)}`,
    );
  if (used.length > MOST_NAMED)
    parts.push(
      `${money(book, 'Others, spend a week', sumOf(used.slice(MOST_NAMED).map(({ plan }) => plan)))} on the others`,
    );
  const brings = results(book, basis.result, totals.result, { label: `${basis.result.label} a week from marketing` });
  const difference = totals.result - totals.nowResult;
  const apart = results(book, basis.result, Math.abs(difference), {
    label: `${basis.result.label} a week, plan less today`,
  });
  const today = money(book, 'Spend a week now', totals.now, {
    kind: 'computed',
    how: 'Spend of all channels in the last whole weeks, averaged',
    from: [],
  });
  return `With ${money(book, 'Spend a week', totals.plan)} a week, spend ${listing(parts)}. That should bring about ${brings} ${name} a week, ${apart} ${difference < 0 ? fewer(basis.result) : 'more'} than today’s ${today} a week.`;
}
