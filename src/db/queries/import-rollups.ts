import { type RawBuilder, sql } from 'kysely';
import type { IsoDate, Period, WeekStart } from '../../contracts/period.ts';
import { giveWay } from '../give-way.ts';
import type { TenantTx } from '../schema.ts';

/** What changed: one metric in one cut, and the days it touches (inclusive). */
export interface RollupStretch {
  readonly metric: string;
  readonly cut: string;
  readonly isMean: boolean;
  readonly first: IsoDate;
  readonly last: IsoDate;
  /** About how many values lie in the stretch; long ones are rolled up in steps, so that no statement takes long. */
  readonly values: number;
}

/** Each value may become a sum of its own (one item a day), and storing one costs about 50 µs on the embedded database. */
const VALUES_A_STEP = 1_200;
/** Weeks and months are made from day sums: many are read for each that is stored. */
const VALUES_A_WIDE_STEP = 4_000;
const MS_PER_DAY = 86_400_000;
const WEEK_SHIFT: Record<WeekStart, number> = { monday: 0, sunday: 1, saturday: 2 };

/**
 * Makes the sums of a stretch anew, by day, week and month, over all members and by each single dimension. Where days
 * and coarser values exist for the same week or month, the days hold. A week counts in the month of its middle day.
 * `min` and `max` are the smallest and largest day (or week, or month, where that is what the file has).
 * @param onStep hears how much is done, from 0 to 1
 */
export async function refreshRollups(
  tx: TenantTx,
  stretch: RollupStretch,
  weekStart: WeekStart,
  onStep?: (done: number) => void,
): Promise<void> {
  const shift = WEEK_SHIFT[weekStart];
  const dims = stretch.cut === '' ? [] : stretch.cut.split(',');
  const weekOf = (day: RawBuilder<unknown>) =>
    sql`(date_trunc('week', ${day} + make_interval(days => ${shift}::int)) - make_interval(days => ${shift}::int))::date`;
  const monthOf = (day: RawBuilder<unknown>) => sql`date_trunc('month', ${day})::date`;
  const splits = [sql`'{}'::jsonb`, ...dims.map((key) => sql`jsonb_build_object(${key}::text, dims ->> ${key}::text)`)];

  const steps = stepsThrough(stretch, VALUES_A_STEP);
  const wide = widened(stretch);
  const wideSteps = stepsThrough(wide, VALUES_A_WIDE_STEP, 31);
  let taken = 0;
  const tell = () => {
    taken += 1;
    onStep?.(taken / (steps.length + wideSteps.length));
  };
  for (const { start: from, end: to } of steps) {
    await clear(tx, stretch, 'day', from, to);
    for (const split of splits)
      await sumValues(tx, stretch, {
        grain: 'day',
        from,
        to,
        split,
        start: sql`time::date`,
        into: 'day',
        days: sql`1`,
      });
    tell();
  }
  // Whole months: a step reads day sums, which are far fewer than the values.
  for (const { start: from, end: to } of wideSteps) {
    for (const [into, startOf, reach] of [
      ['week', weekOf, 6],
      ['month', monthOf, 30],
    ] as const) {
      await clear(tx, stretch, into, from, to);
      await sumDays(tx, stretch, into, from, to, reach, startOf(sql`period_start`));
    }
    for (const split of splits) {
      await sumValues(tx, stretch, {
        grain: 'week',
        from,
        to,
        split,
        start: sql`time::date`,
        into: 'week',
        days: sql`7`,
      });
      await sumWeeksToMonths(tx, stretch, from, to, split, monthOf(sql`(time + interval '3 days')`));
      await sumValues(tx, stretch, {
        grain: 'month',
        from,
        to,
        split,
        start: sql`time::date`,
        into: 'month',
        days: sql`extract(day from date_trunc('month', min(time)) + interval '1 month - 1 day')::int`,
      });
    }
    tell();
  }
}

/** Whole weeks and months around the stretch. */
function widened(stretch: RollupStretch): RollupStretch {
  return { ...stretch, first: shiftDay(`${stretch.first.slice(0, 7)}-01`, -7), last: shiftDay(stretch.last, 31) };
}

