import { sql } from 'kysely';
import type { DatasetId } from '../../contracts/ids.ts';
import type { IsoDate } from '../../contracts/period.ts';
import type { TenantTx } from '../schema.ts';

export interface DayOfDataset {
  readonly day: IsoDate;
  /** '' for the whole company, else a member of `location`. */
  readonly location: string;
  readonly kind: 'closed' | 'holiday' | 'event';
  readonly label: string;
}

export interface StoredDay extends DayOfDataset {
  /** The dataset it came with. */
  readonly dataset: DatasetId | null;
}

/** What a file did to the calendar. */
export interface DayChanges {
  /** Days that were not there before. */
  readonly added: readonly DayOfDataset[];
  /** Closed days that are open after all: the file has values for them. */
  readonly reopened: readonly StoredDay[];
}

/** A metric in one cut. */
interface MetricCut {
  readonly metric: string;
  readonly cut: string;
}

/**
 * Adds special days; a day that the new file has values for is no longer closed.
 * @param measures where the file's daily values lie, context (weather) left aside: it is known for closed days too
 */
export async function replaceDays(
  tx: TenantTx,
  dataset: DatasetId,
  days: readonly DayOfDataset[],
  first: IsoDate,
  last: IsoDate,
  measures: readonly MetricCut[] = [],
): Promise<DayChanges> {
  const closed = (await readDaysBetween(tx, first, last)).filter((day) => day.kind === 'closed');
  const isOpen = await findOpenDays(
    tx,
    dataset,
    measures,
    closed.map((day) => day.day),
  );
  const reopened = closed.filter(isOpen);
  await removeDays(tx, reopened);
  return { added: await insertDays(tx, dataset, days), reopened };
}

async function readDaysBetween(tx: TenantTx, first: IsoDate, last: IsoDate): Promise<StoredDay[]> {
  const rows = await tx
    .selectFrom('business_days')
    .select(['day', 'location', 'kind', 'label', 'dataset_id as dataset'])
    .where('day', '>=', first)
    .where('day', '<=', last)
    .execute();
  return rows;
}

/** Does the dataset have daily values for a day (at its location)? Asks place by place, which the index by time serves. */
export async function findOpenDays(
  tx: TenantTx,
  dataset: DatasetId,
  measures: readonly MetricCut[],
  days: readonly IsoDate[],
): Promise<(day: DayOfDataset) => boolean> {
  const open = new Set<string>();
  if (days.length > 0) {
    for (const { metric, cut } of measures) {
      const { rows } = await sql<{ day: string; location: string | null }>`
        select distinct to_char(time, 'YYYY-MM-DD') as day, dims ->> 'location' as location from business_metrics
        where metric = ${metric} and cut = ${cut} and grain = 'day' and time = any (${[...new Set(days)]}::text[]::timestamp[])
          and dataset_id = ${dataset}::uuid
      `.execute(tx);
      for (const { day, location } of rows) {
        open.add(`${day} `);
        if (location !== null) open.add(`${day} ${location}`);
      }
    }
  }
  return ({ day, location }) => open.has(`${day} ${location}`);
}

/** Returns those that were not there yet. */
export async function insertDays(
  tx: TenantTx,
  dataset: DatasetId | null,
  days: readonly DayOfDataset[],
): Promise<DayOfDataset[]> {
  if (days.length === 0) return [];
  const { rows } = await sql<DayOfDataset>`
    insert into business_days (tenant_id, day, location, kind, label, dataset_id)
    select app.current_tenant(), r.day, r.location, r.kind, r.label, ${dataset}::uuid
    from jsonb_to_recordset(${JSON.stringify(days)}::text::jsonb) as r (day date, location text, kind text, label text)
    on conflict do nothing
    returning to_char(day, 'YYYY-MM-DD') as day, location, kind, label
  `.execute(tx);
  return rows;
}

export async function removeDays(tx: TenantTx, days: readonly DayOfDataset[]): Promise<void> {
  if (days.length === 0) return;
  await sql`
    delete from business_days b
    using jsonb_to_recordset(${JSON.stringify(days)}::text::jsonb) as r (day date, location text, kind text, label text)
    where b.day = r.day and b.location = r.location and b.kind = r.kind and b.label = r.label
  `.execute(tx);
}
