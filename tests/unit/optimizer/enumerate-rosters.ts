import { EUROPEAN_UNION } from '../../../src/engines/optimizer/staffing/labour-profiles.ts';
import type { Employee, StaffingInput } from '../../../src/engines/optimizer/staffing/types.ts';

/**
 * The least cost of any roster, found by trying them all, or null when no roster keeps the rules. Written from the
 * description of the input alone: nothing of the engine's model or of its check is used.
 */
export function enumerateRosters(input: StaffingInput): number | null {
  const context = readContext(input);
  const patterns = input.employees.map((employee) => listPatterns(context, employee));
  if (patterns.some((own) => own.length === 0)) return null;
  const there = new Int32Array(input.cover.length);
  let best = Infinity;
  const place = (at: number, cost: number, chosen: Pattern[]) => {
    const own = patterns[at];
    if (!own) {
      best = Math.min(best, cost + costOfAll(context, there, chosen));
      return;
    }
    for (const pattern of own) {
      for (const need of pattern.fills) there[need] = (there[need] ?? 0) + 1;
      chosen.push(pattern);
      place(at + 1, cost + pattern.cost, chosen);
      chosen.pop();
      for (const need of pattern.fills) there[need] = (there[need] ?? 0) - 1;
    }
  };
  place(0, 0, []);
  return best === Infinity ? null : best;
}

interface Pattern {
  readonly cost: number;
  /** Needs of the cover, once for each person-shift that counts. */
  readonly fills: readonly number[];
  readonly unpopular: number;
  /** Minutes over the contract's; undefined without a contract. */
  readonly share: number | undefined;
}

type Context = ReturnType<typeof readContext>;
/** What somebody does on a day: a shift by its place, in a skill or as a general hand; or nothing. */
type Work = { readonly shift: number; readonly skill: string | undefined } | null;

