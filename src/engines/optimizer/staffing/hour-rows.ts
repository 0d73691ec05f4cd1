import type { Term } from '../model/linear-model.ts';
import type { Candidate } from './index-roster.ts';
import type { RosterBuilder } from './roster-builder.ts';
import type { Employee } from './types.ts';

/** Hours of contract and law, overtime, numbers of shifts. */
export function addHourRows(builder: RosterBuilder): void {
  const { index } = builder;
  const weeks = Array.from({ length: Math.ceil(index.input.days / 7) }, (_, week) => week * 7);
  for (const [at, employee] of index.input.employees.entries()) {
    const { hours } = employee;
    const days = index.ofDay[at] ?? [];
    const lawful = index.profile.maxMinutesPerWeek ?? Infinity;
    const whole: Span = { employee: at, from: 0, to: index.input.days - 1, own: days.flat() };
    for (const from of weeks) {
      const span = {
        employee: at,
        from,
        to: Math.min(from + 6, index.input.days - 1),
        own: days.slice(from, from + 7).flat(),
      };
      limitMinutes(builder, span, lawful, true);
      if (hours?.per === 'week')
        addContract(builder, employee, span, { ...hours, min: isFullWeek(span) ? hours.min : 0 });
      if (hours?.max === undefined && index.profile.overtimeAfterPerWeek !== undefined)
        addOvertime(builder, employee, span, index.profile.overtimeAfterPerWeek);
    }
    if (hours?.per === 'plan') addContract(builder, employee, whole, hours);
    countShifts(builder, employee, whole);
  }
}

/** The candidates of one person from one day to another, inclusive. */
interface Span {
  readonly employee: number;
  readonly from: number;
  readonly to: number;
  readonly own: readonly Candidate[];
}

const isFullWeek = ({ from, to }: Span): boolean => to - from === 6;

function addContract(
  builder: RosterBuilder,
  employee: Employee,
  span: Span,
  { min = 0, max = Infinity, overtime = 0 }: { min?: number; max?: number; overtime?: number },
): void {
  limitMinutes(builder, span, max + overtime);
  if (max < Infinity && overtime > 0) addOvertime(builder, employee, span, max);
  if (min > 0) askForMinutes(builder, employee, span, min);
}

/**
 * Paid minutes at most. Where all shifts are multiples of some length, the limit is rounded down to one: 35 hours are
 * four shifts of eight, and the solver need not find that out.
 */
function limitMinutes(builder: RosterBuilder, { employee, from, to, own }: Span, most: number, lawful = false): void {
  if (most === Infinity || own.length === 0) return;
  const unit = commonUnit(builder, own);
  const terms = own.map(({ variable, shift }): Term => [variable, paidOf(builder, shift) / unit]);
  const who = builder.index.input.employees[employee]?.name ?? '';
  const row = builder.model.addRow({ name: `most hours of ${who}`, upper: Math.floor(most / unit), terms });
  if (lawful) return;
  const longest = Math.max(...own.map(({ shift }) => paidOf(builder, shift)));
  builder.capping.push({ row, employee, from, to, step: longest / unit, minutes: longest });
}

/** Only the price: how much overtime there may be stands with the most hours. */
function addOvertime(builder: RosterBuilder, employee: Employee, { own }: Span, plain: number): void {
  if (own.length === 0) return;
  const premium = (builder.index.profile.overtimePremium * (employee.wagePerHour ?? 0)) / 60;
  const name = `overtime of ${employee.name}`;
  // In hours: minutes would put numbers of hundreds beside ones.
  const overtime = builder.model.addVariable({ name, cost: premium * 60 });
  const terms = own.map(({ variable, shift }): Term => [variable, paidOf(builder, shift) / 60]);
  builder.model.addRow({ name, upper: plain / 60, terms: [...terms, [overtime, -1]] });
}

function askForMinutes(
  builder: RosterBuilder,
  employee: Employee,
  { employee: at, from, to, own }: Span,
  least: number,
): void {
  const unit = commonUnit(builder, own);
  const terms = own.map(({ variable, shift }): Term => [variable, paidOf(builder, shift) / unit]);
  const row = builder.model.addRow({ name: `least hours of ${employee.name}`, lower: Math.ceil(least / unit), terms });
  builder.asking.push({ row, kind: 'min-hours', employee: at, from, to, unit });
}

function countShifts(
  { index, model, asking }: RosterBuilder,
  employee: Employee,
  { employee: at, from, to, own }: Span,
): void {
  const { minShifts = 0, maxShifts, maxShiftsOf = {}, name } = employee;
  const terms = own.map(({ variable }): Term => [variable, 1]);
  if (maxShifts !== undefined) model.addRow({ name: `most shifts of ${name}`, upper: maxShifts, terms });
  if (minShifts > 0) {
    const row = model.addRow({ name: `least shifts of ${name}`, lower: minShifts, terms });
    asking.push({ row, kind: 'min-shifts', employee: at, from, to, unit: 1 });
  }
  for (const [id, most] of Object.entries(maxShiftsOf)) {
    const those = own.filter(({ shift }) => index.shifts[shift]?.shift.id === id);
    if (those.length > most)
      model.addRow({ name: `most ${id} of ${name}`, upper: most, terms: those.map(({ variable }) => [variable, 1]) });
  }
}

const paidOf = ({ index }: RosterBuilder, shift: number): number => index.shifts[shift]?.paid ?? 0;

function commonUnit(builder: RosterBuilder, own: readonly Candidate[]): number {
  const unit = own.reduce((common, { shift }) => greatestCommonDivisor(common, paidOf(builder, shift)), 0);
  return Math.max(1, unit);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
