import type { Violation } from '../model/optimization-model.ts';
import { fills, type WorkedShift } from './roster-facts.ts';
import type { StaffingInput } from './types.ts';

/** Only the limits of cover: people missing have a price and are counted, not forbidden. */
export function checkCover(input: StaffingInput, worked: readonly WorkedShift[]): readonly Violation[] {
  return input.cover.flatMap((need) => {
    if (need.atMost === undefined) return [];
    const there = worked.filter((shift) => fills(input, need, shift)).length;
    if (there <= need.atMost) return [];
    return [{ code: 'too-many', words: `Too many people on ${need.day}.`, amount: there - need.atMost }];
  });
}
