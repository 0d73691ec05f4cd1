import type { DatasetId } from '../contracts/ids.ts';
import type { DayChanges, DayOfDataset, StoredDay } from '../db/queries/import-days.ts';
import type { RecordedDataset } from './import-record.ts';

/** How the company's special days stand without a file. */
export interface DaysWithout {
  /** Days to take out and, some of them, to put back as another's. */
  readonly touched: readonly DayOfDataset[];
  readonly kept: readonly StoredDay[];
  /** What later files did to the calendar, now that this one never came. */
  readonly changes: ReadonlyMap<DatasetId, DayChanges>;
}

/** Which of these days does the file have values for? */
type AskOpen = (file: RecordedDataset, days: readonly DayOfDataset[]) => Promise<(day: DayOfDataset) => boolean>;

const nameOf = ({ day, location, kind, label }: DayOfDataset): string => JSON.stringify([day, location, kind, label]);

/**
 * Tells each day that a file added or opened the story without it. As an import does: a closed day that a file has
 * values for is open, then the file's own days are added.
 * @param later files that came after it, in their order; values are to be as they are without the removed file
 */
export async function unwindDays(
  removed: RecordedDataset,
  later: readonly RecordedDataset[],
  askOpen: AskOpen,
): Promise<DaysWithout> {
  const { added, reopened } = removed.record.days;
  const touched = new Map([...added, ...reopened].map((day) => [nameOf(day), plainDay(day)]));
  const present = new Map(reopened.map((day) => [nameOf(day), day]));
  const changes = new Map<DatasetId, DayChanges>();
  for (const file of touched.size === 0 ? [] : later) {
    const { start, end } = file.understanding.period;
    const closed = [...present.values()].filter((day) => day.kind === 'closed' && day.day >= start && day.day <= end);
    const isOpen = await askOpen(file, closed);
    const opened = closed.filter(isOpen);
    for (const day of opened) present.delete(nameOf(day));
    const arrived = file.understanding.specialDays.filter(
      (day) => touched.has(nameOf(day)) && !present.has(nameOf(day)),
    );
    for (const day of arrived) present.set(nameOf(day), { ...plainDay(day), dataset: file.id });
    const others = (day: DayOfDataset) => !touched.has(nameOf(day));
    changes.set(file.id, {
      added: [...file.record.days.added.filter(others), ...arrived.map(plainDay)],
      reopened: [...file.record.days.reopened.filter(others), ...opened],
    });
  }
  return { touched: [...touched.values()], kept: [...present.values()], changes };
}

function plainDay({ day, location, kind, label }: DayOfDataset): DayOfDataset {
  return { day, location, kind, label };
}