function shiftDay(day: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Cuts a stretch into steps of about so many values and at least so many days, so that no statement takes long. */
export function stepsThrough(
  stretch: Pick<RollupStretch, 'first' | 'last' | 'values'>,
  values: number,
  leastDays = 1,
): Period[] {
  const days = (Date.parse(stretch.last) - Date.parse(stretch.first)) / MS_PER_DAY + 1;
  const step = Math.max(leastDays, Math.floor((days * values) / Math.max(1, stretch.values)));
  const steps: Period[] = [];
  for (let at = 0; at < days; at += step)
    steps.push({ start: shiftDay(stretch.first, at), end: shiftDay(stretch.first, Math.min(days, at + step) - 1) });
  return steps;
}

async function clear(
  tx: TenantTx,
  { metric, cut }: RollupStretch,
  grain: string,
  from: IsoDate,
  to: IsoDate,
): Promise<void> {
  await sql`delete from metric_rollups where metric = ${metric} and cut = ${cut} and grain = ${grain}
    and period_start between ${from}::date and ${to}::date`.execute(tx);
  await giveWay();
}

interface ValueSum {
  /** Grain of the values that are read. */
  readonly grain: 'day' | 'week' | 'month';
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly split: RawBuilder<unknown>;
  readonly start: RawBuilder<unknown>;
  readonly into: 'day' | 'week' | 'month';
  readonly days: RawBuilder<unknown>;
}

/** Values of one grain summed per start and split. What a finer grain already gave stays. */
async function sumValues(tx: TenantTx, { metric, cut, isMean }: RollupStretch, sum: ValueSum): Promise<void> {
  const figure = isMean ? sql`sum(value * weight) / nullif(sum(weight), 0)` : sql`sum(value)`;
  await sql`
    insert into metric_rollups (tenant_id, metric, cut, dims, grain, period_start, sum, weighted_sum, weight, min, max, days)
    select app.current_tenant(), ${metric}, ${cut}, split, ${sum.into}, start, total, weighted, weights, coalesce(figure, total), coalesce(figure, total), days
    from (
      select ${sum.split} as split, ${sum.start} as start, sum(value) as total, sum(value * weight) as weighted,
        sum(weight) as weights, ${figure} as figure, ${sum.days} as days
      from business_metrics
      where metric = ${metric} and cut = ${cut} and grain = ${sum.grain} and time >= ${sum.from}::timestamp and time < ${sum.to}::timestamp + interval '1 day'
      group by 1, 2
    ) as sums
    on conflict (tenant_id, metric, cut, dims, grain, period_start) do nothing
  `.execute(tx);
  await giveWay();
}

/** Day sums to weeks or months that begin in the step. */
async function sumDays(
  tx: TenantTx,
  { metric, cut }: RollupStretch,
  into: string,
  from: IsoDate,
  to: IsoDate,
  reach: number,
  start: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    insert into metric_rollups (tenant_id, metric, cut, dims, grain, period_start, sum, weighted_sum, weight, min, max, days)
    select app.current_tenant(), ${metric}, ${cut}, dims, ${into}, ${start}, sum(sum), sum(weighted_sum), sum(weight), min(min), max(max), sum(days)
    from metric_rollups
    where metric = ${metric} and cut = ${cut} and grain = 'day'
      and period_start between ${from}::date and ${to}::date + ${reach}::int
      and ${start} between ${from}::date and ${to}::date
    group by 4, 6
  `.execute(tx);
  await giveWay();
}

async function sumWeeksToMonths(
  tx: TenantTx,
  { metric, cut }: RollupStretch,
  from: IsoDate,
  to: IsoDate,
  split: RawBuilder<unknown>,
  month: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    insert into metric_rollups (tenant_id, metric, cut, dims, grain, period_start, sum, weighted_sum, weight, min, max, days)
    select app.current_tenant(), ${metric}, ${cut}, split, 'month', start, sum(value), sum(value * weight), sum(weight), min(value), max(value), (count(distinct time) * 7)::int
    from (
      select ${split} as split, ${month} as start, time, value, weight
      from business_metrics
      where metric = ${metric} and cut = ${cut} and grain = 'week'
        and time >= ${from}::timestamp - interval '4 days' and time < ${to}::timestamp + interval '32 days' and ${month} between ${from}::date and ${to}::date
    ) as weeks
    group by split, start
    on conflict (tenant_id, metric, cut, dims, grain, period_start) do nothing
  `.execute(tx);
  await giveWay();
}
