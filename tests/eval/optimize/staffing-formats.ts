import { z } from 'zod';
import { addDays } from '../../../src/calendar/civil-day.ts';
import { runOptimization } from '../../../src/engines/optimizer/model/run-optimization.ts';
import { NO_RULES } from '../../../src/engines/optimizer/staffing/labour-profiles.ts';
import { sizeTeam } from '../../../src/engines/optimizer/staffing/size-team.ts';
import { staffingModel } from '../../../src/engines/optimizer/staffing/staffing-model.ts';
import type { StaffingInput, Wish } from '../../../src/engines/optimizer/staffing/types.ts';
import { readCurtoisRoster } from './read-curtois-roster.ts';
import { readShopRoster } from './read-shop-roster.ts';

/** What one case came to. `objective` is in the terms of the format; `ok`: proven, and as expected where that is known. */
export interface StaffingResult {
  readonly status: string;
  readonly objective: number | null;
  readonly bound?: number;
  readonly gap?: number;
  readonly seconds: number;
  readonly expected?: number;
  readonly ok: boolean;
}

export interface StaffingExpectation {
  readonly knownOptimum: number | null;
  readonly expectStatus?: string;
  readonly minTotalShortage?: number;
}

/** Winston's post office: people on five days in a row, then off. */
const cyclicTeam = z.object({ demand: z.array(z.number()), pattern: z.string() });
/** or-tools `schedule_requests_sat`: one nurse a shift, as many requests met as can be. `requests[nurse][day][shift]`. */
const requestedShifts = z.object({
  requests: z.array(z.array(z.array(z.number()))),
  nurses: z.int(),
  days: z.int(),
  shifts: z.int(),
  minShifts: z.int(),
  maxShifts: z.int(),
});
/** So many people wanted on each of so many shifts, so many shifts for each person; each shift is a day of its own. */
const fewPeople = z.object({
  employees: z.int(),
  shifts: z.int(),
  needEach: z.int(),
  maxShiftsPerPerson: z.int(),
});

/** A Monday. */
const FIRST_DAY = '2026-01-05';
const TIME_LIMIT_MS = 30_000;

/** Explaining solves again and is no part of what is measured. */
const bare = { ...staffingModel, explain: () => null, findRemedies: () => [] };

/** One entry of known-cases.json. Throws ZodError on data of another shape. */
export function runKnownStaffing(data: unknown, expectation: StaffingExpectation): StaffingResult {
  const team = cyclicTeam.safeParse(data);
  if (team.success) return runTeam(team.data, expectation.knownOptimum);
  const requested = requestedShifts.safeParse(data);
  if (requested.success) return runRequests(requested.data, expectation.knownOptimum);
  return runFewPeople(fewPeople.parse(data), expectation);
}

/** A raw instance of shop size: nothing is known, so it has to be proven. */
export function runShopRoster(json: unknown, expected?: number): StaffingResult {
  const input = readShopRoster(json);
  // Wishes to work are counted as a cost when not met here, and as a gain when met there.
  const liked = (input.wishes ?? []).filter(({ kind }) => kind === 'on').reduce((sum, { weight }) => sum + weight, 0);
  return runRoster(input, expected ?? null, (objective) => objective - liked);
}

export function runCurtoisRoster(text: string, expected?: number): StaffingResult {
  return runRoster(readCurtoisRoster(text), expected ?? null);
}

function runTeam({ demand, pattern }: z.infer<typeof cyclicTeam>, known: number | null): StaffingResult {
  const daysInARow = Number(/^\s*(\d+)/.exec(pattern)?.[1]);
  const outcome = sizeTeam({ wanted: demand, daysInARow });
  if (!('plan' in outcome)) return { status: outcome.status, objective: null, seconds: 0, ok: false };
  return judge(outcome, known, (objective) => objective);
}

function runRequests(data: z.infer<typeof requestedShifts>, known: number | null): StaffingResult {
  const shifts = Array.from({ length: data.shifts }, (_, at) => String(at));
  const dates = Array.from({ length: data.days }, (_, day) => addDays(FIRST_DAY, day));
  const wishes = data.requests.flatMap((days, nurse) =>
    days.flatMap((asked, day) =>
      asked.flatMap((wanted, shift): Wish[] =>
        wanted > 0
          ? [{ employee: String(nurse), day: dates[day] ?? '', shift: String(shift), kind: 'on', weight: wanted }]
          : [],
      ),
    ),
  );
  const input: StaffingInput = {
    firstDay: FIRST_DAY,
    days: data.days,
    profile: NO_RULES,
    shifts: shifts.map((id, at) => ({ id, name: id, start: at * 480, minutes: 480, breakMinutes: 0 })),
    employees: Array.from({ length: data.nurses }, (_, at) => ({
      id: String(at),
      name: String(at),
      minShifts: data.minShifts,
      maxShifts: data.maxShifts,
    })),
    cover: dates.flatMap((day) => shifts.map((shift) => ({ day, shift, people: 1, atMost: 1, shortCost: 1000 }))),
    wishes,
  };
  const asked = wishes.reduce((sum, { weight }) => sum + weight, 0);
  return runRoster(input, known, (objective) => asked - objective);
}

/** Cover has a price in the engine and is never impossible; the case asks whether it can be full, and how short it is. */
function runFewPeople(data: z.infer<typeof fewPeople>, expectation: StaffingExpectation): StaffingResult {
  const dates = Array.from({ length: data.shifts }, (_, day) => addDays(FIRST_DAY, day));
  const input: StaffingInput = {
    firstDay: FIRST_DAY,
    days: data.shifts,
    profile: NO_RULES,
    shifts: [{ id: 'shift', name: 'shift', start: 480, minutes: 480, breakMinutes: 0 }],
    employees: Array.from({ length: data.employees }, (_, at) => ({
      id: String(at),
      name: String(at),
      maxShifts: data.maxShiftsPerPerson,
    })),
    cover: dates.map((day) => ({ day, shift: 'shift', people: data.needEach, shortCost: 1 })),
  };
  const result = runRoster(input, expectation.minTotalShortage ?? null);
  const full = result.objective === 0;
  const status = full ? result.status : 'infeasible';
  return { ...result, status, ok: result.ok && status === (expectation.expectStatus ?? status) };
}

function runRoster(
  input: StaffingInput,
  known: number | null,
  restate = (objective: number) => objective,
): StaffingResult {
  const outcome = runOptimization(bare, input, { timeLimitMs: TIME_LIMIT_MS });
  if (!('plan' in outcome)) {
    const seconds = 'seconds' in outcome ? outcome.seconds : 0;
    return { status: outcome.status, objective: null, seconds, ok: false };
  }
  return judge(outcome, known, restate);
}

/** As close as the issue asks: 1e-4 of what is known. */
const CLOSE = 1e-4;

function judge(
  found: { status: string; objective: number; bound: number; gap: number; seconds: number },
  known: number | null,
  restate: (objective: number) => number,
): StaffingResult {
  const objective = restate(found.objective);
  const close = known === null || Math.abs(objective - known) <= CLOSE * Math.max(1, Math.abs(known));
  return {
    status: found.status,
    objective,
    bound: restate(found.bound),
    gap: found.gap,
    seconds: found.seconds,
    ...(known !== null && { expected: known }),
    ok: found.status === 'optimal' && close,
  };
}
