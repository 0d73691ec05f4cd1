import { z } from 'zod';
import { addDays } from '../../../src/calendar/civil-day.ts';
import { NO_RULES } from '../../../src/engines/optimizer/staffing/labour-profiles.ts';
import type { StaffingInput, Wish } from '../../../src/engines/optimizer/staffing/types.ts';

/** Generated instances the size of a shop: employees × days × shifts × skills, hours, preferences from −5 to 8. */
const shopRoster = z.object({
  D: z.int(),
  nSkill: z.int(),
  shifts: z.array(z.object({ id: z.string(), start: z.number(), h: z.number() })),
  emps: z.array(
    z.object({
      id: z.string(),
      skills: z.array(z.int()),
      wage: z.number(),
      maxH: z.number(),
      minH: z.number(),
      otH: z.number(),
      maxConsec: z.number(),
      unavail: z.array(z.boolean()),
      pref: z.array(z.array(z.number())),
    }),
  ),
  /** People wanted by day, shift, skill. */
  dem: z.array(z.array(z.array(z.number()))),
  under: z.number(),
  over: z.number(),
  otPrem: z.number(),
});

/** A Monday. */
const FIRST_DAY = '2026-01-05';
/** Between two shifts; the format does not say, eleven hours is the law of most of Europe. */
const REST = 11 * 60;

/** A preference above zero is taken as liking that shift: not getting it costs as much. */
export function readShopRoster(json: unknown): StaffingInput {
  const data = shopRoster.parse(json);
  const dayOf = (day: number) => addDays(FIRST_DAY, day);
  const wishes = data.emps.flatMap(({ id, pref }) =>
    pref.flatMap((shifts, day) =>
      shifts.flatMap((weight, at): Wish[] => {
        const shift = data.shifts[at]?.id;
        if (weight === 0) return [];
        return [{ employee: id, day: dayOf(day), shift, kind: weight > 0 ? 'on' : 'off', weight: Math.abs(weight) }];
      }),
    ),
  );
  return {
    firstDay: FIRST_DAY,
    days: data.D,
    profile: { ...NO_RULES, minRestMinutes: REST, overtimePremium: data.otPrem },
    shifts: data.shifts.map(({ id, start, h }) => ({
      id,
      name: id,
      start: start * 60,
      minutes: h * 60,
      breakMinutes: 0,
    })),
    employees: data.emps.map((one) => ({
      id: one.id,
      name: one.id,
      skills: one.skills.map(String),
      wagePerHour: one.wage,
      hours: { per: 'week', min: one.minH * 60, max: one.maxH * 60, overtime: one.otH * 60 },
      maxConsecutiveDays: one.maxConsec,
      away: one.unavail.flatMap((away, day) => (away ? [{ day: dayOf(day) }] : [])),
    })),
    cover: data.dem.flatMap((shifts, day) =>
      shifts.flatMap((skills, at) =>
        skills.map((people, skill) => ({
          day: dayOf(day),
          shift: data.shifts[at]?.id ?? '',
          skill: String(skill),
          people,
          shortCost: data.under,
          overCost: data.over,
        })),
      ),
    ),
    wishes,
  };
}
