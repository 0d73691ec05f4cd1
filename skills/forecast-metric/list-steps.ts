import type { TableTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { Outlook } from './make-outlook.ts';
import { sayRange } from './say-answer.ts';

const MAX_ROWS = 40;

/** Every step of the window with its range. */
export function listSteps(book: FactBook, outlook: Outlook, name: Slot): TableTemplate {
  const { series, steps } = outlook;
  const { grain } = series;
  return {
    title: `${name} per ${grain}, expected`,
    columns: [
      { label: grain === 'day' ? 'Day' : `First day of the ${grain}`, align: 'left' },
      { label: 'Expected', align: 'right' },
      { label: 'Low', align: 'right' },
      { label: 'High', align: 'right' },
    ],
    rows: steps.slice(0, MAX_ROWS).map((step) => {
      const day = book.date('Day ahead', step.t, { weekday: grain === 'day' });
      if (step.closed) return [day, 'closed', '–', '–'];
      const { about, low, high } = sayRange(book, outlook, { value: step.y, ...step }, series.metric.label);
      return [day, about, low, high];
    }),
  };
}
