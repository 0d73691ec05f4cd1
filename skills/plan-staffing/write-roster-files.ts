import { createHash } from 'node:crypto';
import type { SkillFile } from '../../src/contracts/skill.ts';
import { type CalendarEvent, writeCalendar } from '../../src/exports/write-calendar.ts';
import { type Sheet, writeCsv, writeWorkbook } from '../../src/exports/write-sheets.ts';
import type { SkillContext } from '../context.ts';
import type { MadeRoster } from './basis.ts';
import { daysOf, inOrder, isAway } from './roster-rows.ts';
import { createLineWords, type RosterLine } from './roster-words.ts';
import { instantOf } from './shift-instant.ts';
import { hoursOf, writeClock, writeSpan } from './write-times.ts';

/** The roster to take away: a workbook, its shifts as CSV, and a calendar. Pay by person only where nobody else reads. */
export async function writeRosterFiles(ctx: SkillContext, made: MadeRoster): Promise<readonly SkillFile[]> {
  const name = `roster-${made.basis.period.start}`;
  const shifts = listShifts(made);
  const tellsPay = ctx.asked.audience === 'private' && made.basis.wages !== 'none';
  return [
    await writeWorkbook(name, [
      listGrid(made),
      shifts,
      listHours(made),
      ...(made.outcome.plan.short.length > 0 ? [listShort(made)] : []),
      ...(tellsPay ? [listPay(made)] : []),
    ]),
    writeCsv(name, shifts),
    writeCalendar(name, listEvents(ctx, made), { title: `Roster, ${ctx.company.name}`, stamp: ctx.now }),
  ];
}

function listGrid(made: MadeRoster): Sheet {
  const days = daysOf(made);
  const words = createLineWords(made);
  return {
    name: 'Roster',
    columns: [
      { label: 'Person', kind: 'text' },
      { label: 'Works as', kind: 'text' },
      ...days.map((day) => ({ label: nameDay(day), kind: 'text' as const })),
      { label: 'Hours', kind: 'number' },
    ],
    rows: inOrder(made).map((employee) => {
      const own = made.outcome.plan.lines.filter((line) => line.employee === employee.id);
      return [
        employee.name,
        words.always(employee.id),
        ...days.map((day) => {
          const cells = own.filter((line) => line.day === day).map(words.cell);
          return cells.length > 0 ? cells.join(', ') : isAway(employee, day) ? 'away' : '';
        }),
        hoursOf(own.reduce((sum, { paidMinutes }) => sum + paidMinutes, 0)),
      ];
    }),
  };
}

function listShifts(made: MadeRoster): Sheet {
  const words = createLineWords(made);
  return {
    name: 'Shifts',
    columns: [
      { label: 'Date', kind: 'date' },
      { label: 'Weekday', kind: 'text' },
      { label: 'Place', kind: 'text' },
      { label: 'Shift', kind: 'text' },
      { label: 'From', kind: 'text' },
      { label: 'To', kind: 'text' },
      { label: 'Person', kind: 'text' },
      { label: 'Role', kind: 'text' },
      { label: 'Break from', kind: 'text' },
      { label: 'Break minutes', kind: 'number' },
      { label: 'Paid hours', kind: 'number' },
    ],
    rows: inTime(made).map((line) => [
      line.day,
      weekdayName(line.day),
      words.placeOf(line) ?? '',
      words.shiftName(line),
      writeClock(line.from),
      writeClock(line.to),
      line.employee,
      line.skill ?? '',
      line.breakFrom === undefined ? '' : writeClock(line.breakFrom),
      breakOf(line),
      hoursOf(line.paidMinutes),
    ]),
  };
}

