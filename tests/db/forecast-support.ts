import { randomUUID } from 'node:crypto';
import type { SkillContext } from '../../skills/context.ts';
import { createSkillContext } from '../../skills/create-context.ts';
import { forecastMetric } from '../../skills/forecast-metric/run.ts';
import { addDays, dayNumber, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Company } from '../../src/contracts/company.ts';
import type { UserId } from '../../src/contracts/ids.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import type { DayOfDataset } from '../../src/db/queries/import-days.ts';
import type { EngineRunner } from '../../src/engines/engine-runner.ts';
import { createEnginePool } from '../../src/engines/pool.ts';
import { createGrounder } from '../../src/facts/ground.ts';
import { createMetricCache } from '../../src/metrics/metric-cache.ts';
import { createTestCompany, openTestDatabase } from './harness.ts';
import { define, metricOf, type Row, writeFile } from './metrics-support.ts';

/** A Sunday; the shop is shut on Sundays. Today is the Monday after. */
export const LAST = '2026-11-21';
export const TODAY = '2026-11-23';
const FIRST = '2024-10-28';

/** Monday to Saturday. */
const WEEK = [400, 420, 450, 480, 700, 900];
/** Sells this much more on its days. */
export const PROMO = 0.4;
/** A price one above 4 sells this much less. */
export const PER_PRICE = -0.08;

/** Six weeks of the promo in the past, and one to come. */
const PROMO_WEEKS = ['2025-02-03', '2025-05-05', '2025-08-04', '2025-11-03', '2026-03-02', '2026-07-06', '2026-12-07'];
const promo = new Set(PROMO_WEEKS.flatMap((monday) => Array.from({ length: 6 }, (_, day) => addDays(monday, day))));
/** Once only: nobody can tell what it does. */
export const FESTIVAL = '2026-06-13';
const CHRISTMAS = ['2024-12-25', '2025-12-25'];

const PRODUCTS = ['Cake', 'Coffee', 'Tea', ...'ABCDEFGHIJKL'.split('').map((letter) => `Kind ${letter}`)];
const shareOf = (at: number) => (at < 3 ? [0.4, 0.25, 0.15][at] : 0.2 / 12) ?? 0;

/** Noise without chance. */
const wobble = (day: number) => 1 + 0.05 * Math.sin(day * 2.4) * Math.cos(day * 0.57);
const isOpen = (t: string) => weekdayOf(t) !== 6 && !CHRISTMAS.includes(t);
const priceOn = (t: string) => [4, 4.5, 5, 4.2, 4.8][Math.floor(dayNumber(t) / 35) % 5] ?? 4;
const sales = (t: string) =>
  (WEEK[weekdayOf(t)] ?? 0) *
  (promo.has(t) ? 1 + PROMO : 1) *
  (1 + PER_PRICE * (priceOn(t) - 4)) *
  (t.endsWith('-07-04') ? 0.5 : 1) *
  wobble(dayNumber(t));

const days = Array.from({ length: dayNumber(LAST) - dayNumber(FIRST) + 1 }, (_, at) => addDays(FIRST, at));
const open = days.filter(isOpen);
const perDay = (value: (t: string) => number): Row[] =>
  open.map((t, at) => ({ dims: {}, t, value: value(t), row: at + 2 }));

const calendar: readonly DayOfDataset[] = [
  ...[...promo].map((day) => ({ day, location: '', kind: 'event' as const, label: 'Promo week' })),
  { day: FESTIVAL, location: '', kind: 'event', label: 'Street festival' },
  ...CHRISTMAS.map((day) => ({ day, location: '', kind: 'closed' as const, label: 'Christmas' })),
  { day: '2026-12-31', location: '', kind: 'closed', label: 'Stocktaking' },
];

export interface ForecastShop {
  readonly engines: EngineRunner;
  ask(input: Record<string, unknown>, change?: Partial<SkillContext>): Promise<Answer>;
  kept(): Promise<readonly { readonly metric: string; readonly grain: string; readonly assumptions: unknown }[]>;
  close(): Promise<void>;
}

export type Answer = Awaited<ReturnType<typeof ask>>;

