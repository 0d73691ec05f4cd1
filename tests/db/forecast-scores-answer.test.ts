import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forecastAccuracy } from '../../skills/forecast-accuracy/run.ts';
import { writeDigest } from '../../skills/write-digest/run.ts';
import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Company } from '../../src/contracts/company.ts';
import { createEnginePool } from '../../src/engines/pool.ts';
import { bring, createAsking, keep, MONDAY, openShop, salesFile, stepOf, usual } from './forecast-scores-support.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

async function ask(company: Company, input: Record<string, unknown> = {}, now = '2026-12-01T09:00:00Z') {
  const { context, fillIn } = await createAsking(database, company, now);
  return fillIn(await forecastAccuracy.run(context, forecastAccuracy.input.parse(input)));
}

/** Four weeks that came out 5 below what was forecast, but for one Saturday on which next to nothing was sold. */
const OUTAGE = '2026-11-14';
const november = salesFile(MONDAY, 28, (t) => (t === OUTAGE ? 20 : usual(t)));

/** A shop with a forecast on each evening for the next day, and one a week for the next fortnight. */
async function openForecastShop(): Promise<Company> {
  const company = await openShop(database);
  const value = (t: string) => usual(t) + 5;
  for (let at = 0; at < 28; at += 1) {
    const t = addDays(MONDAY, at);
    await keep(database, company, { madeOn: addDays(t, -1), points: [stepOf(t, value(t))] });
  }
  for (const from of [MONDAY, addDays(MONDAY, 7), addDays(MONDAY, 14)]) {
    const points = Array.from({ length: 14 }, (_, at) => stepOf(addDays(from, at), value(addDays(from, at)) + 10));
    await keep(database, company, { madeOn: addDays(from, -7), points });
  }
  await bring(database, company, 'november.csv', november);
  return company;
}

describe('how good were your forecasts?', () => {
  test('how far off against repeating last week, how often in range, which way, and the worst with its reason at hand', async () => {
    const company = await openForecastShop();
    const { said, charts, tables, buttons, calls, result } = await ask(company, { metric: 'revenue' });
    // 24 open days; the misses are 23 × 5 + 135 of 23 days' usual takings and 20: 250 of 2,870, which is 8.7%.
    expect(said[0]).toBe(
      'By now 24 days that I had forecast for revenue are known (Nov 2-28). On average I was off by 8.7%; repeating the same day of the week before would have been off by 9.1%.',
    );
    expect(said).toContain(
      '23 of 24 days came out inside the range I gave, which is meant to hold eight times in ten: that is about as often as it should.',
    );
    expect(said).toContain('My worst miss was on Sat, Nov 14: I expected $155 and it came to $20.');
    expect(said.join(' ')).toMatch(/On the 24 days that I had forecast both the day before and a week or more before/);
    expect(charts).toMatchObject([
      ['backtest', 'Revenue: off by 8.7%, the simple guess by 9.1%', expect.anything(), said[0]],
    ]);
    expect(result.charts[0]).toMatchObject({ kind: 'backtest', grain: 'day', label: 'Revenue' });
    expect(tables[0]?.rows.slice(0, 2)).toEqual([
      'Day | Expected | Low | High | Came | In range',
      'Sat, Nov 28 | $155 | $145 | $165 | $150 | yes',
    ]);
    expect(tables[0]?.rows).toContain('Sat, Nov 14 | $155 | $145 | $165 | $20 | below');
    expect(buttons).toEqual(['What happened on Sat, Nov 14?', 'How does it do on the past?', 'How did you get this?']);
    expect(calls[0]).toEqual({
      skill: 'explain-change',
      input: { metric: 'revenue', filter: {}, period: { start: OUTAGE, end: OUTAGE } },
    });
    expect(calls[1]?.input).toMatchObject({ metric: 'revenue', show: 'backtest' });
  });

  test('the chart has what came, with the closed days as holes, and each day once', async () => {
    const company = await openForecastShop();
    const { result } = await ask(company);
    const [chart] = result.charts;
    if (chart?.kind !== 'backtest') throw new Error('no backtest chart');
    expect(chart.actual.map(({ t, y }) => [t, y])).toEqual(
      Array.from({ length: 27 }, (_, at) => addDays(MONDAY, at)).map((t) => [
        t,
        weekdayOf(t) === 6 ? null : t === OUTAGE ? 20 : usual(t),
      ]),
    );
    const drawn = chart.forecasts.flatMap(({ points }) => points.map(({ t }) => t));
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(chart.forecasts[0]).toEqual({
      madeOn: '2026-11-01',
      points: [{ t: MONDAY, y: 105, low80: 95, high80: 115 }],
    });
  });

  test('without a number named: the main one first, the others in a table', async () => {
    const company = await openForecastShop();
    const orders = (t: string) => weekdayOf(t) + 20;
    await keep(database, company, { metric: 'orders', value: orders });
    await bring(database, company, 'orders.csv', salesFile('2026-08-03', 119, orders).replace('revenue', 'orders'));
    const { said, tables } = await ask(company);
    expect(said[0]).toMatch(/^By now 24 days that I had forecast for revenue are known/);
    expect(said).toContain('The table has 1 other number of yours that I had forecast too.');
    expect(tables[0]?.rows).toEqual([
      'Number | Known by now | Average miss | Simple guess | In range',
      expect.stringMatching(/^Revenue \| 24 days \| [\d.]+% \| [\d.]+% \| 96%$/),
      'Orders | 12 days | 0% | 0% | 100%',
    ]);
  });

  test('a week asked about is that week; too few days are called that', async () => {
    const company = await openForecastShop();
    const { said } = await ask(company, { metric: 'revenue', period: { start: '2026-11-23', end: '2026-11-24' } });
    expect(said).toEqual([
      'By now 2 days that I had forecast for revenue are known (Nov 23-24). On average I was off by 5%; repeating the same day of the week before would have been no worse (0%).',
      'That is too few days to judge by: take it as a first impression.',
      '2 of 2 days came out inside the range I gave, which is meant to hold eight times in ten.',
      'My worst miss was on Mon, Nov 23: I expected $105 and it came to $100.',
    ]);
  });

  test('numbers that came a moment ago are in the answer', async () => {
    const company = await openForecastShop();
    await ask(company);
    await bring(database, company, 'corrected.csv', salesFile(OUTAGE, 1, usual));
    const { said } = await ask(company);
    expect(said.join(' ')).toMatch(/24 of 24 days came out inside/);
    expect(said.join(' ')).toMatch(/On the whole I was too high, by 4%/);
  });

  test('forecasts under assumptions are not counted, and that is said', async () => {
    const company = await openForecastShop();
    await keep(database, company, { value: () => 9_999, assumptions: [{ what: 'without', label: 'promo' }] });
    const { said } = await ask(company, { metric: 'revenue' });
    expect(said[0]).toMatch(/off by 8.7%/);
    expect(said.at(-1)).toMatch(/^Not counted: 1 forecast that took things for granted/);
  });
});

