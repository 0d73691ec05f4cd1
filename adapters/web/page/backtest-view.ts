import type { WireBacktest } from '../wire-reply.ts';
import { el } from './dom.ts';
import { makeTable } from './table-view.ts';
import { writePercent } from './write-values.ts';

function judge(gain: number, locale: string): string {
  const size = writePercent(Math.abs(gain), locale);
  if (gain > 0.005) return `It was ${size} closer than simply repeating the last season.`;
  if (gain < -0.005) return `It was ${size} further off than simply repeating the last season, so take it with care.`;
  return 'It was about as close as simply repeating the last season.';
}

/** The backtest as two sentences and a table; the chosen model is marked in words, not by colour alone. */
export function makeBacktest(backtest: WireBacktest, chosen: string, locale: string): HTMLElement {
  const { origins, horizon, coverage80, coverage95 } = backtest;
  return el(
    'div',
    { class: 'backtest' },
    el(
      'p',
      {},
      `Tried on ${origins} past points in time, ${horizon} steps ahead each. ${judge(backtest.gainOverNaive, locale)}`,
    ),
    makeTable({
      title: 'Every method that was tried',
      columns: [
        { label: 'Method', align: 'left' },
        { label: 'Typical miss (WAPE)', align: 'right' },
        { label: 'Against naive (MASE)', align: 'right' },
      ],
      rows: backtest.models.map(({ name, wape, mase }) => [
        name === chosen ? `${name} (chosen)` : name,
        writePercent(wape, locale, 1),
        new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(mase),
      ]),
    }),
    el(
      'p',
      {},
      `The 80% range held ${writePercent(coverage80, locale)} of the time, the 95% range ${writePercent(coverage95, locale)}.`,
    ),
  );
}
