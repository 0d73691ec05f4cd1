import { LinearModel, type Term } from '../model/linear-model.ts';
import type { BuiltModel } from '../model/optimization-model.ts';
import { addCoverRows, type NeedVariables } from './cover-rows.ts';
import { addFairness } from './fairness-terms.ts';
import { addHourRows } from './hour-rows.ts';
import { type Candidate, indexRoster, type RosterIndex } from './index-roster.ts';
import { priceChanges, priceWages, priceWishes } from './price-assignments.ts';
import { addRestRows } from './rest-rows.ts';
import type { AskingLimit, CappingLimit, RosterBuilder } from './roster-builder.ts';
import { addSequenceRows } from './sequence-rows.ts';
import type { StaffingInput } from './types.ts';

export interface RosterModel extends BuiltModel {
  readonly index: RosterIndex;
  /** In the order of `input.cover`. */
  readonly needs: readonly NeedVariables[];
  readonly asking: readonly AskingLimit[];
  readonly capping: readonly CappingLimit[];
}

/**
 * One yes/no variable for each assignment that could be made. What forbids work is a limit; cover is a price, so that
 * a roster that cannot be full still comes out, with what is short. Minimises money: wages, overtime, people missing.
 */
export function buildRosterModel(input: StaffingInput): RosterModel {
  const index = indexRoster(input);
  const model = new LinearModel('minimize');
  const builder: RosterBuilder = { index, model, asking: [], capping: [] };
  for (const candidate of index.candidates) model.addBinary(nameCandidate(index, candidate));
  priceWages(builder);
  priceWishes(builder);
  priceChanges(builder);
  const needs = addCoverRows(builder);
  addRestRows(builder);
  addSequenceRows(builder);
  addHourRows(builder);
  addFairness(builder);
  pinAssignments(builder);
  return { ...builder, needs };
}

function nameCandidate({ input, shifts }: RosterIndex, { employee, day, shift, skill }: Candidate): string {
  const who = input.employees[employee]?.name ?? '';
  return `${who}, day ${day + 1}, ${shifts[shift]?.shift.name}${skill === undefined ? '' : `, ${skill}`}`;
}

/** A pinned assignment without a variable (validation has named it) makes the model impossible, as it should. */
function pinAssignments({ index, model, asking }: RosterBuilder): void {
  for (const { employee, day, shift, skill } of index.input.pinned ?? []) {
    const who = index.employeeAt.get(employee) ?? -1;
    const at = index.dayAt(day);
    const terms = (index.ofDay[who]?.[at] ?? [])
      .filter((one) => index.shifts[one.shift]?.shift.id === shift && (skill === undefined || one.skill === skill))
      .map(({ variable }): Term => [variable, 1]);
    const row = model.addRow({ name: `${employee} stays on ${shift} on ${day}`, lower: 1, terms });
    asking.push({ row, kind: 'pinned', employee: who, from: at, to: at, unit: 1 });
  }
}
