/** When did the level move? Shifts of the mean of the seasonally adjusted series, the last 120 days of it. */
import type { Grain } from '../../contracts/period.ts';
import type { ChangePoint } from './explain-types.ts';
import { type Break, findBreaks } from './find-breaks.ts';
import { fractionOf, type Span } from './prepare-series.ts';
import { mean } from './robust.ts';
import { adjustedValue, readProfile } from './weekday-profile.ts';
import type { Measured } from './window-baseline.ts';

const REACH: Readonly<Record<Grain, { readonly steps: number; readonly minSegment: number }>> = {
  day: { steps: 120, minSegment: 7 },
  week: { steps: 52, minSegment: 4 },
  month: { steps: 36, minSegment: 4 },
  quarter: { steps: 20, minSegment: 4 },
};
const PROFILE_REACH = 364;

/** The shift nearest to what was asked: the strongest one inside `around`, else the strongest of all, or null. */
export function findChangePoint(measured: Measured, end: number, around: Span): ChangePoint | null {
  const { series } = measured;
  const { steps, minSegment } = REACH[series.grain];
  const { slots, values } = adjustedSlots(measured, Math.max(0, end - steps), end);
  const penalty = 2 * Math.log(Math.max(2, values.length));
  const found = findBreaks(values, minSegment);
  const slotOf = ({ index }: Break) => slots[index] ?? -1;
  const inside = found.filter((one) => slotOf(one) >= around.from && slotOf(one) < around.to);
  const best = strongest(inside) ?? strongest(found);
  if (best === null) return null;
  const edges = [0, ...found.map(({ index }) => index), values.length];
  const at = startOfEpisode(edges, edges.indexOf(best.index));
  const [from, start, stop] = [edges[at - 1] ?? 0, edges[at] ?? 0, edges[at + 1] ?? values.length];
  const before = mean(values.slice(from, start));
  const after = mean(values.slice(start, stop));
  const shown = found[at - 1] ?? best;
  const dateOf = (index: number) => series.axis.dateOf(series.first + (slots[index] ?? 0));
  return {
    t: dateOf(start),
    until: stop < values.length ? dateOf(stop - 1) : null,
    before,
    after,
    relative: before > 0 ? fractionOf(after - before, before) : null,
    statistic: shown.statistic,
    penalty,
  };
}

/** The end of a short stretch is told by its start: nine bad days, not "better since". */
function startOfEpisode(edges: readonly number[], at: number): number {
  const length = (i: number) => (edges[i + 1] ?? 0) - (edges[i] ?? 0);
  return at >= 2 && length(at - 1) < Math.min(length(at - 2), length(at)) ? at - 1 : at;
}

function adjustedSlots({ series, season, levels }: Measured, from: number, end: number) {
  const profile = readProfile(series.y, levels, season, end - PROFILE_REACH, end);
  const slots: number[] = [];
  const values: number[] = [];
  for (let slot = from; slot < Math.min(end, series.y.length); slot++) {
    const value = series.y[slot] ?? Number.NaN;
    const adjusted = Number.isNaN(value) ? value : adjustedValue(profile, season, slot, value);
    if (Number.isNaN(adjusted)) continue;
    slots.push(slot);
    values.push(adjusted);
  }
  return { slots, values };
}

function strongest(breaks: readonly Break[]): Break | null {
  return breaks.reduce<Break | null>((top, one) => (top === null || one.statistic > top.statistic ? one : top), null);
}
