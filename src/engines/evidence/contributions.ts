/** What each member of a dimension contributes to the total's change; adds up exactly, what the cut misses is a row too. */
import { type Moved, measureConcentration } from './concentration.ts';
import type { BreakdownContribution, BreakdownInput, BreakdownInputRow, Contribution } from './explain-types.ts';
import { isSimpson, type RatioPart, splitMixRate } from './mix-rate.ts';
import { isUsable } from './prepare-series.ts';

/** Name of the residual row; the skill puts its own words there. */
export const RESIDUAL_MEMBER = 'other';

export interface TotalChange {
  readonly before: number;
  readonly after: number;
  readonly delta: number;
}

/** Sums: `before` of the rows is multiplied by `scale`; `total` is scaled already. */
export function contributionsOfSum(input: BreakdownInput, total: TotalChange, scale: number): BreakdownContribution {
  const rows = mergeMembers(input.rows).map((row) => {
    const before = isUsable(row.before) ? row.before * scale : null;
    const after = isUsable(row.after) ? row.after : null;
    const delta = (after ?? 0) - (before ?? 0);
    return { member: row.member, before, after, delta, presence: presenceOf(before, after) };
  });
  const size = rows.reduce((sum, row) => sum + Math.abs(row.before ?? 0) + Math.abs(row.after ?? 0), 0);
  const moved = rows.map((row) => ({
    member: row.member,
    delta: row.delta,
    share: size > 0 ? (Math.abs(row.before ?? 0) + Math.abs(row.after ?? 0)) / size : 0,
  }));
  const covered = {
    before: rows.reduce((sum, row) => sum + (row.before ?? 0), 0),
    after: rows.reduce((sum, row) => sum + (row.after ?? 0), 0),
  };
  const residual = { before: total.before - covered.before, after: total.after - covered.after };
  return assemble(input.dimension, rows, moved, total, residual, Math.abs(total.before) + Math.abs(total.after) + size);
}

/** Ratios and means: needs numerator and denominator of every member, else the members only stand side by side. */
export function contributionsOfRatio(input: BreakdownInput, total: TotalChange): BreakdownContribution {
  const members = mergeMembers(input.rows);
  const parts = members.map(ratioPart);
  const complete = parts.flatMap((part) => (part === null ? [] : [part]));
  const split = complete.length === parts.length ? splitMixRate(complete) : null;
  if (split === null) return sideBySide(input.dimension, members);
  const rows = members.map((row, i) => {
    const part = complete[i];
    const before =
      part === undefined || part.denominator.before === 0 ? null : part.numerator.before / part.denominator.before;
    const after =
      part === undefined || part.denominator.after === 0 ? null : part.numerator.after / part.denominator.after;
    const { mix, rate } = split[i] ?? { mix: 0, rate: 0 };
    return { member: row.member, before, after, delta: mix + rate, mix, rate, presence: presenceOf(before, after) };
  });
  const moved = rows.map((row, i) => ({ member: row.member, delta: row.delta, share: split[i]?.share ?? 0 }));
  const size =
    Math.abs(total.before) + Math.abs(total.after) + moved.reduce((sum, row) => sum + Math.abs(row.delta), 0);
  return {
    ...assemble(input.dimension, rows, moved, total, null, size),
    mixTotal: split.reduce((sum, part) => sum + part.mix, 0),
    rateTotal: split.reduce((sum, part) => sum + part.rate, 0),
    simpson: isSimpson(split, total.delta),
  };
}

function assemble(
  dimension: string,
  rows: readonly Contribution[],
  moved: readonly Moved[],
  total: TotalChange,
  residual: { before: number; after: number } | null,
  size: number,
): BreakdownContribution {
  const rest = total.delta - rows.reduce((sum, row) => sum + row.delta, 0);
  const dust = 1e-9 * size;
  const other: Contribution[] =
    Math.abs(rest) > dust || (residual !== null && Math.abs(residual.before) > dust)
      ? [
          {
            member: RESIDUAL_MEMBER,
            before: residual?.before ?? null,
            after: residual?.after ?? null,
            delta: rest,
            presence: 'residual',
          },
        ]
      : [];
  const { score, movers, offsets } = measureConcentration(moved, total.delta);
  const sorted = [...rows].sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
  return {
    dimension,
    additive: true,
    rows: [...sorted, ...other],
    concentration: score,
    movers,
    offsets,
    simpson: false,
  };
}

function sideBySide(dimension: string, members: readonly BreakdownInputRow[]): BreakdownContribution {
  const rows = members.map((row) => {
    const before = isUsable(row.before) ? row.before : null;
    const after = isUsable(row.after) ? row.after : null;
    const delta = before === null || after === null ? 0 : after - before;
    return { member: row.member, before, after, delta, presence: presenceOf(before, after) };
  });
  rows.sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
  return { dimension, additive: false, rows, concentration: 0, movers: [], offsets: [], simpson: false };
}

function presenceOf(before: number | null, after: number | null): Contribution['presence'] {
  const was = before !== null && before !== 0;
  const is = after !== null && after !== 0;
  if (was === is) return 'both';
  return is ? 'new' : 'gone';
}

function ratioPart(row: BreakdownInputRow): RatioPart | null {
  const { numerator, denominator } = row;
  if (numerator === undefined || denominator === undefined) return null;
  const usable = [numerator.before, numerator.after, denominator.before, denominator.after].every(isUsable);
  return usable ? { numerator, denominator } : null;
}

/** The same member twice becomes one row, so that nobody is named two times. */
function mergeMembers(rows: readonly BreakdownInputRow[]): BreakdownInputRow[] {
  const merged = new Map<string, BreakdownInputRow>();
  for (const row of rows) {
    const other = merged.get(row.member);
    merged.set(row.member, other === undefined ? row : joinRows(other, row));
  }
  return [...merged.values()];
}

function joinRows(a: BreakdownInputRow, b: BreakdownInputRow): BreakdownInputRow {
  const join = (x: { before: number; after: number } | undefined, y: { before: number; after: number } | undefined) =>
    x === undefined || y === undefined ? undefined : { before: x.before + y.before, after: x.after + y.after };
  const plus = (x: number | null, y: number | null) => (isUsable(x) ? x + (isUsable(y) ? y : 0) : y);
  return {
    member: a.member,
    before: plus(a.before, b.before),
    after: plus(a.after, b.after),
    numerator: join(a.numerator, b.numerator),
    denominator: join(a.denominator, b.denominator),
  };
}