describe('when there is nothing to check', () => {
  test('says from when on it can, and offers to try the method on the past', async () => {
    const company = await openShop(database);
    await keep(database, company, { madeOn: MONDAY });
    const { said, buttons } = await ask(company, { metric: 'revenue' }, '2026-11-02T09:00:00Z');
    expect(said).toEqual([
      'None of my forecasts of revenue can be checked yet: what they are about is still ahead. I can check the first one when the numbers for Tue, Nov 3 are in your data. What I can show you now is how the method would have done on your own past.',
    ]);
    expect(buttons).toEqual(['How does it do on the past?']);
  });

  test('no forecast at all, or only under assumptions, or not of that time', async () => {
    const company = await openShop(database);
    const first = async (input: Record<string, unknown>) => (await ask(company, input)).said[0];
    expect(await first({})).toMatch(/^I have not forecast your numbers yet, so there is nothing to check\./);
    await keep(database, company, { assumptions: [{ what: 'without', label: 'promo' }] });
    expect(await first({ metric: 'revenue' })).toMatch(/^I have forecast revenue only with things taken for granted\./);
    await keep(database, company);
    await bring(database, company, 'november.csv', november);
    const { said, buttons } = await ask(company, { period: { start: '2026-09-01', end: '2026-09-30' } });
    expect(said[0]).toMatch(
      /^I had no forecast of your numbers for September 2026 that I could hold against your data\./,
    );
    expect(buttons).toEqual(['How good were they in all?', 'How does it do on the past?']);
  });

  test('a company without data is asked for a file; an unknown number is called that', async () => {
    const company = await createTestCompany(database);
    expect((await ask(company)).buttons).toEqual(['Add a file']);
    await expect(ask(company, { metric: 'moonlight' })).rejects.toMatchObject({ code: 'unknown-metric' });
  });

  test('another company’s forecasts are never in the answer', async () => {
    await openForecastShop();
    const other = await openShop(database);
    await bring(database, other, 'november.csv', november);
    expect((await ask(other)).said[0]).toMatch(/^I have not forecast/);
  });
});

describe('the weekly digest', () => {
  test('says what its week had been forecast to come to, and whether it did', async () => {
    const company = await openShop(database);
    const points = Array.from({ length: 8 }, (_, at) => stepOf(addDays('2026-11-01', at), 120));
    const windows = [{ from: 2, to: 8, mean: 712, low80: 655, high80: 768 }];
    await keep(database, company, { madeOn: MONDAY, points, windows });
    await bring(database, company, 'week.csv', salesFile(MONDAY, 6, usual));
    const engines = createEnginePool({ threads: 1 });
    try {
      const { context, fillIn } = await createAsking(database, company, '2026-11-09T09:00:00Z', engines);
      const input = { action: 'preview', period: { start: MONDAY, end: '2026-11-08' } };
      const { said } = fillIn(await writeDigest.run(context, writeDigest.input.parse(input)));
      expect(said.join(' ')).toContain(
        'I had forecast about $710, and it came out inside the range I gave ($660 to $770).',
      );
    } finally {
      await engines.close();
    }
  });
});
