import type { IsoDate } from '../../src/contracts/period.ts';
import type { BusyHoursRecord } from '../../src/contracts/record.ts';
import { coverFromDemand } from '../../src/engines/optimizer/staffing/cover-from-demand.ts';
import type { Shift } from '../../src/engines/optimizer/staffing/types.ts';
import type { BusyHour } from './basis.ts';
import { readShares } from './busy-shares.ts';
import type { ListedCover } from './read-cover.ts';
import type { Demand } from './read-demand.ts';

const HOUR = 60;

export interface HourNeed {
  readonly day: IsoDate;
  readonly place?: string;
  readonly from: number;
  readonly to: number;
  readonly people: number;
}

/** People needed in each hour that has business, from the forecast, the rhythm of the day, and what one can serve. */
export function coverByHour(
  demand: Demand,
  busyHours: readonly BusyHoursRecord[],
  dates: readonly IsoDate[],
  rule: { readonly perPersonHour: number; readonly factor: (day: IsoDate, place: string | undefined) => number },
): readonly HourNeed[] {
  return [...demand.of].flatMap(([name, days]) => {
    const place = name === '' ? undefined : name;
    const blocks = dates.flatMap((day) =>
      readShares(busyHours, day, place).map(({ hour, share }) => ({
        day,
        from: hour * HOUR,
        to: (hour + 1) * HOUR,
        demand: share * (days.get(day) ?? 0) * rule.factor(day, place),
      })),
    );
    return coverFromDemand(blocks, rule).flatMap((need): HourNeed[] => {
      if (!('from' in need)) return [];
      const { day, from, to, people } = need;
      return [{ day, from, to, people, ...(place === undefined ? {} : { place }) }];
    });
  });
}

/** Hours in which the forecast asks for more people than the list has there, and some listed shift lasts through. */
export function findBusyHours(needs: readonly HourNeed[], { shifts, needs: listed }: ListedCover): readonly BusyHour[] {
  const byId = new Map(shifts.map((shift) => [shift.id, shift]));
  const ofDay = Map.groupBy(listed, ({ day }) => day);
  return needs.flatMap(({ people, ...hour }): BusyHour[] => {
    const there = (ofDay.get(hour.day) ?? []).filter(({ shift }) => lastsThrough(byId.get(shift), hour));
    const count = there.reduce((sum, need) => sum + need.people, 0);
    return there.length > 0 && people > count ? [{ ...hour, listed: count, wanted: people }] : [];
  });
}

function lastsThrough(shift: Shift | undefined, { place, from, to }: Omit<HourNeed, 'day' | 'people'>): boolean {
  if (!shift || (place !== undefined && shift.place !== place)) return false;
  return shift.start <= from && to <= shift.start + shift.minutes;
}
