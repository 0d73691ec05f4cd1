import { addDays } from '../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { SkillFile } from '../../src/contracts/skill.ts';
import { writeCsv } from '../../src/exports/write-sheets.ts';

/** A file to fill in: what was spent on each channel in each week, and what came of it. Its rows say they are examples. */
export function marketingTemplate(today: IsoDate): SkillFile {
  const [before, last] = [addDays(today, -14), addDays(today, -7)];
  return writeCsv('marketing', {
    name: 'Marketing',
    columns: [
      { label: 'date', kind: 'date' },
      { label: 'marketing channel', kind: 'text' },
      { label: 'marketing spend', kind: 'money' },
      { label: 'vouchers redeemed', kind: 'number' },
    ],
    rows: [
      [before, 'Example social ads', 120, 31],
      [before, 'Example flyers', 80, 12],
      [last, 'Example social ads', 60, 18],
      [last, 'Example flyers', 140, 19],
    ],
  });
}
