import type { PlanChange, PlanKind } from '../../../../src/contracts/plan.ts';
import { nameKey } from '../catalogue-index.ts';
import { STAFF_WORDS } from '../ontology.ts';
import { readClean } from '../read-text.ts';
import { namesForPlans, type PlanNameKind } from './name-index.ts';
import { TARGETS } from './plan-targets.ts';
import type { Clause, PlanSetting } from './read-clause.ts';
import { type Operation, readOperation, saysAway } from './read-operation.ts';
import type { Strength, Target } from './targets/target.ts';

/** A change whose names may fit several: one list of choices per name. */
export interface DraftChange {
  readonly target: Target;
  readonly strength: Strength;
  /** Without `of`. */
  readonly change: Omit<PlanChange, 'of'>;
  /** The names it is of; several names of one entry: which one is to be asked. Empty: of all. */
  readonly of: readonly (readonly string[])[];
  readonly operation: Operation | undefined;
}

export interface ClauseReading {
  /** What kind of plan it is about, where the thread or the question tells. */
  readonly kind: PlanKind | undefined;
  /** The clause before, in the same message: "30 hours for Dan and 20 for Ben". */
  readonly before?: DraftChange;
}

/** Reads one clause as changes of a plan: none when it says none, several for several days. */
export function readChange(clause: Clause, reading: ClauseReading, setting: PlanSetting): readonly DraftChange[] {
  const { kind, before } = reading;
  if (before !== undefined && isElliptic(clause)) {
    const again = repeat(clause, before, setting);
    if (again.length > 0) return again;
  }
  const moved = readShifted(clause);
  if (moved.length > 0) return moved;
  const ordered = [
    ...TARGETS.filter((target) => kind !== undefined && target.kinds.includes(kind)),
    ...TARGETS.filter((target) => kind === undefined || !target.kinds.includes(kind)),
  ];
  for (const target of ordered) {
    const operation = operationFor(clause, target, before);
    const strength = target.fits(clause, operation, kind);
    if (strength === undefined) continue;
    const foreign = kind !== undefined && !target.kinds.includes(kind);
    if (foreign && strength === 'thread') continue;
    return spread(clause, target, operation, strength, setting);
  }
  return before === undefined ? [] : repeat(clause, before, setting);
}

/** "Shift $100 from flyers to Instagram": less of one, as much more of the other. */
function readShifted({ shape, names, amounts }: Clause): readonly DraftChange[] {
  const target = TARGETS.find(({ what }) => what === 'spend');
  const [amount] = amounts;
  if (target === undefined || amount === undefined || amounts.length > 1) return [];
  if (!/\b(MONEY|NUM) (?:\w+ )?from (?:the )?NAME to (?:the )?NAME\b/.test(shape)) return [];
  const named = names.flatMap(({ readings }) => {
    const channels = readings.get('ad-channel');
    return channels === undefined ? [] : [channels];
  });
  if (named.length !== 2) return [];
  return named.map((of, place) => {
    const by = place === 0 ? -amount.value : amount.value;
    const operation = { kind: 'by' as const, value: by, unit: amount.kind };
    return { target, strength: 'what-if' as const, change: { what: target.what, by }, of: [of], operation };
  });
}

/** "20 for Ben", "Cara on Sunday": what happens was said in the clause before. */
const isElliptic = ({ shape, amounts, names }: Clause): boolean =>
  names.length > 0 &&
  amounts.length < 2 &&
  !/[a-z]{2}/.test(shape.replace(/\b(for|on|of|at|in|and|the|from|to|too|only|also|a)\b/g, ''));

function operationFor(clause: Clause, target: Target, before: DraftChange | undefined): Operation | undefined {
  if (target.what === 'person' && saysAway(clause.shape)) {
    const said = readOperation({ ...clause, amounts: [] });
    return said?.kind === 'on' ? said : { kind: 'off' };
  }
  const operation = readOperation(clause, target.prefer);
  const bare = operation?.kind === 'to' && !/\b(to|at|is|are|=)\b/.test(clause.shape);
  // "Put 50 cents on the baguette" comes on top; "put $200 on the radio" is all of it.
  if (operation?.kind === 'to' && target.what === 'price' && /\b(put|stick|slap) MONEY (more )?on\b/.test(clause.shape))
    return { ...operation, kind: 'by' };
  const limit = before?.operation?.kind;
  // "At least 300 for flyers and 200 for radio": the second is a least, too.
  if (bare && before?.target === target && (limit === 'at-most' || limit === 'at-least'))
    return { ...operation, kind: limit };
  return operation;
}

/** "… and Cara on Sunday": the change before, of another. */
function repeat(clause: Clause, before: DraftChange, setting: PlanSetting): readonly DraftChange[] {
  const named = ofNames(clause, before.target);
  const amount = readOperation(clause, before.target.prefer);
  if (named.length === 0 && (clause.names.length > 0 || clause.days.length === 0)) return [];
  const operation =
    amount !== undefined && 'value' in amount && before.operation !== undefined && 'value' in before.operation
      ? { ...before.operation, value: amount.value }
      : before.operation;
  return spread(clause, before.target, operation, before.strength, setting).map((draft) => ({
    ...draft,
    of: draft.of.length > 0 ? draft.of : before.of,
  }));
}

/** What can be changed for some days only. */
const DAILY: ReadonlySet<string> = new Set(['cover', 'person', 'demand', 'supplier', 'order']);