function readContext(input: StaffingInput) {
  const profile = input.profile ?? EUROPEAN_UNION;
  const shifts = input.shifts.map((shift) => {
    let unpaid = 0;
    for (const { over, minutes } of profile.breaks) if (shift.minutes > over) unpaid = Math.max(unpaid, minutes);
    return { ...shift, end: shift.start + shift.minutes, paid: shift.minutes - (shift.breakMinutes ?? unpaid) };
  });
  const wage = Math.max(0, ...input.employees.map((one) => one.wagePerHour ?? 0));
  const perHour = input.costs?.shortPerHour ?? Math.max(100, 10 * wage);
  const longest = Math.max(1, ...shifts.map(({ paid }) => paid / 60));
  const changeCost = input.published?.changeCost ?? 1.25 * longest * Math.max(1, wage) * (1 + profile.overtimePremium);
  const dates = Array.from({ length: input.days }, (_, at) => {
    const date = new Date(`${input.firstDay}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + at);
    return date;
  });
  const placeOf = new Map(dates.map((date, at) => [date.toISOString().slice(0, 10), at]));
  const isWeekend = dates.map((date) => profile.weekend.includes((date.getUTCDay() + 6) % 7));
  const published = new Map(
    (input.published?.assignments ?? []).map((one) => [`${one.employee}/${one.day}/${one.shift}`, one]),
  );
  const shortCosts = input.cover.map((need) => {
    const hours = 'shift' in need ? (shifts.find(({ id }) => id === need.shift)?.minutes ?? 0) : need.to - need.from;
    return need.shortCost ?? (perHour * hours) / 60;
  });
  return { input, profile, shifts, changeCost, placeOf, isWeekend, published, shortCosts, dates };
}

/** Needs that somebody on this shift of this day counts for. */
function needsFilled(
  { input, shifts, placeOf }: Context,
  day: number,
  shift: number,
  skill: string | undefined,
): number[] {
  const { id, start, end } = shifts[shift] ?? { id: '', start: 0, end: 0 };
  return input.cover.flatMap((need, at) => {
    if (need.skill !== undefined && need.skill !== skill) return [];
    const needDay = placeOf.get(need.day) ?? -9;
    if ('shift' in need) return needDay === day && need.shift === id ? [at] : [];
    const offset = (day - needDay) * 1440;
    return offset + start <= need.from && offset + end >= need.to ? [at] : [];
  });
}

/** Every sequence of days this person may work, with what it costs on its own. */
function listPatterns(context: Context, employee: Employee): Pattern[] {
  const { input, shifts } = context;
  const choices = Array.from({ length: input.days }, (_, day): Work[] => [
    null,
    ...shifts.flatMap((_shift, shift): Work[] => {
      if (!mayBeThere(context, employee, day, shift)) return [];
      const skills = [undefined, ...(employee.skills ?? [])];
      // In a role nobody wants there, nobody works.
      return skills
        .filter((skill) => needsFilled(context, day, shift, skill).some((need) => input.cover[need]?.skill === skill))
        .map((skill) => ({ shift, skill }));
    }),
  ]);
  const found: Pattern[] = [];
  const days: Work[] = [];
  const walk = (day: number) => {
    if (day === input.days) {
      if (keepsRules(context, employee, days)) found.push(pricePattern(context, employee, days));
      return;
    }
    for (const work of choices[day] ?? []) {
      days.push(work);
      walk(day + 1);
      days.pop();
    }
  };
  walk(0);
  return found;
}

function mayBeThere({ profile, shifts, placeOf }: Context, employee: Employee, day: number, at: number): boolean {
  const shift = shifts[at];
  if (!shift) return false;
  if (profile.maxMinutesPerShift !== undefined && shift.paid > profile.maxMinutesPerShift) return false;
  const start = day * 1440 + shift.start;
  const end = day * 1440 + shift.end;
  const last = employee.before?.lastShiftEnd;
  if (last !== undefined && start - (last - 1440) < profile.minRestMinutes) return false;
  for (const away of employee.away ?? []) {
    const place = placeOf.get(away.day) ?? -9;
    if (away.from === undefined && away.to === undefined) {
      if (place === day) return false;
    } else if (start < place * 1440 + (away.to ?? 1440) && end > place * 1440 + (away.from ?? 0)) return false;
  }
  if (!employee.available) return true;
  return employee.available.some((window) => {
    const midnight = (placeOf.get(window.day) ?? -9) * 1440;
    return midnight + window.from <= start && end <= midnight + window.to;
  });
}

function keepsRules(context: Context, employee: Employee, days: readonly Work[]): boolean {
  const { input, profile, shifts, isWeekend, placeOf } = context;
  const at = (day: number) => shifts[days[day]?.shift ?? -1];
  // Rest and forbidden sequences.
  for (let day = 0; day < days.length; day += 1) {
    const shift = at(day);
    if (!shift) continue;
    for (let later = day + 1; later < days.length; later += 1) {
      const next = at(later);
      if (!next) continue;
      if ((later - day) * 1440 + next.start - shift.end < profile.minRestMinutes) return false;
      if (later === day + 1 && shift.notNextDay?.includes(next.id)) return false;
    }
  }
  // Runs, as text: w works, o is off.
  const text = days.map((work) => (work ? 'w' : 'o')).join('');
  const most = Math.min(employee.maxConsecutiveDays ?? 99, profile.maxConsecutiveDays);
  const before = employee.before?.daysWorkedInARow ?? 0;
  const runs = [...text.matchAll(/w+|o+/g)].map((match) => ({ run: match[0], from: match.index }));
  for (const { run, from } of runs) {
    const inside = from > 0 && from + run.length < text.length;
    const length = run.length;
    if (run.startsWith('w')) {
      if (length + (from === 0 ? before : 0) > most) return false;
      if (inside && length < (employee.minConsecutiveDays ?? 1)) return false;
    } else if (inside && length < (employee.minConsecutiveDaysOff ?? 1)) return false;
  }
  // Weekends: neighbouring weekend days are one.
  let weekends = 0;
  for (let day = 0; day < days.length; ) {
    if (!isWeekend[day]) {
      day += 1;
      continue;
    }
    let worked = false;
    for (; day < days.length && isWeekend[day]; day += 1) worked ||= days[day] !== null;
    if (worked) weekends += 1;
  }
  if (weekends > (employee.maxWeekends ?? 99)) return false;
  // Hours and counts.
  const { hours } = employee;
  const most2 = (hours?.max ?? Infinity) + (hours?.overtime ?? 0);
  let total = 0;
  let count = 0;
  for (let from = 0; from < days.length; from += 7) {
    let minutes = 0;
    let worked = 0;
    for (let day = from; day < Math.min(from + 7, days.length); day += 1) {
      minutes += at(day)?.paid ?? 0;
      if (days[day]) worked += 1;
    }
    if (minutes > (profile.maxMinutesPerWeek ?? Infinity)) return false;
    if (worked > (employee.maxDaysPerWeek ?? 7)) return false;
    if (hours?.per === 'week' && minutes > most2) return false;
    if (hours?.per === 'week' && from + 7 <= input.days && minutes < (hours.min ?? 0)) return false;
    total += minutes;
    count += worked;
  }
  if (hours?.per === 'plan' && (total > most2 || total < (hours.min ?? 0))) return false;
  if (count > (employee.maxShifts ?? Infinity) || count < (employee.minShifts ?? 0)) return false;
  for (const [id, limit] of Object.entries(employee.maxShiftsOf ?? {}))
    if (days.filter((_, day) => at(day)?.id === id).length > limit) return false;
  return (input.pinned ?? []).every((pin) => {
    if (pin.employee !== employee.id) return true;
    const day = placeOf.get(pin.day) ?? -1;
    return at(day)?.id === pin.shift && (pin.skill === undefined || days[day]?.skill === pin.skill);
  });
}

function pricePattern(context: Context, employee: Employee, days: readonly Work[]): Pattern {
  const { input, profile, shifts, isWeekend, placeOf, published, changeCost, dates } = context;
  const wage = (employee.wagePerHour ?? 0) / 60;
  let cost = 0;
  let minutes = 0;
  let unpopular = 0;
  const perWeek = new Map<number, number>();
  const fills: number[] = [];
  const made = new Set<string>();
  for (const [day, work] of days.entries()) {
    const shift = shifts[work?.shift ?? -1];
    if (!work || !shift) continue;
    minutes += shift.paid;
    perWeek.set(Math.floor(day / 7), (perWeek.get(Math.floor(day / 7)) ?? 0) + shift.paid);
    if (shift.unpopular || isWeekend[day]) unpopular += 1;
    fills.push(...needsFilled(context, day, work.shift, work.skill));
    made.add(`${employee.id}/${dates[day]?.toISOString().slice(0, 10)}/${shift.id}`);
  }
  cost += minutes * wage;
  const { hours } = employee;
  const blocks = hours?.max !== undefined && hours.per === 'plan' ? [minutes] : [...perWeek.values()];
  const plain = hours?.max ?? profile.overtimeAfterPerWeek ?? Infinity;
  for (const block of blocks) cost += Math.max(0, block - plain) * wage * profile.overtimePremium;
  for (const wish of input.wishes ?? []) {
    if (wish.employee !== employee.id) continue;
    const work = days[placeOf.get(wish.day) ?? -1];
    const does = work !== null && (wish.shift === undefined || shifts[work?.shift ?? -1]?.id === wish.shift);
    if (does !== (wish.kind === 'on')) cost += wish.weight;
  }
  if (input.published) {
    for (const key of made) if (!published.has(key)) cost += changeCost;
    for (const [key, one] of published) if (one.employee === employee.id && !made.has(key)) cost += changeCost;
  }
  const contract = (hours?.max ?? 0) * (hours?.per === 'week' ? input.days / 7 : 1);
  return {
    cost,
    fills,
    unpopular: unpopular + (employee.before?.unpopularShifts ?? 0),
    share: contract > 0 ? minutes / contract : undefined,
  };
}

/** What depends on everybody: cover and fairness. */
function costOfAll({ input, shortCosts }: Context, there: Int32Array, chosen: readonly Pattern[]): number {
  let cost = 0;
  for (const [at, need] of input.cover.entries()) {
    const count = there[at] ?? 0;
    if (count > (need.atMost ?? Infinity)) return Infinity;
    if (count < need.people) cost += (need.people - count) * (shortCosts[at] ?? 0);
    else cost += (count - need.people) * (need.overCost ?? 0);
  }
  const { unpopular = 0, hours = 0 } = input.fairness ?? {};
  if (unpopular > 0) cost += unpopular * Math.max(0, ...chosen.map((one) => one.unpopular));
  if (hours > 0) {
    const shares = chosen.map(({ share }) => share).filter((share) => share !== undefined);
    if (shares.length > 0) cost += hours * (Math.max(...shares) - Math.min(...shares));
  }
  return cost;
}
