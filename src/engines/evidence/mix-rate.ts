/**
 * A ratio over members moves when members' own rates move and when their shares shift. Midpoint decomposition, exact:
 * rate = mean share × change of rate; mix = change of share × (mean rate − mean overall rate)
 * (Das Gupta 1993; centring by the overall rate says whether a growing member is a better or worse one).
 */
import type { BeforeAfter } from './explain-types.ts';

export interface RatioPart {
  readonly numerator: BeforeAfter;
  readonly denominator: BeforeAfter;
}

export interface MixRate {
  readonly mix: number;
  readonly rate: number;
  /** Mean share of the denominator. */
  readonly share: number;
  /** Own change of rate; null where one side has no denominator. */
  readonly ownChange: number | null;
}

/** null when either period has no denominator at all, or one so small that rates are no numbers. */
export function splitMixRate(parts: readonly RatioPart[]): readonly MixRate[] | null {
  const whole = {
    numerator: addUp(parts.map((part) => part.numerator)),
    denominator: addUp(parts.map((part) => part.denominator)),
  };
  const before = rateOf(whole, 'before');
  const after = rateOf(whole, 'after');
  if (before === null || after === null) return null;
  const overall = (before + after) / 2;
  const split = parts.map((part) => {
    const shareBefore = part.denominator.before / whole.denominator.before;
    const shareAfter = part.denominator.after / whole.denominator.after;
    const rateBefore = rateOf(part, 'before');
    const rateAfter = rateOf(part, 'after');
    const share = (shareBefore + shareAfter) / 2;
    // A member on one side only has no change of rate: all of it is mix.
    const from = rateBefore ?? rateAfter ?? 0;
    const to = rateAfter ?? rateBefore ?? 0;
    return {
      mix: (shareAfter - shareBefore) * ((from + to) / 2 - overall),
      rate: share * (to - from),
      share,
      ownChange: rateBefore === null || rateAfter === null ? null : rateAfter - rateBefore,
    };
  });
  return split.every(({ mix, rate, share }) => Number.isFinite(mix + rate + share)) ? split : null;
}

/** Simpson's paradox: every member moved one way, the whole the other. */
export function isSimpson(parts: readonly MixRate[], delta: number): boolean {
  const own = parts.flatMap(({ ownChange }) => (ownChange === null ? [] : [ownChange]));
  return own.length >= 2 && delta !== 0 && own.every((change) => change * delta < 0);
}

function rateOf(part: RatioPart, side: 'before' | 'after'): number | null {
  return part.denominator[side] === 0 ? null : part.numerator[side] / part.denominator[side];
}

function addUp(values: readonly BeforeAfter[]): BeforeAfter {
  return values.reduce((sum, v) => ({ before: sum.before + v.before, after: sum.after + v.after }), {
    before: 0,
    after: 0,
  });
}