function spread(
  clause: Clause,
  target: Target,
  operation: Operation | undefined,
  strength: Strength,
  setting: PlanSetting,
): readonly DraftChange[] {
  const amount = amountOf(target, operation, clause);
  if (amount === undefined) return [];
  const where = target.kinds[0] === 'staffing' ? placeOf(clause, target, setting) : {};
  const days = DAILY.has(target.what) ? clause.days : [];
  const of = ofNames(clause, target);
  return (days.length === 0 ? [{}] : days).map((day) => ({
    target,
    strength,
    change: { what: target.what, ...day, ...where, ...amount },
    of,
    operation,
  }));
}

function amountOf(
  target: Target,
  operation: Operation | undefined,
  clause: Clause,
): Pick<PlanChange, 'percent' | 'by' | 'to' | 'atMost' | 'atLeast' | 'off'> | undefined {
  if (target.what === 'cover' && /\bnobody\b/.test(clause.shape)) return { to: 0 };
  switch (operation?.kind) {
    case undefined:
      return undefined;
    case 'off':
      return { off: true };
    case 'on':
      return { off: false };
    case 'keep':
      return { by: 0 };
    case 'must':
      return { to: 1 };
    case 'between':
      return { atLeast: operation.low, atMost: operation.high };
    case 'by': {
      const value = target.what === 'lead-time' ? operation.value * daysEach(clause) : operation.value;
      return operation.unit === 'percent' && !isRate(target) ? { percent: value } : { by: value };
    }
    case 'to':
    case 'at-most':
    case 'at-least': {
      const value = target.what === 'lead-time' ? operation.value * daysEach(clause) : operation.value;
      if (operation.unit === 'percent' && !isRate(target)) {
        // "Demand at fifteen percent" says no more than a change by it.
        return operation.kind === 'to' ? { percent: value } : undefined;
      }
      // Dearer sells less, whichever sign it is said with.
      if (target.what === 'elasticity') return { to: -Math.abs(value) };
      if (target.limit === true || target.what === 'cover' || operation.kind === 'to')
        return target.what === 'hours' ? { atMost: value } : { to: value };
      return operation.kind === 'at-most' ? { atMost: value } : { atLeast: value };
    }
  }
}

/** Targets that are shares themselves: "98%" is what they become. */
const isRate = ({ what }: Target): boolean => what === 'service-level' || what === 'margin' || what === 'max-change';

const daysEach = ({ shape }: Clause): number => (/\bNUM( more| fewer| less)? weeks?\b/.test(shape) ? 7 : 1);

/** The names a change is of, by the first kind that any name of the clause has. */
function ofNames(clause: Clause, target: Target): readonly (readonly string[])[] {
  for (const kind of target.of) {
    const named = clause.names.flatMap((span) => {
      const names = span.readings.get(kind);
      return names === undefined ? [] : [names];
    });
    if (named.length > 0) return unique(named);
  }
  return [];
}

function unique(named: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(named.map((names) => [names.join('|'), names])).values()];
}

const SHIFTS: readonly (readonly [said: RegExp, like: RegExp])[] = [
  [/\b(mornings?|early|opening|open|am|breakfast)\b/, /\b(morning|early|open\w*|am|breakfast)\b/],
  [/\b(afternoons?|midday|lunch\w*|middle|mid)\b/, /\b(afternoon|mid\w*|lunch\w*|pm|middle)\b/],
  [/\b(evenings?|late|closing|close|nights?|pm|dinner)\b/, /\b(evening|late|clos\w*|night|pm|dinner)\b/],
];

/** Shift, role and location that a change of a roster is about. */
function placeOf(
  clause: Clause,
  target: Target,
  setting: PlanSetting,
): Pick<PlanChange, 'shift' | 'role' | 'location'> {
  const one = (kind: PlanNameKind) => clause.names.flatMap((span) => span.readings.get(kind)?.slice(0, 1) ?? [])[0];
  const shift = one('shift') ?? (target.what === 'hours' ? undefined : shiftMeant(clause, setting));
  const role =
    target.what === 'cover' || target.what === 'wage' ? (one('role') ?? roleMeant(clause, setting)) : undefined;
  const location = one('location');
  return {
    ...(shift === undefined ? {} : { shift }),
    ...(role === undefined || target.of.includes('role') ? {} : { role }),
    ...(location === undefined ? {} : { location }),
  };
}

/** "Late" for the shift "Evening"; where the company has no such shift, the word as it was said. */
function shiftMeant(clause: Clause, setting: PlanSetting): string | undefined {
  for (const [said, like] of SHIFTS) {
    const word = said.exec(clause.shape)?.[0];
    if (word === undefined) continue;
    const shifts = namesForPlans(setting.index).filter((name) => name.kind === 'shift');
    const alike = shifts.filter(({ name }) => like.test(name.toLowerCase()));
    return alike.length === 1 ? alike[0]?.name : shifts.length === 0 || alike.length > 1 ? undefined : word;
  }
  return undefined;
}

const ANYBODY =
  /^(staff|people|person|persons|employees?|workers?|hands?|helpers?|team|crew|colleagues?|someone|somebody|anyone|nobody|man|men|woman|women)$/;

/** A trade that the company has no list of, as it was said: the plan then says which there are. */
function roleMeant(clause: Clause, setting: PlanSetting): string | undefined {
  const word = STAFF_WORDS.exec(clause.shape)?.[0];
  if (word === undefined || ANYBODY.test(word)) return undefined;
  const roles = namesForPlans(setting.index).filter((name) => name.kind === 'role');
  const [token] = readClean(word).tokens;
  if (token === undefined || roles.length === 0) return undefined;
  return roles.find((role) => role.key === nameKey([token]))?.name ?? token.singular;
}
