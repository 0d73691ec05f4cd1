import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SkillContext } from '../../skills/context.ts';
import { createSkillContext } from '../../skills/create-context.ts';
import { forecastMetric } from '../../skills/forecast-metric/run.ts';
import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Company } from '../../src/contracts/company.ts';
import type { UserId } from '../../src/contracts/ids.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { importDataset } from '../../src/datasets/import-dataset.ts';
import { openReading } from '../../src/datasets/open-reading.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { packUpload, saveUpload } from '../../src/db/queries/uploads.ts';
import { createEnginePool, type EnginePool } from '../../src/engines/pool.ts';
import { createGrounder } from '../../src/facts/ground.ts';
import { createMetricCache } from '../../src/metrics/metric-cache.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';

/** The newest day of the file, a Sunday; today is the Monday after. */
const LAST = '2026-11-22';
const DAYS = 200;

/** Sales by weekday, Monday first; the shop is shut on Sundays. What is to come is known: the same week again. */
const WEEK = [400, 420, 450, 480, 700, 900];
const SHARE = { 'Cake 7': 0.5, Coffee: 0.3, Tea: 0.2 };

const cache = createMetricCache();
let database: TestDatabase;
let engines: EnginePool;
let company: Company;

/** Noise without chance: ±5%, repeating every eleven days. */
const wobble = (day: number) => 1 + 0.05 * Math.sin(day * 2.4) * Math.cos(day * 0.57);

function writeFile(): Buffer {
  const lines = ['date,product,revenue'];
  for (let day = DAYS - 1; day >= 0; day -= 1) {
    const date = addDays(LAST, -day);
    const base = WEEK[weekdayOf(date)];
    if (base === undefined) continue;
    for (const [product, share] of Object.entries(SHARE))
      lines.push(`${date},${product},${(base * share * wobble(day)).toFixed(2)}`);
  }
  return Buffer.from(lines.join('\n'));
}

beforeAll(async () => {
  database = await openTestDatabase();
  engines = createEnginePool({ threads: 1 });
  company = await createTestCompany(database);
  const content = writeFile();
  const upload = await packUpload({ fileName: 'sales.csv', mediaType: 'text/csv', content });
  const reading = await openReading(content, {
    fileName: 'sales.csv',
    weekStart: 'monday',
    timezone: 'UTC',
    answers: {},
  });
  if (reading.outcome.kind === 'question') throw new Error('the file was not understood');
  const data: SkillContext['data'] = (work) => database.inTenant(company.id, work);
  await data((tx) => saveUpload(tx, upload));
  await importDataset({ data, company, upload, understanding: reading.outcome, reading });
  await reading.close();
});
afterAll(async () => {
  await engines?.close();
  await database?.close();
});

async function ask(input: Record<string, unknown>, now = '2026-11-23T09:00:00Z') {
  const context = createSkillContext({
    asked: { channel: 'web', workspace: 'test', conversation: 'c', thread: 'c', user: 'local', audience: 'private' },
    company,
    // A fresh random UUID is a UserId by definition.
    person: { id: randomUUID() as UserId, displayName: 'Ada', role: 'viewer' },
    catalogue: await database.inTenant(company.id, (tx) => readCatalogue(tx, company)),
    attachments: [],
    previous: null,
    engines,
    signal: new AbortController().signal,
    data: (work) => database.inTenant(company.id, work),
    progress: () => {},
    now: new Date(now),
    cache,
  });
  const result = await forecastMetric.run(context, forecastMetric.input.parse(input));
  return { result, ...fillIn(result) };
}

/** Grounds every text there is: throws where a digit is no fact. */
function fillIn(result: SkillResult) {
  const grounder = createGrounder(result.facts, { locale: 'en-US', currency: 'USD', today: '2026-11-23' });
  // Date ranges are written with thin spaces.
  const text = (template: string) => grounder.text(template).replaceAll(/\s/gu, ' ');
  for (const { label } of result.followUps) text(label);
  return {
    sections: result.sections.map(({ kind, template }) => ({ kind, text: text(template) })),
    titles: result.charts.map(({ title, subtitle, alt }) => [text(title), text(subtitle ?? ''), text(alt)]),
    rows: result.tables.flatMap((table) => table.rows.map((row) => row.map(text).join(' | '))),
    heads: result.tables.flatMap((table) => [table.title, ...table.columns.map(({ label }) => label)].map(text)),
  };
}

const nextWeek = { start: '2026-11-23', end: '2026-11-29' };

