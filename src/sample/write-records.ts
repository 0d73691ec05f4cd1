import type { IsoDate } from '../contracts/period.ts';
import type { Product } from './menu.ts';
import { formatCents, type SampleFile, type Sheet, startSheet } from './sheet.ts';
import type { AdChannelDay } from './simulate-ad-channels.ts';
import type { ProductCost } from './simulate-costs.ts';
import type { DayOrders } from './simulate-orders.ts';
import type { Sale } from './simulate-sales.ts';
import type { Advertising, ShopDay } from './simulate-shop-days.ts';
import type { DayWeather } from './weather.ts';

/** One value of one metric, with the file row it stands in. */
export interface SampleRow {
  readonly metric: string;
  /** Dimension key → member; rows of the same cut share one object. */
  readonly dims: Readonly<Record<string, string>>;
  readonly day: IsoDate;
  /** Dollars with whole cents, whole counts, °F or inches. */
  readonly value: number;
  readonly file: string;
  /** As a spreadsheet shows it: the header is row 1. */
  readonly row: number;
}

export interface SimulatedRecords {
  readonly sales: readonly Sale[];
  readonly orders: readonly DayOrders[];
  readonly costs: readonly ProductCost[];
  readonly shopDays: readonly ShopDay[];
  readonly advertising: readonly Advertising[];
  readonly adChannels: readonly AdChannelDay[];
  readonly prices: readonly { readonly day: IsoDate; readonly product: Product; readonly priceCents: number }[];
  readonly weather: readonly (DayWeather & { readonly day: IsoDate })[];
}

/** Writes everything twice, alike: as CSV files and as metric rows that name their file and row. */
export function writeRecords(records: SimulatedRecords): { files: readonly SampleFile[]; rows: readonly SampleRow[] } {
  const rows: SampleRow[] = [];
  const shareDims = createDims();

  /** Writes one line a record and one metric row for each of `values`. */
  function write<Entry extends { readonly day: IsoDate }>(
    sheet: Sheet,
    entries: readonly Entry[],
    table: Table<Entry>,
  ): SampleFile {
    for (const entry of entries) {
      const dims = shareDims(table.dims(entry));
      const row = sheet.addRow([entry.day, ...Object.values(dims), ...table.cells(entry)]);
      for (const [metric, value] of table.values(entry))
        rows.push({ metric, dims, day: entry.day, value, file: sheet.fileName, row });
    }
    return sheet.toFile();
  }

  const files = [
    write(
      startSheet('sales.csv', ['date', 'location', 'channel', 'product', 'quantity', 'price', 'discount', 'revenue']),
      records.sales,
      {
        dims: ({ location, channel, product }) => ({ location, channel, product }),
        cells: (sale) => [
          sale.quantity,
          formatCents(sale.priceCents),
          formatCents(sale.discountCents),
          formatCents(sale.revenueCents),
        ],
        values: (sale) => [
          ['revenue', sale.revenueCents / 100],
          ['quantity', sale.quantity],
        ],
      },
    ),
    write(startSheet('orders.csv', ['date', 'location', 'channel', 'orders']), records.orders, {
      dims: ({ location, channel }) => ({ location, channel }),
      cells: ({ orders }) => [orders],
      values: ({ orders }) => [['orders', orders]],
    }),
    write(startSheet('food-costs.csv', ['date', 'location', 'product', 'food_cost']), records.costs, {
      dims: ({ location, product }) => ({ location, product }),
      cells: ({ foodCostCents }) => [formatCents(foodCostCents)],
      values: ({ foodCostCents }) => [['food_cost', foodCostCents / 100]],
    }),
    write(
      startSheet('days.csv', ['date', 'location', 'customers', 'labor_cost', 'waste', 'discounts']),
      records.shopDays,
      {
        dims: ({ location }) => ({ location }),
        cells: (day) => [
          day.customers,
          formatCents(day.laborCents),
          formatCents(day.wasteCents),
          formatCents(day.discountCents),
        ],
        values: (day) => [
          ['customers', day.customers],
          ['labor_cost', day.laborCents / 100],
          ['waste', day.wasteCents / 100],
          ['discounts', day.discountCents / 100],
        ],
      },
    ),
    write(startSheet('marketing.csv', ['date', 'location', 'marketing_spend']), records.advertising, {
      dims: ({ location }) => ({ location }),
      cells: ({ spendCents }) => [formatCents(spendCents)],
      values: ({ spendCents }) => [['marketing_spend', spendCents / 100]],
    }),
    write(
      startSheet('marketing-channels.csv', ['date', 'ad_channel', 'marketing_spend', 'vouchers']),
      records.adChannels,
      {
        dims: ({ adChannel }) => ({ ad_channel: adChannel }),
        cells: ({ spendCents, vouchers }) => [formatCents(spendCents), vouchers ?? ''],
        values: ({ spendCents, vouchers }) => [
          ['marketing_spend', spendCents / 100],
          ...(vouchers === null ? [] : [['vouchers', vouchers] as const]),
        ],
      },
    ),
    write(startSheet('prices.csv', ['date', 'product', 'price']), records.prices, {
      dims: ({ product }) => ({ product }),
      cells: ({ priceCents }) => [formatCents(priceCents)],
      values: ({ priceCents }) => [['price', priceCents / 100]],
    }),
    write(startSheet('weather.csv', ['date', 'temperature', 'rain']), records.weather, {
      dims: () => ({}),
      cells: ({ temperature, rain }) => [temperature, rain],
      values: ({ temperature, rain }) => [
        ['temperature', temperature],
        ['rain', rain],
      ],
    }),
  ];
  return { files, rows };
}

interface Table<Entry> {
  dims(entry: Entry): Readonly<Record<string, string>>;
  cells(entry: Entry): readonly (string | number)[];
  values(entry: Entry): readonly (readonly [metric: string, value: number])[];
}

/** Tens of thousands of rows have a few dozen cuts: keeps one object of each. */
function createDims(): (dims: Readonly<Record<string, string>>) => Readonly<Record<string, string>> {
  const known = new Map<string, Readonly<Record<string, string>>>();
  return (dims) => {
    const key = JSON.stringify(dims);
    const same = known.get(key);
    if (same) return same;
    known.set(key, dims);
    return dims;
  };
}
