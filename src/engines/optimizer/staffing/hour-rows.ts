import type { Term } from '../model/linear-model.ts';
import type { Loosened, RosterBuilder } from './build-roster-model.ts';
import type { Candidate } from './index-roster.ts';
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
      const span = { employee: at, from, to: Math.min(from + 6, index.input.days - 1), own: days.slice(from, from + 7).flat() };
      limitMinutes(builder, span, lawful);
      if (hours?.per === 'week') addContract(builder, employee, span, { ...hours, min: isFullWeek(span) ? hours.min : 0 });
      if (hours?.max === undefined && index.profile.overtimeAfterPerWeek !== undefined)
        addOvertime(builder, employee, span, index.profile.overtimeAfterPerWeek, Infinity);
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
  if (max < Infinity && overtime > 0) addOvertime(builder, employee, span, max, overtime);
  if (min > 0) askForMinutes(builder, employee, span, min);
}

/**
 * Paid minutes at most. Where all shifts are multiples of some length, the limit is rounded down to one: 35 hours are
 * four shifts of eight, and the solver need not find that out.
 */
function limitMinutes(builder: RosterBuilder, { employee, own }: Span, most: number): void {
  if (most === Infinity || own.length === 0) return;
  const unit = commonUnit(builder, own);
  const terms = own.map(({ variable, shift }): Term => [variable, paidOf(builder, shift) / unit]);
  const who = builder.index.input.employees[employee]?.name ?? '';
  builder.model.addRow({ name: `most hours of ${who}`, upper: Math.floor(most / unit), terms });
}

function addOvertime(builder: RosterBuilder, employee: Employee, { own }: Span, plain: number, most: number): void {
  if (own.length === 0) return;
  const premium = (builder.index.profile.overtimePremium * (employee.wagePerHour ?? 0)) / 60;
  const name = `overtime of ${employee.name}`;
  // In hours: minutes would put numbers of hundreds beside ones.
  const overtime = builder.model.addVariable({ name, upper: most / 60, cost: premium * 60 });
  const terms = own.map(({ variable, shift }): Term => [variable, paidOf(builder, shift) / 60]);
  builder.model.addRow({ name, upper: plain / 60, terms: [...terms, [overtime, -1]] });
}

function askForMinutes(builder: RosterBuilder, employee: Employee, span: Span, least: number): void {
  const unit = Math.max(1, commonUnit(builder, span.own));
  const terms = span.own.map(({ variable, shift }): Term => [variable, paidOf(builder, shift) / unit]);
  const name = `least hours of ${employee.name}`;
  const extra = loosen(builder, name, { kind: 'min-hours', employee: span.employee, from: span.from, to: span.to, unit: 'minutes' });
  if (extra !== undefined) terms.push([extra, 1 / unit]);
  // Rounded up only while nothing gives way: the missing part of a shift is missing minutes.
  builder.model.addRow({ name, lower: extra === undefined ? Math.ceil(least / unit) : least / unit, terms });
}

function countShifts(builder: RosterBuilder, employee: Employee, span: Span): void {
  const { minShifts = 0, maxShifts, maxShiftsOf = {}, name } = employee;
  const count = (own: readonly Candidate[]) => own.map(({ variable }): Term => [variable, 1]);
  if (maxShifts !== undefined) builder.model.addRow({ name: `most shifts of ${name}`, upper: maxShifts, terms: count(span.own) });
  if (minShifts > 0) {
    const terms = count(span.own);
    const extra = loosen(builder, `least shifts of ${name}`, { kind: 'min-shifts', employee: span.employee, from: span.from, to: span.to, unit: 'shifts' });
    if (extra !== undefined) terms.push([extra, 1]);
    builder.model.addRow({ name: `least shifts of ${name}`, lower: minShifts, terms });
  }
  for (const [id, most] of Object.entries(maxShiftsOf)) {
    const own = span.own.filter(({ shift }) => builder.index.shifts[shift]?.shift.id === id);
    if (own.length > most) builder.model.addRow({ name: `most ${id} of ${name}`, upper: most, terms: count(own) });
  }
}

function loosen(builder: RosterBuilder, name: string, what: Omit<Loosened, 'variable'>): number | undefined {
  if (!builder.loosened) return undefined;
  const variable = builder.model.addVariable({ name: `${name}, given up` });
  builder.loosened.push({ ...what, variable });
  return variable;
}

const paidOf = ({ index }: RosterBuilder, shift: number): number => index.shifts[shift]?.paid ?? 0;

function commonUnit(builder: RosterBuilder, own: readonly Candidate[]): number {
  const unit = own.reduce((common, { shift }) => greatestCommonDivisor(common, paidOf(builder, shift)), 0);
  return Math.max(1, unit);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