/** Two years of a shop in the United States with a promo, a price that moves, holidays and closed days. */
export async function openForecastShop(): Promise<ForecastShop> {
  const database = await openTestDatabase();
  const engines = createEnginePool({ threads: 1, deadlineMs: 60_000 });
  const company = await createTestCompany(database, { timezone: 'America/New_York' });
  await define(database, company, [
    metricOf('revenue', { unit: 'currency' }),
    metricOf('price', { unit: 'currency', aggregation: { kind: 'mean' }, role: 'context' }),
    metricOf('rating', { unit: 'other', aggregation: { kind: 'mean' } }),
    metricOf('rent', { unit: 'currency', grain: 'month' }),
  ]);
  await writeFile(database, company, {
    fileName: 'sales.csv',
    days: calendar,
    metrics: [
      {
        metric: 'revenue',
        grain: 'day',
        rows: open.flatMap((t, at) =>
          PRODUCTS.map((product, i) => ({
            dims: { product },
            t,
            value: sales(t) * shareOf(i),
            row: at * PRODUCTS.length + i + 2,
          })),
        ),
      },
      { metric: 'price', grain: 'day', rows: perDay(priceOn) },
      { metric: 'rating', grain: 'day', rows: perDay((t) => 4 + 0.1 * Math.sin(dayNumber(t))) },
      {
        metric: 'rent',
        grain: 'month',
        rows: Array.from({ length: 24 }, (_, at) => ({
          dims: {},
          t: `${2024 + Math.floor((at + 10) / 12)}-${String(((at + 10) % 12) + 1).padStart(2, '0')}-01`,
          value: 2000 + at,
          row: at + 2,
        })),
      },
    ],
  });
  const data: SkillContext['data'] = (work) => database.inTenant(company.id, work);
  const cache = createMetricCache();
  return {
    engines,
    ask: async (input, change = {}) => {
      const catalogue = await data((tx) => readCatalogue(tx, company));
      return ask({ company, catalogue, data, cache, engines, ...change }, input);
    },
    kept: () =>
      data((tx) =>
        tx.selectFrom('forecasts').select(['metric', 'grain', 'assumptions']).orderBy('created_at').execute(),
      ),
    close: async () => {
      await engines.close();
      await database.close();
    },
  };
}

type Given = Pick<SkillContext, 'catalogue' | 'data' | 'engines'> & {
  readonly company: Company;
  readonly cache: ReturnType<typeof createMetricCache>;
};

async function ask(given: Given & Partial<SkillContext>, input: Record<string, unknown>) {
  const context = createSkillContext({
    asked: { channel: 'web', workspace: 'test', conversation: 'c', thread: 'c', user: 'local', audience: 'private' },
    // A fresh random UUID is a UserId by definition.
    person: { id: randomUUID() as UserId, displayName: 'Ada', role: 'viewer' },
    attachments: [],
    previous: null,
    signal: new AbortController().signal,
    progress: () => {},
    now: new Date(`${TODAY}T15:00:00Z`),
    ...given,
  });
  const result = await forecastMetric.run(context, forecastMetric.input.parse(input));
  return { result, ...fillIn(result) };
}

/** Grounds every text there is: throws where a digit is no fact. */
function fillIn(result: SkillResult) {
  const grounder = createGrounder(result.facts, { locale: 'en-US', currency: 'USD', today: TODAY });
  // Date ranges are written with thin spaces; dashes read alike here.
  const text = (template: string) => grounder.text(template).replaceAll(/\s/gu, ' ').replaceAll('–', '-');
  const sections = result.sections.map(({ kind, template }) => ({ kind, text: text(template) }));
  return {
    sections,
    said: sections.map((section) => section.text).join('\n'),
    charts: result.charts.map(({ title, subtitle, alt }) => [text(title), text(subtitle ?? ''), text(alt)]),
    scenarios: result.charts
      .flatMap((chart) => (chart.kind === 'scenarios' ? chart.scenarios : []))
      .map(({ label, note }) => [text(label), text(note ?? '')]),
    tables: result.tables.map(({ title, columns, rows }) => ({
      title: text(title),
      columns: columns.map(({ label }) => text(label)),
      rows: rows.map((row) => row.map(text).join(' | ')),
    })),
    buttons: result.followUps.map(({ label }) => text(label)),
    choices: (result.question?.choices ?? []).map(({ label }) => text(label)),
  };
}
