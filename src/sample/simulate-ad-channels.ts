import { dayNumber } from '../calendar/civil-day.ts';
import type { IsoDate } from '../contracts/period.ts';
import { type AdChannel, PLANTED_RESPONSES } from './ad-channels.ts';
import { mondayOnOrBefore } from './civil-day.ts';
import { createRandom, type Random } from './random.ts';
import type { Advertising } from './simulate-shop-days.ts';

/** One day of one way to advertise. */
export interface AdChannelDay {
  readonly day: IsoDate;
  readonly adChannel: AdChannel;
  readonly spendCents: number;
  /** Vouchers of this channel that guests brought; null when no café was open. */
  readonly vouchers: number | null;
}

/** The paper is paid by contract, the same every day, in cents. */
const PAPER_CENTS = 2400;
type Shared = Exclude<AdChannel, 'Local Paper'>;
/** How the rest is split today. */
const SPLIT: Readonly<Record<Shared, number>> = { Instagram: 0.23, 'Google Search': 0.3, Flyers: 0.47 };
/** The owner tries another split every two weeks: a pause, less, the same, more. */
const WEEKS_A_TRY = 2;
const TRIES = [0, 0.4, 1, 1.6, 2.4];
/** Weeks at the end with the split of today. */
const SETTLED_WEEKS = 8;

/** Splits each day's advertising by channel, to the cent, and draws the vouchers that come of it. */
export function simulateAdChannels(
  advertising: readonly Advertising[],
  setting: { readonly endDate: IsoDate; readonly seed: number; readonly isOpen: (day: IsoDate) => boolean },
): readonly AdChannelDay[] {
  const { endDate, seed, isOpen } = setting;
  const totals = new Map<IsoDate, number>();
  for (const { day, spendCents } of advertising) totals.set(day, (totals.get(day) ?? 0) + spendCents);
  const responses = PLANTED_RESPONSES.map((response) => ({ ...response, felt: null as number | null }));
  return [...totals].flatMap(([day, cents]) => {
    const spends = splitDay(cents, splitOf(day, endDate, seed));
    return responses.map((response): AdChannelDay => {
      const { adChannel, curve, carryOverPerDay } = response;
      const spendCents = spends[adChannel];
      const weekly = (7 * spendCents) / 100;
      response.felt =
        response.felt === null ? weekly : (1 - carryOverPerDay) * weekly + carryOverPerDay * response.felt;
      const expected = (curve.a * (1 - Math.exp(-response.felt / curve.k))) / 7;
      // A stream a channel and day, so that a cause changes only the days it touches.
      const random = createRandom(seed, `vouchers ${adChannel} ${day}`);
      return { day, adChannel, spendCents, vouchers: isOpen(day) ? drawPoisson(expected, random) : null };
    });
  });
}

function splitOf(day: IsoDate, endDate: IsoDate, seed: number): Readonly<Record<Shared, number>> {
  const weeksBefore = (dayNumber(mondayOnOrBefore(endDate)) - dayNumber(mondayOnOrBefore(day))) / 7;
  if (weeksBefore <= SETTLED_WEEKS) return SPLIT;
  const random = createRandom(seed, `ad split ${Math.floor(weeksBefore / WEEKS_A_TRY)}`);
  const attempt = (share: number) => share * (TRIES[Math.floor(random.uniform() * TRIES.length)] ?? 1);
  const tried = {
    Instagram: attempt(SPLIT.Instagram),
    'Google Search': attempt(SPLIT['Google Search']),
    Flyers: attempt(SPLIT.Flyers),
  };
  const sum = tried.Instagram + tried['Google Search'] + tried.Flyers;
  if (sum === 0) return SPLIT;
  return {
    Instagram: tried.Instagram / sum,
    'Google Search': tried['Google Search'] / sum,
    Flyers: tried.Flyers / sum,
  };
}

function splitDay(cents: number, split: Readonly<Record<Shared, number>>): Readonly<Record<AdChannel, number>> {
  const paper = Math.min(PAPER_CENTS, cents);
  const rest = cents - paper;
  const instagram = Math.round(rest * split.Instagram);
  const google = Math.min(rest - instagram, Math.round(rest * split['Google Search']));
  return { Instagram: instagram, 'Google Search': google, 'Local Paper': paper, Flyers: rest - instagram - google };
}

/** A whole number around a mean of at most a few dozen, by multiplying uniforms (Knuth 1969). */
function drawPoisson(mean: number, random: Random): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count += 1;
  return count;
}
