import { assumeResponse } from '../../src/engines/optimizer/budget/assume-response.ts';
import type { ChannelResponse, ResponseEstimate } from '../../src/engines/optimizer/budget/response-types.ts';
import type { AssumedRange, WhyUnknown } from './basis.ts';
import { meanOf } from './figures.ts';
import type { ChannelHistory } from './read-history.ts';

/** What is known of a channel: from the past, from a range that is assumed, or nothing. */
export interface KnownChannel {
  readonly history: ChannelHistory;
  /** null: nothing is known, so its spend stays as it is. */
  readonly response: ChannelResponse | null;
  readonly refusal: WhyUnknown | null;
  readonly assumed: AssumedRange | null;
}

/** Of what is counted for a channel, at least this share is taken to come of the spend. */
const LEAST_SHARE = 0.5;
/** How much wider than what the others bring a channel that nothing is known of is taken to vary. */
const WIDER = 1.5;

/** @param assume a channel the past cannot tell about may be given a stated range */
export function knowChannels(
  channels: readonly ChannelHistory[],
  estimates: readonly ResponseEstimate[],
  { assume, byMonth }: { readonly assume: boolean; readonly byMonth: boolean },
): readonly KnownChannel[] {
  const estimated = estimates.filter((each) => each.kind === 'estimated');
  return channels.map((history, at): KnownChannel => {
    const estimate = estimates.find(({ channelId }) => channelId === history.name);
    if (estimate?.kind === 'estimated') return { history, response: estimate, refusal: null, assumed: null };
    const refusal: WhyUnknown = byMonth
      ? { code: 'kept-by-the-month' }
      : estimate?.kind === 'cannot-tell'
        ? estimate.refusal
        : { code: 'history-not-usable' };
    const assumed = assume ? assumeRange(history, estimated) : null;
    if (!assumed) return { history, response: null, refusal, assumed: null };
    const { spend, low, high } = assumed;
    const highestSpend = Math.max(spend, ...history.spend);
    const response = assumeResponse({
      channelId: history.name,
      usualSpend: spend,
      low,
      high,
      highestSpend,
      seed: at + 1,
    });
    return { history, response, refusal, assumed };
  });
}

/** Could anything be assumed for one of these at least? */
export const canAssume = (channels: readonly ChannelHistory[]): boolean =>
  channels.some((history) => assumeRange(history, []) !== null);

/** From what was counted for the channel itself; else it is taken to work like the others. */
function assumeRange(history: ChannelHistory, others: readonly ChannelResponse[]): AssumedRange | null {
  return assumeFromOwnResults(history) ?? assumeFromOthers(history, others);
}

function assumeFromOwnResults({ spend, result }: ChannelHistory): AssumedRange | null {
  if (!result) return null;
  const used = spend.flatMap((amount, week) => {
    const counted = result[week];
    return amount > 0 && counted !== null && counted !== undefined ? [{ amount, counted }] : [];
  });
  const high = meanOf(used.map(({ counted }) => counted));
  if (used.length === 0 || high <= 0) return null;
  return { from: 'own-results', spend: meanOf(used.map(({ amount }) => amount)), low: LEAST_SHARE * high, high };
}

function assumeFromOthers({ spend: past }: ChannelHistory, others: readonly ChannelResponse[]): AssumedRange | null {
  const working = others.filter(({ usualSpend, usualResult }) => usualSpend > 0 && usualResult.low80 > 0);
  if (working.length === 0) return null;
  const used = past.filter((amount) => amount > 0);
  const spend = used.length > 0 ? meanOf(used) : meanOf(working.map(({ usualSpend }) => usualSpend));
  const low = Math.min(...working.map(({ usualSpend, usualResult }) => usualResult.low80 / usualSpend)) / WIDER;
  const high = Math.max(...working.map(({ usualSpend, usualResult }) => usualResult.high80 / usualSpend)) * WIDER;
  return { from: 'other-channels', spend, low: low * spend, high: high * spend };
}
