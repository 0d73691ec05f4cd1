import { Z80 } from '../estimation/normal.ts';
import { seedRandom } from '../estimation/seeded-random.ts';
import { rangeOf } from './fit-response.ts';
import type { CurveShape } from './response-curve.ts';
import { resultAt } from './response-curve.ts';
import type { ChannelResponse } from './response-types.ts';

export interface AssumedResponse {
  readonly channelId: string;
  /** Spend a period at which the range below holds. */
  readonly usualSpend: number;
  /** Result a period at that spend: 80% sure to lie between. */
  readonly low: number;
  readonly high: number;
  /** Highest spend that was ever tried; default the usual one. */
  readonly highestSpend?: number;
  readonly seed?: number;
}

const DRAWS = 200;

/** Curves from a stated range, where the past cannot tell: lognormal size, and a bend between soon and late. */
export function assumeResponse(stated: AssumedResponse): ChannelResponse & { readonly kind: 'assumed' } {
  const { channelId, usualSpend, low, high, highestSpend = usualSpend, seed = 1 } = stated;
  const random = seedRandom(seed);
  const centre = Math.log(Math.sqrt(low * high));
  const spread = Math.log(high / low) / (2 * Z80);
  const draws = Array.from({ length: DRAWS }, (): CurveShape => {
    const size = Math.exp(centre + spread * random.normal());
    const plain = {
      kind: 'hill',
      a: 1,
      k: usualSpend * Math.exp(Math.log(0.5) + Math.log(8) * random.uniform()),
    } as const;
    return { ...plain, a: size / resultAt(plain, usualSpend) };
  });
  const usualResult = rangeOf(draws.map((draw) => resultAt(draw, usualSpend)));
  return { kind: 'assumed', channelId, draws, carryOver: 0, usualSpend, usualResult, highestSpend };
}
