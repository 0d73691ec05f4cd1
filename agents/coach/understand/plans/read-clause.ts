import type { Period } from '../../../../src/contracts/period.ts';
import type { PlanKind } from '../../../../src/contracts/plan.ts';
import { type Amount, findAmounts } from '../amounts.ts';
import type { CatalogueIndex } from '../catalogue-index.ts';
import { type ReadText, readClean } from '../read-text.ts';
import type { Clock } from '../time/phrase.ts';
import { findNames, type NamedSpan } from './find-names.ts';
import { findUnknownName, namesOwn } from './find-unknown-name.ts';
import type { PlanNameKind } from './name-index.ts';
import { type ChangeDay, readDays } from './read-days.ts';

/** What changes of a plan are read against. */
export interface PlanSetting {
  readonly index: CatalogueIndex;
  readonly clock: Clock;
  /** The days the plan is for, where they are known. */
  readonly period?: Period;
  /** The kind of plan that is spoken of, where it is known: a strange word may then be a name of its kind. */
  readonly kind?: PlanKind;
}

/** One stretch of a message that says one change, with everything that could be recognised in it. */
export interface Clause {
  readonly read: ReadText;
  readonly names: readonly NamedSpan[];
  readonly days: readonly ChangeDay[];
  /** Numbers that are no part of a name or a day. `place` is their place in `shape`. */
  readonly amounts: readonly (Amount & { readonly place: number; readonly placeEnd: number })[];
  /** The words with what was recognised written as its kind: "keep NAME under MONEY on DAY". */
  readonly shape: string;
}

const AMOUNT = { percent: 'PCT', money: 'MONEY', number: 'NUM' };

/** Reads one clause. Its numbers are written in digits already (see `writeDigits`). */
export function readClause(cased: string, setting: PlanSetting): Clause {
  const read = readClean(cased);
  const { days, spans: daySpans } = readDays(read.lower, setting.clock, setting.period);
  const known = findNames(read, setting.index).filter((name) => !daySpans.some((span) => overlaps(span, name)));
  const strange =
    setting.kind === undefined || namesOwn(known, setting.kind)
      ? undefined
      : findUnknownName(read, setting.kind, [...known, ...daySpans]);
  const names = strange === undefined ? known : [...known, strange].sort((a, b) => a.start - b.start);
  const amounts = findAmounts(read.lower).filter(
    (amount) => !daySpans.some((span) => overlaps(span, amount)) && !names.some((name) => overlaps(name, amount)),
  );
  const marks = [
    ...names.map(({ start, end }) => ({ start, end, as: 'NAME' })),
    ...daySpans.map(({ start, end }) => ({ start, end, as: 'DAY' })),
    ...amounts.map(({ start, end, kind }) => ({ start, end, as: AMOUNT[kind] })),
  ].sort((a, b) => a.start - b.start);
  let shape = '';
  let at = 0;
  const places = new Map<number, number>();
  for (const mark of marks) {
    shape += read.lower.slice(at, mark.start);
    places.set(mark.start, shape.length);
    shape += mark.as;
    at = mark.end;
  }
  shape += read.lower.slice(at);
  return {
    read,
    names,
    days,
    amounts: amounts.map((amount) => {
      const place = places.get(amount.start) ?? 0;
      return { ...amount, place, placeEnd: place + AMOUNT[amount.kind].length };
    }),
    shape,
  };
}

export const hasName = (clause: Clause, ...kinds: readonly PlanNameKind[]): boolean =>
  clause.names.some((span) => kinds.some((kind) => span.readings.has(kind)));

const overlaps = (
  a: { readonly start: number; readonly end: number },
  b: { readonly start: number; readonly end: number },
): boolean => a.start < b.end && a.end > b.start;
