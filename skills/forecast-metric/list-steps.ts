import type { TableTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { endOfBucket } from '../../src/metrics/calendar.ts';
import type { Outlook } from './make-outlook.ts';
import { nameStep, sayRange } from './say-answer.ts';

const MAX_ROWS = 62;

/** Every step of the window with its range. */
export function listSteps(book: FactBook, outlook: Outlook, name: Slot): TableTemplate {
  const { series } = outlook;
  const { grain, steps } = outlook.buckets ?? { grain: series.grain, steps: outlook.steps };
  return {
    title: `${name} per ${grain}, expected`,
    columns: [
      { label: nameColumn(grain), align: 'left' },
      { label: 'Expected', align: 'right' },
      { label: 'Low', align: 'right' },
      { label: 'High', align: 'right' },
    ],
    rows: steps.slice(0, MAX_ROWS).map((step) => {
      const when = nameStep(book, step, grain, `${nameColumn(grain)} ahead`);
      if (step.closed) return [when, 'closed', '–', '–'];
      const period = { start: step.t, end: endOfBucket(step.t, grain) };
      const { about, low, high } = sayRange(book, outlook, { value: step.y, ...step }, series.metric.label, period);
      return [when, about, low, high];
    }),
  };
}

/** "Day", "Week". */
export const nameColumn = (grain: string): string => grain.charAt(0).toUpperCase() + grain.slice(1);
