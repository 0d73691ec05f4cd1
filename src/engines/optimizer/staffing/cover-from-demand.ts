import type { IsoDate } from '../../../contracts/period.ts';
import type { CoverNeed } from './types.ts';

/** Demand of one stretch of a day, as a rule an hour: minutes after midnight, `to` after `from`. */
export interface DemandBlock {
  readonly day: IsoDate;
  readonly from: number;
  readonly to: number;
  /** Guests, orders or money in this stretch; for good service the high end of a forecast, not its middle. */
  readonly demand: number;
}

export interface ServiceRule {
  /** What one person can serve in an hour, in the unit of demand; above 0. */
  readonly perPersonHour: number;
  /** People there at any time of a block with demand. Default 1. */
  readonly least?: number;
  readonly skill?: string;
}

/** People wanted in each block. Blocks without demand want nobody. */
export function coverFromDemand(
  blocks: readonly DemandBlock[],
  { perPersonHour, least = 1, skill }: ServiceRule,
): readonly CoverNeed[] {
  return blocks
    .filter(({ demand }) => demand > 0)
    .map(({ day, from, to, demand }) => {
      const perPerson = (perPersonHour * (to - from)) / 60;
      // A hair above a whole number is rounding of the forecast, not a person.
      const people = Math.max(least, Math.ceil(demand / perPerson - 1e-9));
      return { day, from, to, people, ...(skill !== undefined && { skill }) };
    });
}
