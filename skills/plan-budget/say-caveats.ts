import { addDays } from '../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { BudgetBasis } from './basis.ts';
import type { ChannelFigures, WeekTotals } from './figures.ts';
import { sayUnknown } from './say-unknown.ts';
import { listing, money, resultName } from './words.ts';

/** Spend that is known up to longer ago than this is not today's any more. */
const OLD_DAYS = 28;

const caveat = (template: string): SectionTemplate => ({ kind: 'caveat', template });

/** What the plan does not know, plainly. */
export function sayCaveats(
  book: FactBook,
  basis: BudgetBasis,
  figures: readonly ChannelFigures[],
  { totals, today }: { readonly totals: WeekTotals; readonly today: IsoDate },
): readonly SectionTemplate[] {
  const unknown = figures.flatMap(({ channel, plan, now }) => {
    if (!channel.refusal || channel.how !== 'kept') return [];
    const spend = money(book, `${channel.name}, spend a week`, plan);
    const isSame = Math.abs(plan - now) <= Math.max(0.005, 0.005 * now);
    const moved = channel.limitFrom === 'said' ? 'As you said, it gets' : 'It shrinks with the rest, to';
    const kept = plan > 0.005 ? ` ${isSame ? 'I leave it at' : moved} ${spend} a week.` : '';
    return [caveat(`${sayUnknown(book, channel.name, channel.refusal)}${kept}`)];
  });
  const beyond = figures
    .filter(({ beyond: is, plan }) => is && plan > 0.005)
    .map(({ channel }) => book.name(channel.name));
  const unspent = totals.budget - totals.plan;
  const isOld = basis.lastWeeks.end < addDays(today, -OLD_DAYS);
  const last = book.period('Newest weeks of marketing', basis.lastWeeks);
  return [
    ...unknown,
    ...(isOld
      ? [caveat(`“Now” is ${last}: I know nothing newer of your marketing. A newer file would make this better.`)]
      : []),
    ...(basis.leftOut > 0
      ? [
          caveat(
            `${book.count('Channels left out', basis.leftOut, { source: { kind: 'catalogue' } })} smaller channels are not in this plan; leave them as they are.`,
          ),
        ]
      : []),
    ...(beyond.length > 0
      ? [
          caveat(
            `${listing(beyond)}: that is more in a week than you ever spent there, so it rests on the shape of the curve. Go there in steps.`,
          ),
        ]
      : []),
    ...(unspent > 0.01 * totals.budget
      ? [
          caveat(
            `I would leave ${money(book, 'Not spent, a week', unspent)} a week unspent: every channel is as full as its limits allow.`,
          ),
        ]
      : []),
    basis.perChannel
      ? caveat(
          `What people would have done anyway is in ${resultName(book, basis)} too; I count only what rises and falls with the spend.`,
        )
      : caveat(
          `I measured all channels together against ${resultName(book, basis)}. Results counted by channel, such as vouchers, would tell them apart better.`,
        ),
  ];
}
