import { weekdayOf } from '../calendar/civil-day.ts';
import type { IsoDate, Period } from '../contracts/period.ts';
import type { BusinessCalendar } from './business-calendar.ts';
import { isWithin, yearAngle } from './civil-day.ts';
import { CHANNELS, type Channel, LOCATIONS, type Location, SHOPS, WAYS } from './menu.ts';
import { liftFromMarketing, MARKETING_MONTH, SUPPLIER_FAILURE } from './planted-causes.ts';
import { createRandom } from './random.ts';
import type { DayWeather } from './weather.ts';

export interface DayOrders {
  readonly day: IsoDate;
  readonly location: Location;
  readonly channel: Channel;
  /** Whole, 0 or more. */
  readonly orders: number;
}

export interface OrdersSetting {
  readonly days: readonly IsoDate[];
  readonly seed: number;
  readonly weather: readonly DayWeather[];
  readonly calendar: BusinessCalendar;
  readonly supplierFailure?: Period;
  readonly marketingMonth?: Period;
}

/**
 * Orders of every open day, location and channel. The expected number is a product of weekday, season, growth,
 * weather, holidays and causes; around it lies noise that lasts (the town's mood, the shop's own) and counting noise.
 */
export function simulateOrders(setting: OrdersSetting): readonly DayOrders[] {
  const { days, seed, calendar } = setting;
  const town = simulateMood(days.length, seed, 'town');
  const shops = LOCATIONS.map((location) => simulateMood(days.length, seed, location));
  const counting = createRandom(seed, 'orders');
  const result: DayOrders[] = [];
  days.forEach((day, index) => {
    const shared = seasonOf(day) * calendar.demand(day) * asFactor(town[index]);
    LOCATIONS.forEach((location, shop) => {
      const local = shared * asFactor(shops[shop]?.[index]) * (SHOPS[location].weekday[weekdayOf(day)] ?? 1);
      for (const channel of CHANNELS) {
        // Drawn on closed days too: a closed week must not shift the noise of all days after it.
        const noise = counting.normal();
        if (!calendar.isOpen(day, location)) continue;
        const expected = local * SHOPS[location].orders[channel] * channelFactor(setting, index, location, channel);
        result.push({
          day,
          location,
          channel,
          orders: Math.max(0, Math.round(expected + noise * Math.sqrt(expected))),
        });
      }
    });
  });
  return result;
}

function channelFactor(setting: OrdersSetting, index: number, location: Location, channel: Channel): number {
  const { days, weather, supplierFailure, marketingMonth } = setting;
  const day = days[index] ?? '';
  const way = WAYS[channel];
  const yearsToEnd = (days.length - 1 - index) / 365.25;
  const growth = (1 + way.growth) ** -yearsToEnd;
  const wetness = Math.min(1, (weather[index]?.rain ?? 0) / 0.5);
  const supply = supplierFailure && isWithin(day, supplierFailure) ? 1 - SUPPLIER_FAILURE.lostOrders : 1;
  const advertised = location === MARKETING_MONTH.location && channel === MARKETING_MONTH.channel;
  const marketing = advertised && marketingMonth ? 1 + liftFromMarketing(day, marketingMonth) : 1;
  return growth * (1 + way.rain * wetness) * supply * marketing;
}

/** A quiet January and February, a mild lull in high summer, a busy late autumn. */
function seasonOf(day: IsoDate): number {
  const angle = yearAngle(day);
  return 1 - 0.07 * Math.cos(angle - 0.55) - 0.025 * Math.cos(2 * angle);
}

/** First-order autoregressive noise, log scale, standard deviation about 3.5%. */
function simulateMood(count: number, seed: number, label: string): readonly number[] {
  const random = createRandom(seed, `mood ${label}`);
  let mood = 0;
  return Array.from({ length: count }, () => {
    mood = 0.6 * mood + 0.028 * random.normal();
    return mood;
  });
}

function asFactor(mood: number | undefined): number {
  return Math.exp(mood ?? 0);
}
