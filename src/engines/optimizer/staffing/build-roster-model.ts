import { LinearModel } from '../model/linear-model.ts';
import type { BuiltModel } from '../model/optimization-model.ts';
import { addCoverRows, type NeedVariables } from './cover-rows.ts';
import { addFairness } from './fairness-terms.ts';
import { addHourRows } from './hour-rows.ts';
import { type Candidate, indexRoster, type RosterIndex } from './index-roster.ts';
import { priceChanges, priceWages, priceWishes } from './price-assignments.ts';
import { addRestRows } from './rest-rows.ts';
import { addSequenceRows } from './sequence-rows.ts';
import type { StaffingInput } from './types.ts';

/** A limit that asks for work and may be impossible to keep; loosened to find the smallest change. */
export interface Loosened {
  /** The variable that holds how much the limit gives way, in `unit`. */
  readonly variable: number;
  readonly kind: 'min-hours' | 'min-shifts' | 'pinned';
  readonly employee: number;
  /** Days it is about, inclusive. */
  readonly from: number;
  readonly to: number;
  readonly unit: 'minutes' | 'shifts';
}

export interface RosterModel extends BuiltModel {
  readonly index: RosterIndex;
  /** In the order of `input.cover`. */
  readonly needs: readonly NeedVariables[];
  readonly loosened: readonly Loosened[];
}

/** What the row builders share. */
export interface RosterBuilder {
  readonly index: RosterIndex;
  readonly model: LinearModel;
  /** Present when limits that ask for work may give way, at a price above everything else. */
  readonly loosened?: Loosened[];
}

/**
 * One yes/no variable for each assignment that could be made. What forbids work is a limit; cover is a price, so that
 * a roster that cannot be full still comes out, with what is short. Minimises money: wages, overtime, people missing.
 */
export function buildRosterModel(input: StaffingInput, options: { readonly loosen?: boolean } = {}): RosterModel {
  const index = indexRoster(input);
  const model = new LinearModel('minimize');
  const loosened: Loosened[] = [];
  const builder: RosterBuilder = { index, model, ...(options.loosen && { loosened }) };
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
  return { model, index, needs, loosened };
}

function nameCandidate({ input, shifts }: RosterIndex, { employee, day, shift, skill }: Candidate): string {
  const who = input.employees[employee]?.name ?? '';
  return `${who}, day ${day + 1}, ${shifts[shift]?.shift.name}${skill === undefined ? '' : `, ${skill}`}`;
}

/** A pinned assignment without a variable (validation has named it) makes the model impossible, as it should. */
function pinAssignments({ index, model, loosened }: RosterBuilder): void {
  for (const { employee, day, shift, skill } of index.input.pinned ?? []) {
    const who = index.employeeAt.get(employee) ?? -1;
    const at = index.dayAt(day);
    const found = index.ofDay[who]?.[at]?.filter(
      (candidate) =>
        index.shifts[candidate.shift]?.shift.id === shift && (skill === undefined || candidate.skill === skill),
    );
    const terms = (found ?? []).map(({ variable }): [number, number] => [variable, 1]);
    const name = `${employee} stays on ${shift} on ${day}`;
    if (loosened) {
      const variable = model.addVariable({ name: `${name}, given up`, upper: 1 });
      loosened.push({ variable, kind: 'pinned', employee: who, from: at, to: at, unit: 'shifts' });
      terms.push([variable, 1]);
    }
    model.addRow({ name, lower: 1, terms });
  }
}
