import { addDays, isCivilDate } from '../calendar/civil-day.ts';
import type { DimensionEntry, MetricDefinition } from '../contracts/catalogue.ts';
import type { Company } from '../contracts/company.ts';
import { BugError } from '../contracts/errors.ts';
import type { IsoDate, Period } from '../contracts/period.ts';
import type { PlanningSetting } from '../contracts/record.ts';
import { PLANTED_RESPONSES, type PlantedResponse } from './ad-channels.ts';
import { type BusinessDay, makeBusinessCalendar } from './business-calendar.ts';
import { SAMPLE_DIMENSIONS, SAMPLE_METRICS } from './define-metrics.ts';
import { makeLists } from './lists/make-lists.ts';
import { SAMPLE_SETTINGS } from './lists/settings.ts';
import { type SampleRecord, writeLists } from './lists/write-lists.ts';
import { LOCATIONS, PRODUCTS } from './menu.ts';
import { CAUSE_IDS, type CauseId, describeCauses, type PlantedCause, scheduleCauses } from './planted-causes.ts';
import { makePriceList, PLANTED_ELASTICITIES, type PlantedElasticity } from './price-moves.ts';
import type { SampleFile } from './sheet.ts';
import { simulateAdChannels } from './simulate-ad-channels.ts';
import { simulateCosts } from './simulate-costs.ts';
import { simulateOrders } from './simulate-orders.ts';
import { simulateSales } from './simulate-sales.ts';
import { simulateAdvertising, simulateShopDays } from './simulate-shop-days.ts';
import { simulateWeather } from './weather.ts';
import { type SampleRow, writeRecords } from './write-records.ts';

export interface SampleRequest {
  /** The last day with data. */
  readonly endDate: IsoDate;
  /** Another seed is another company of the same kind. */
  readonly seed?: number;
  /** Days of data, from 1; two years when absent. */
  readonly days?: number;
  /** Causes to leave out: the same company, had these not happened. */
  readonly without?: readonly CauseId[];
}

export interface SampleCompany {
  readonly profile: Pick<Company, 'slug' | 'name' | 'currency' | 'locale' | 'timezone' | 'weekStart' | 'sample'>;
  readonly definitions: readonly MetricDefinition[];
  readonly dimensions: readonly DimensionEntry[];
  readonly rows: readonly SampleRow[];
  /** What plans are made from beside the numbers. */
  readonly records: readonly SampleRecord[];
  readonly settings: readonly Pick<PlanningSetting, 'key' | 'value'>[];
  /** Those of the numbers, then those of the lists. */
  readonly files: readonly SampleFile[];
  readonly calendar: readonly BusinessDay[];
  /** Holidays after the data’s end on which both cafés stay shut: known ahead, as a company would have said it. */
  readonly upcoming: readonly BusinessDay[];
  readonly plantedCauses: readonly PlantedCause[];
  readonly plantedElasticities: readonly PlantedElasticity[];
  readonly plantedResponses: readonly PlantedResponse[];
}

/**
 * Makes the sample company: an invented café with two locations, daily numbers ending at `endDate`, and stories
 * whose causes are known exactly. Pure: the same request gives the same company. A cause whose time is not wholly
 * inside the data is not planted. Throws BugError for a date that is none or fewer than one day.
 */
export function generateSampleCompany(request: SampleRequest): SampleCompany {
  const { endDate, seed = 1, days: count = 731, without = [] } = request;
  const days = listDays(endDate, count);
  const schedule = chooseCauses(endDate, days[0] ?? endDate, without);
  const { promotion, renovation, 'price-rise': priceRise } = schedule;
  const { 'supplier-failure': supplierFailure, 'marketing-month': marketingMonth } = schedule;

  const priceOf = makePriceList(endDate, priceRise);
  const calendar = makeBusinessCalendar(days, { renovation, promotion });
  const weather = simulateWeather(days, seed).map((dayWeather, index) => ({
    ...dayWeather,
    day: days[index] ?? endDate,
  }));
  const weatherByDay = new Map(weather.map((entry) => [entry.day, entry]));
  const weatherOf = (day: IsoDate) => weatherByDay.get(day) ?? { temperature: 60, rain: 0 };
  const orders = simulateOrders({ days, seed, weather, calendar, supplierFailure, marketingMonth });
  const sales = simulateSales(orders, { seed, weatherOf, priceOf, promotion, supplierFailure });
  const costs = simulateCosts(sales, days, seed);
  const shopDays = simulateShopDays(orders, sales, costs, seed);
  const advertising = simulateAdvertising(days, seed, { marketingMonth, promotion });
  const adChannels = simulateAdChannels(advertising, {
    endDate,
    seed,
    isOpen: (day) => LOCATIONS.some((location) => calendar.isOpen(day, location)),
  });
  const prices = days.flatMap((day) =>
    PRODUCTS.map((product) => ({ day, product, priceCents: priceOf(product, day) })),
  );

  const written = writeRecords({ sales, orders, costs, shopDays, advertising, adChannels, prices, weather });
  const lists = writeLists(makeLists(endDate, sales, (product) => priceOf(product, endDate)));

  return {
    profile: {
      slug: 'sample',
      name: 'Fern & Kettle',
      currency: 'USD',
      locale: 'en-US',
      timezone: 'America/New_York',
      weekStart: 'monday',
      sample: true,
    },
    definitions: SAMPLE_METRICS,
    dimensions: SAMPLE_DIMENSIONS,
    rows: written.rows,
    records: lists.records,
    settings: SAMPLE_SETTINGS,
    files: [...written.files, ...lists.files],
    calendar: calendar.entries,
    upcoming: announceClosures(endDate),
    plantedCauses: describeCauses(schedule),
    plantedElasticities: PLANTED_ELASTICITIES,
    plantedResponses: PLANTED_RESPONSES,
  };
}

/** Days ahead that a café knows it will be shut on. */
const ANNOUNCED_DAYS = 92;

function announceClosures(endDate: IsoDate): readonly BusinessDay[] {
  const ahead = Array.from({ length: ANNOUNCED_DAYS }, (_, index) => addDays(endDate, index + 1));
  return makeBusinessCalendar(ahead, {}).entries.filter(({ kind, location }) => kind === 'closed' && !location);
}

function listDays(endDate: IsoDate, count: number): readonly IsoDate[] {
  if (!Number.isInteger(count) || count < 1)
    throw new BugError(`a sample company of ${count} days`, {
      code: 'sample-bad-length',
      advice: 'Ask for one day of data or more.',
    });
  if (!isCivilDate(endDate))
    throw new BugError(`not a civil date: ${endDate}`, {
      code: 'sample-bad-date',
      advice: 'Give the end of the sample company as year, month and day, like 2026-06-30.',
    });
  return Array.from({ length: count }, (_, index) => addDays(endDate, index + 1 - count));
}

function chooseCauses(
  endDate: IsoDate,
  startDate: IsoDate,
  without: readonly CauseId[],
): Partial<Readonly<Record<CauseId, Period>>> {
  const schedule = scheduleCauses(endDate);
  const chosen = CAUSE_IDS.filter((id) => !without.includes(id) && schedule[id].start >= startDate);
  return Object.fromEntries(chosen.map((id) => [id, schedule[id]]));
}
