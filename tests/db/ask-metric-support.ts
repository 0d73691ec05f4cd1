import { randomUUID } from 'node:crypto';
import { askMetric } from '../../skills/ask-metric/run.ts';
import { createSkillContext } from '../../skills/create-context.ts';
import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Company } from '../../src/contracts/company.ts';
import type { UserId } from '../../src/contracts/ids.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { createGrounder } from '../../src/facts/ground.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';
import { define, metricOf, type Row, writeFile } from './metrics-support.ts';

/** A Sunday; the shop is shut on Sundays, so the last row is Saturday's. */
const TODAY = '2026-11-22';
export const FIRST = '2026-08-03';

/** Plain numbers: Cake 60 a day and Tea 40, twice that on Saturdays; from November on Cake sells 90. */
const days = Array.from({ length: 111 }, (_, at) => addDays(FIRST, at)).filter((t) => t < TODAY && weekdayOf(t) !== 6);
export const CLOSED = '2026-10-14';
export const LOST = '2026-10-20';
const open = days.filter((t) => t !== CLOSED && t !== LOST);
const weight = (t: string) => (weekdayOf(t) === 5 ? 2 : 1);
export const revenue = open.flatMap((t, at): Row[] => [
  { dims: { product: 'Cake' }, t, value: (t >= '2026-11-01' ? 90 : 60) * weight(t), row: 2 * at + 2 },
  { dims: { product: 'Tea' }, t, value: 40 * weight(t), row: 2 * at + 3 },
]);
const whole = (value: (t: string) => number): Row[] =>
  open.map((t, at) => ({ dims: {}, t, value: value(t), row: at + 2 }));

/** The shop in a database of its own. */
export async function openShop() {
  const database = await openTestDatabase();
  const company = await createTestCompany(database);
  const ratio = (numerator: string, denominator: string) =>
    ({
      kind: 'ratio',
      numerator: [{ metric: numerator, weight: 1 }],
      denominator: [{ metric: denominator, weight: 1 }],
    }) as const;
  await define(database, company, [
    metricOf('revenue', { unit: 'currency' }),
    metricOf('orders'),
    metricOf('returns', { unit: 'currency' }),
    metricOf('profit', { unit: 'currency', nonNegative: false }),
    metricOf('return_rate', { label: 'Return rate', unit: 'percent', aggregation: ratio('returns', 'revenue') }),
    metricOf('temperature', { unit: 'other', aggregation: { kind: 'mean' }, nonNegative: false, role: 'context' }),
    metricOf('rent', { unit: 'currency', grain: 'month' }),
    metricOf('fair', { label: 'Fair takings', unit: 'currency' }),
  ]);
  await writeFile(database, company, {
    fileName: 'sales.csv',
    days: [{ day: CLOSED, location: '', kind: 'closed', label: 'Burst pipe' }],
    metrics: [
      { metric: 'revenue', grain: 'day', rows: revenue },
      { metric: 'orders', grain: 'day', rows: whole((t) => 10 * weight(t)) },
      {
        metric: 'returns',
        grain: 'day',
        rows: revenue.map((one) => ({ ...one, value: one.dims.product === 'Tea' ? 0 : one.t < '2026-11-01' ? 5 : 9 })),
      },
      { metric: 'profit', grain: 'day', rows: whole((t) => (t < '2026-10-01' ? -10 : 10)) },
      { metric: 'temperature', grain: 'day', rows: whole((t) => (t < '2026-11-01' ? 11.5 : -2)) },
      { metric: 'fair', grain: 'day', rows: [{ dims: {}, t: '2026-09-12', value: 512.5, row: 2 }] },
      {
        metric: 'rent',
        grain: 'month',
        rows: ['2026-08-01', '2026-09-01', '2026-10-01'].map((t, at) => ({
          dims: {},
          t,
          value: 1000 + at,
          row: at + 2,
        })),
      },
    ],
  });
  return { database, ask: (input: Record<string, unknown>) => ask(database, company, input) };
}

async function ask(database: TestDatabase, company: Company, input: Record<string, unknown>) {
  const context = createSkillContext({
    asked: { channel: 'web', workspace: 'test', conversation: 'c', thread: 'c', user: 'local', audience: 'private' },
    company,
    // A fresh random UUID is a UserId by definition.
    person: { id: randomUUID() as UserId, displayName: 'Ada', role: 'viewer' },
    catalogue: await database.inTenant(company.id, (tx) => readCatalogue(tx, company)),
    attachments: [],
    previous: null,
    engines: { run: () => Promise.reject(new Error('no engine is needed to look a number up')) },
    signal: new AbortController().signal,
    data: (work) => database.inTenant(company.id, work),
    progress: () => {},
    now: new Date(`${TODAY}T09:00:00Z`),
  });
  const result = await askMetric.run(context, askMetric.input.parse(input));
  return { result, ...fillIn(result) };
}

/** Grounds every text there is: throws where a digit is no fact. */
function fillIn(result: SkillResult) {
  const grounder = createGrounder(result.facts, { locale: 'en-US', currency: 'USD', today: TODAY });
  // Date ranges are written with thin spaces; dashes and minus signs read alike here.
  const text = (template: string) => grounder.text(template).replaceAll(/\s/gu, ' ').replaceAll(/[–−]/g, '-');
  return {
    said: result.sections.map(({ template }) => text(template)),
    charts: result.charts.map(({ kind, title, subtitle, alt }) => [kind, text(title), text(subtitle ?? ''), text(alt)]),
    table: result.tables.map(({ title, columns, rows }) => [
      text(title),
      ...[columns.map(({ label }) => label), ...rows].map((cells) => cells.map(text).join(' | ')),
    ])[0],
    buttons: result.followUps.map(({ label }) => text(label)),
  };
}

export const october = { start: '2026-10-01', end: '2026-10-31' };
export const november = { start: '2026-11-01', end: '2026-11-30' };
export const lastWeek = { start: '2026-11-09', end: '2026-11-15' };