function listHours(made: MadeRoster): Sheet {
  const total = new Map(made.outcome.plan.people.map((person) => [person.employee, person]));
  return {
    name: 'Hours',
    columns: [
      { label: 'Person', kind: 'text' },
      { label: 'Shifts', kind: 'number' },
      { label: 'Hours', kind: 'number' },
      { label: 'Overtime', kind: 'number' },
      { label: 'Weekend shifts', kind: 'number' },
    ],
    rows: inOrder(made).map(({ id, name }) => {
      const { shifts = 0, paidMinutes = 0, overtimeMinutes = 0, unpopularShifts = 0 } = total.get(id) ?? {};
      return [name, shifts, hoursOf(paidMinutes), hoursOf(overtimeMinutes), unpopularShifts];
    }),
  };
}

function listShort({ outcome, problem }: MadeRoster): Sheet {
  const places = new Map(problem.shifts.map(({ id, place }) => [id, place]));
  return {
    name: 'Open',
    columns: [
      { label: 'Date', kind: 'date' },
      { label: 'Time', kind: 'text' },
      { label: 'Place', kind: 'text' },
      { label: 'Role', kind: 'text' },
      { label: 'Wanted', kind: 'number' },
      { label: 'There', kind: 'number' },
    ],
    rows: outcome.plan.short.map(({ day, from, to, shift, skill, wanted, there, need }) => {
      const wants = problem.cover[need];
      const place = shift === undefined ? (wants && 'place' in wants ? wants.place : undefined) : places.get(shift);
      return [day, writeSpan(from, to), place ?? '', skill ?? '', wanted, there];
    }),
  };
}

function listPay(made: MadeRoster): Sheet {
  const total = new Map(made.outcome.plan.people.map((person) => [person.employee, person]));
  return {
    name: 'Pay',
    columns: [
      { label: 'Person', kind: 'text' },
      { label: 'Wage per hour', kind: 'money' },
      { label: 'Hours', kind: 'number' },
      { label: 'Overtime', kind: 'number' },
      { label: 'Pay', kind: 'money' },
    ],
    rows: inOrder(made).map(({ id, name, wagePerHour = 0 }) => {
      const { paidMinutes = 0, overtimeMinutes = 0, pay = 0 } = total.get(id) ?? {};
      return [name, wagePerHour, hoursOf(paidMinutes), hoursOf(overtimeMinutes), Math.round(pay * 100) / 100];
    }),
  };
}

/** An entry is a place on a shift, not a person: who takes over a shift takes over its entry when it is imported again. */
function listEvents({ company }: SkillContext, made: MadeRoster): CalendarEvent[] {
  const words = createLineWords(made);
  const slots = new Map<string, number>();
  return inTime(made).map((line) => {
    const slot = [company.id, line.day, line.shift, line.skill ?? ''].join('|');
    const nth = slots.get(slot) ?? 0;
    slots.set(slot, nth + 1);
    const place = words.placeOf(line);
    const pause = breakOf(line);
    return {
      uid: `${createHash('sha256').update(`${slot}|${nth}`).digest('hex').slice(0, 32)}@dyocense`,
      start: instantOf(line.day, line.from, company.timezone),
      end: instantOf(line.day, line.to, company.timezone),
      summary: [line.employee, line.skill].filter((part) => part !== undefined).join(', '),
      description: [
        words.shiftName(line),
        ...(line.breakFrom === undefined ? [] : [`Break of ${pause} minutes, about ${writeClock(line.breakFrom)}`]),
      ].join('\n'),
      ...(place === undefined ? {} : { location: place }),
    };
  });
}

const inTime = ({ outcome }: MadeRoster): readonly RosterLine[] =>
  outcome.plan.lines.toSorted((a, b) => {
    if (a.day !== b.day) return a.day < b.day ? -1 : 1;
    return a.from - b.from || (a.employee < b.employee ? -1 : 1);
  });

const breakOf = ({ from, to, paidMinutes }: RosterLine): number => to - from - paidMinutes;

const WEEKDAY = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' });
const weekdayName = (day: string): string => WEEKDAY.format(new Date(`${day}T00:00:00Z`));
const nameDay = (day: string): string => `${weekdayName(day)} ${day.slice(5)}`;
