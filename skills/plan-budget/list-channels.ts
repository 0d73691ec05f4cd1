import type { TableTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { BudgetBasis } from './basis.ts';
import type { ChannelFigures, WeekTotals } from './figures.ts';
import { money, nowSpend, range, results } from './words.ts';

const NOTHING = '–';

/** The plan as a table: a row a channel, and all together. */
export function listChannels(
  book: FactBook,
  basis: BudgetBasis,
  figures: readonly ChannelFigures[],
  totals: WeekTotals,
): TableTemplate {
  const step = nextStep(book, basis);
  const rows = figures
    .toSorted((a, b) => b.plan - a.plan || b.now - a.now)
    .map((figure) => {
      const { channel, plan, result, next } = figure;
      return [
        book.name(channel.name),
        nowSpend(book, basis, channel),
        money(book, `${channel.name}, spend a week`, plan),
        result
          ? results(book, basis.result, result.mean, { label: `${basis.result.label} a week, ${channel.name}` })
          : NOTHING,
        result ? range(book, basis.result, result, `${basis.result.label} a week, ${channel.name}`) : NOTHING,
        next
          ? results(book, basis.result, next.mean, { label: `${basis.result.label}, next step on ${channel.name}` })
          : NOTHING,
        sayRoom(figure),
      ];
    });
  const total = [
    'All',
    money(book, 'Spend a week now', totals.now, { kind: 'computed', how: 'Sum of the channels', from: [] }),
    money(book, 'Spend a week', totals.plan),
    results(book, basis.result, totals.result, { label: `${basis.result.label} a week from marketing` }),
    '',
    '',
    '',
  ];
  return {
    title: `Spend by channel, ${book.period('Plan', basis.period)}`,
    columns: [
      { label: 'Channel', align: 'left' },
      { label: 'Now a week', align: 'right' },
      { label: 'Plan a week', align: 'right' },
      { label: `${book.name(basis.result.label)} a week`, align: 'right' },
      { label: 'Eight times in ten', align: 'right' },
      { label: `Next ${step} brings`, align: 'right' },
      { label: 'Room', align: 'left' },
    ],
    rows: rows.length > 1 ? [...rows, total] : rows,
  };
}

export const nextStep = (book: FactBook, { nextStep: step }: BudgetBasis) =>
  money(book, 'The next bit of money, over the whole plan', step, {
    kind: 'method',
    how: 'A round amount to compare the channels by',
  });

function sayRoom({ channel, plan, now, full, beyond }: ChannelFigures): string {
  if (channel.how === 'kept')
    return channel.limitFrom === 'said' ? 'as you said' : plan < 0.995 * now ? 'less, like the rest' : 'kept as it is';
  const most = { tried: 'as far as I would go', list: 'at its limit', said: 'as you said', kept: '' };
  const room = full ? most[channel.limitFrom] : 'can take more';
  return beyond ? `${room}; more than ever tried` : room;
}