describe('a forecast from real rows', () => {
  test('says what to expect of the week, within its range', async () => {
    const { result, sections, titles, rows } = await ask({ metric: 'revenue', horizonDays: 6, period: nextWeek });
    expect(sections[0]?.kind).toBe('answer');
    expect(sections[0]?.text).toMatch(
      /^Revenue should come to about \$3,3\d\d for Nov 23 . 29, most likely between \$3,[23]\d\d and \$3,[34]\d\d\.$/,
    );
    expect(sections.map(({ text }) => text).join(' ')).toMatch(
      /strongest day should be Sat, Nov 28 with about \$9\d\d|strongest day should be Sat, Nov 28 with about \$8\d\d/,
    );
    expect(sections.map(({ text }) => text).join(' ')).toMatch(/tries on your own past/);
    expect(titles[0]?.[0]).toMatch(/^Revenue should come to about \$3,3\d\d$/);
    expect(rows).toHaveLength(7);
    expect(rows[6]).toBe('Sun, Nov 29 | closed | – | –');
    expect(result.charts[0]).toMatchObject({ kind: 'forecast-band', grain: 'day' });
    expect(result.followUps.map(({ kind }) => kind)).toContain('show-working');
  });

  test('carries its working: rows, closed days, model and backtest', async () => {
    const { result } = await ask({ metric: 'revenue', horizonDays: 6, period: nextWeek });
    const { working } = result;
    expect(working?.sources[0]?.fileName).toBe('sales.csv');
    // 200 days back from a Sunday hold 28 or 29 Sundays; the series ends on the Saturday.
    expect(working?.leftOut.join()).toMatch(/2[78] closed days/);
    expect(working?.model?.backtest?.models.length).toBeGreaterThanOrEqual(4);
    expect(working?.model?.backtest?.origins).toBeGreaterThan(20);
  });

  test('is kept, so that it can be held against what comes', async () => {
    await ask({ metric: 'revenue', horizonDays: 6, period: nextWeek });
    const kept = await database.inTenant(company.id, (tx) => tx.selectFrom('forecasts').selectAll().execute());
    expect(kept[0]).toMatchObject({ metric: 'revenue', grain: 'day', horizon: 8 });
    expect(kept[0]?.points).toHaveLength(8);
  });

  test.each([
    [2500, /^Reaching \$2,500 looks very likely: Revenue should come to about/],
    [5000, /^Reaching \$5,000 looks very unlikely: Revenue should come to about/],
  ])('judges a target of %i in words', async (target, answer) => {
    const { sections, titles } = await ask({ metric: 'revenue', horizonDays: 6, period: nextWeek, target });
    expect(sections[0]?.text).toMatch(answer);
    expect(titles[0]?.[0]).toMatch(/^Reaching/);
  });

  test('adds what is in already when the period has begun', async () => {
    const { sections } = await ask({
      metric: 'revenue',
      horizonDays: 7,
      period: { start: '2026-11-01', end: '2026-11-30' },
    });
    // November has 25 open days: 4 Mondays … 4 Saturdays, and Monday the 30th. The true total is 13,800 and no noise.
    const [, about = ''] = /about \$([\d,]+)/.exec(sections[0]?.text ?? '') ?? [];
    expect(Math.abs(Number(about.replace(',', '')) - (4 * 3350 + 400))).toBeLessThan(400);
    expect(sections.map(({ text }) => text).join(' ')).toMatch(/Of this, \$10,\d\d\d is already in\./);
  });

  test('forecasts each member of a dimension, the strongest first', async () => {
    const catalogue = await database.inTenant(company.id, (tx) => readCatalogue(tx, company));
    const by = catalogue.dimensions.find(({ label }) => label === 'Product')?.key;
    const { sections, rows, result } = await ask({
      metric: 'revenue',
      horizonDays: 6,
      period: nextWeek,
      by,
    });
    expect(sections[0]?.text).toMatch(
      /^Cake 7 should lead revenue for Nov 23 . 29: expect it to come to about \$1,6\d\d/,
    );
    expect(rows.map((row) => row.split(' | ')[0])).toEqual(['Cake 7', 'Coffee', 'Tea', 'Together']);
    expect(result.charts[0]).toMatchObject({ kind: 'bars' });
  });

  test('says why there is none: over, too far, too little', async () => {
    const over = await ask({ metric: 'revenue', horizonDays: 1, period: { start: '2026-10-05', end: '2026-10-11' } });
    expect(over.sections[0]?.text).toMatch(/already covers Oct 5 . 11/);
    const far = await ask({ metric: 'revenue', horizonDays: 800 });
    expect(far.sections[0]?.text).toMatch(/further ahead than I can honestly see/);
    expect(far.result.charts).toEqual([]);
  });

  // That it says so is the coach's part: agents/coach/nodes/notes.ts.
  test('counts from the end of the data when that is long ago', async () => {
    const { sections } = await ask({ metric: 'revenue', horizonDays: 7 }, '2027-03-01T09:00:00Z');
    expect(sections[0]?.text).toMatch(/for Nov 2\d . \d+/);
  });
});
