import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../src/calendar/civil-day.ts';
import type { Company } from '../../src/contracts/company.ts';
import { readScores, saveScores } from '../../src/db/queries/forecast-scores.ts';
import { startScoring } from '../../src/forecasts/start-scoring.ts';
import { createJobs } from '../../src/jobs/create-jobs.ts';
import { createMetricCache } from '../../src/metrics/metric-cache.ts';
import {
  bring,
  keep,
  MONDAY,
  openShop,
  readAll,
  salesFile,
  score,
  stepOf,
  takeOut,
  usual,
} from './forecast-scores-support.ts';
import { createTestCompany, openTestDatabase, silentLog, type TestDatabase } from './harness.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

const until = async (company: Company) =>
  (
    await database.asOwner('select scored_until::text as day from forecasts where tenant_id = $1 order by id', [
      company.id,
    ])
  ).map(({ day }) => day);

const days = async (company: Company) => (await readAll(database, company)).map(({ t, actual }) => `${t} ${actual}`);

describe('when the numbers come in', () => {
  test('each known step has what was expected, what came, and what repeating the week before would have said', async () => {
    const company = await openShop(database);
    const forecast = await keep(database, company);
    await score(database, company);
    expect(await readAll(database, company)).toEqual([]);
    await bring(
      database,
      company,
      'week.csv',
      salesFile(MONDAY, 3, (t) => usual(t) + 7),
    );
    await score(database, company);
    const [monday, ...others] = await readAll(database, company);
    expect(monday).toMatchObject({
      forecast_id: forecast,
      t: MONDAY,
      step: 2,
      expected: 105,
      low80: 95,
      high80: 115,
      low95: 85,
      high95: 125,
      actual: 107,
      naive: 100,
    });
    expect(others.map(({ t, actual }) => [t, actual])).toEqual([
      ['2026-11-03', 117],
      ['2026-11-04', 127],
    ]);
    expect(await until(company)).toEqual(['2026-11-04']);
  });

  test('the naive guess knows no more than the forecast did: the second week repeats the week before the forecast', async () => {
    const company = await openShop(database);
    await keep(database, company);
    await bring(
      database,
      company,
      'two-weeks.csv',
      salesFile(MONDAY, 13, () => 500),
    );
    await score(database, company);
    const scores = await readAll(database, company);
    expect(scores).toHaveLength(12);
    expect(scores.map(({ t, naive }) => [t, naive])).toEqual(scores.map(({ t }) => [t, usual(t)]));
  });

  test('scoring again changes nothing, and asks the database two things only', async () => {
    const company = await openShop(database);
    await keep(database, company);
    await bring(database, company, 'week.csv', salesFile(MONDAY, 6, usual));
    await score(database, company);
    const before = await readAll(database, company);
    expect(before).toHaveLength(6);
    expect(await score(database, company)).toBe(2);
    await bring(database, company, 'other.csv', 'date,visitors\n2026-10-01,5\n2026-10-02,6\n');
    await score(database, company);
    expect(await readAll(database, company)).toEqual(before);
  });

  test('two at once are as one', async () => {
    const company = await openShop(database);
    await Promise.all([keep(database, company), keep(database, company, { madeOn: '2026-10-31' })]);
    await bring(database, company, 'week.csv', salesFile(MONDAY, 6, usual));
    await Promise.all([score(database, company), score(database, company), score(database, company)]);
    expect(await readAll(database, company)).toHaveLength(12);
  });
});

describe('days that are no day of trade', () => {
  test('closed days are not scored: by the weekday, by what the file says, or by the forecast', async () => {
    const company = await openShop(database);
    await keep(database, company, {
      points: Array.from({ length: 8 }, (_, at) => addDays('2026-11-01', at)).map((t) => ({
        ...stepOf(t, usual(t)),
        closed: t === '2026-11-01' || t === '2026-11-05',
      })),
    });
    const lines = ['date,closed,revenue'];
    for (const t of ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06', '2026-11-07'])
      lines.push(`${t},${t === '2026-11-03' ? 1 : 0},${t === '2026-11-03' ? 0 : usual(t)}`);
    await bring(database, company, 'week.csv', lines.join('\n'));
    await score(database, company);
    expect(await days(company)).toEqual(['2026-11-02 100', '2026-11-04 120', '2026-11-06 140', '2026-11-07 150']);
    expect(await until(company)).toEqual(['2026-11-07']);
  });

  test('a gap waits, the days behind it do not, and it is scored when it is filled', async () => {
    const company = await openShop(database);
    await keep(database, company);
    await bring(
      database,
      company,
      'holed.csv',
      salesFile(MONDAY, 6, (t) => (t === '2026-11-04' ? null : usual(t))),
    );
    await score(database, company);
    expect(await days(company)).toEqual([
      '2026-11-02 100',
      '2026-11-03 110',
      '2026-11-05 130',
      '2026-11-06 140',
      '2026-11-07 150',
    ]);
    expect(await until(company)).toEqual(['2026-11-03']);
    await bring(
      database,
      company,
      'late.csv',
      salesFile('2026-11-04', 1, () => 99),
    );
    await score(database, company);
    expect(await days(company)).toContain('2026-11-04 99');
    // The Sunday behind them is known to be closed.
    expect(await until(company)).toEqual(['2026-11-08']);
  });
});

describe('when the numbers change', () => {
  test('a corrected value is scored anew; what the forecast said stays', async () => {
    const company = await openShop(database);
    await keep(database, company);
    await bring(database, company, 'week.csv', salesFile(MONDAY, 6, usual));
    await score(database, company);
    await bring(
      database,
      company,
      'corrected.csv',
      salesFile('2026-11-04', 1, () => 60),
    );
    await score(database, company);
    const scores = await readAll(database, company);
    expect(scores).toHaveLength(6);
    expect(scores.find(({ t }) => t === '2026-11-04')).toMatchObject({ actual: 60, expected: 125, naive: 120 });
  });

  test('a file that is taken out takes its scores along, and brings them back when it comes again', async () => {
    const company = await openShop(database);
    await keep(database, company);
    const week = salesFile(MONDAY, 6, usual);
    const dataset = await bring(database, company, 'week.csv', week);
    await score(database, company);
    const before = await days(company);
    expect(before).toHaveLength(6);
    await takeOut(database, company, dataset);
    await score(database, company);
    expect(await days(company)).toEqual([]);
    await bring(database, company, 'week-again.csv', `${week}\n`);
    await score(database, company);
    expect(await days(company)).toEqual(before);
  });

  test('a correction that is taken out gives the first value back', async () => {
    const company = await openShop(database);
    await keep(database, company);
    await bring(database, company, 'week.csv', salesFile(MONDAY, 6, usual));
    const correction = await bring(
      database,
      company,
      'corrected.csv',
      salesFile('2026-11-04', 1, () => 60),
    );
    await score(database, company);
    expect(await days(company)).toContain('2026-11-04 60');
    await takeOut(database, company, correction);
    await score(database, company);
    expect(await days(company)).toContain('2026-11-04 120');
  });

  test('a day that counted as closed and was open after all is scored', async () => {
    const company = await openShop(database);
    await keep(database, company);
    const closed = 'date,closed,revenue\n2026-11-02,0,100\n2026-11-03,1,0\n2026-11-04,0,120\n';
    const dataset = await bring(database, company, 'closed.csv', closed);
    await score(database, company);
    expect(await days(company)).toEqual(['2026-11-02 100', '2026-11-04 120']);
    await takeOut(database, company, dataset);
    await bring(database, company, 'open.csv', salesFile(MONDAY, 3, usual));
    await score(database, company);
    expect(await days(company)).toEqual(['2026-11-02 100', '2026-11-03 110', '2026-11-04 120']);
  });

  test('data that are gone altogether leave no score', async () => {
    const company = await createTestCompany(database);
    await keep(database, company);
    const dataset = await bring(database, company, 'week.csv', salesFile(MONDAY, 6, usual));
    await score(database, company);
    expect(await readAll(database, company)).toHaveLength(6);
    await takeOut(database, company, dataset);
    await score(database, company);
    expect(await readAll(database, company)).toEqual([]);
  });
});

describe('which forecasts count', () => {
  test('one under assumptions is kept and never scored', async () => {
    const company = await openShop(database);
    await keep(database, company, { assumptions: [{ what: 'event', label: 'Promo week' }] });
    await bring(database, company, 'week.csv', salesFile(MONDAY, 6, usual));
    await score(database, company);
    expect(await readAll(database, company)).toEqual([]);
    const [row] = await database.asOwner('select assumptions from forecasts where tenant_id = $1', [company.id]);
    expect(row?.assumptions).toEqual([{ what: 'event', label: 'Promo week' }]);
  });

  test('of a day that was forecast several times the newest counts that was made at least a day before', async () => {
    const company = await openShop(database);
    const early = await keep(database, company, { madeOn: '2026-10-31', value: () => 1 });
    const later = await keep(database, company, { madeOn: '2026-11-04', value: () => 2 });
    await bring(database, company, 'week.csv', salesFile(MONDAY, 6, usual));
    await score(database, company);
    expect(await readAll(database, company)).toHaveLength(12);
    const read = (daysBefore?: number) =>
      database.inTenant(company.id, (tx) => readScores(tx, { metric: 'revenue', daysBefore }));
    expect((await read()).map(({ t, forecast }) => [t, forecast])).toEqual([
      ['2026-11-02', early],
      ['2026-11-03', early],
      // Made on this very day: it says nothing about the day before.
      ['2026-11-04', early],
      ['2026-11-05', later],
      ['2026-11-06', later],
      ['2026-11-07', later],
    ]);
    expect((await read(7)).map(({ t, forecast }) => [t, forecast])).toEqual([['2026-11-07', early]]);
  });

  test('weeks and months are held against whole ones only', async () => {
    const company = await openShop(database);
    const weekOf = (t: string) => ({ ...stepOf(t, 1000), closed: false });
    await keep(database, company, { grain: 'week', points: ['2026-11-02', '2026-11-09'].map(weekOf) });
    await keep(database, company, { grain: 'month', points: [weekOf('2026-11-01')] });
    await bring(database, company, 'days.csv', salesFile(MONDAY, 10, usual));
    await score(database, company);
    // The simple guess is the week before, which adds up to the same.
    expect(await readAll(database, company)).toMatchObject([{ t: '2026-11-02', actual: 750, naive: 750, step: 1 }]);
  });

  test('what is older than 400 days stays as it was scored', async () => {
    const company = await openShop(database);
    await keep(database, company);
    await bring(database, company, 'week.csv', salesFile(MONDAY, 6, usual));
    await score(database, company);
    const before = await days(company);
    await bring(database, company, 'next-year.csv', salesFile('2027-12-20', 6, usual));
    await bring(
      database,
      company,
      'corrected.csv',
      salesFile('2026-11-04', 1, () => 60),
    );
    await score(database, company);
    expect(await days(company)).toEqual(before);
  });

  test('what was kept in another form is passed over', async () => {
    const company = await openShop(database);
    await keep(database, company, { points: [1, 2] });
    await keep(database, company, { points: [{ t: MONDAY, y: 1 }] });
    await keep(database, company, { points: [] });
    await bring(database, company, 'week.csv', salesFile(MONDAY, 6, usual));
    await score(database, company);
    expect(await readAll(database, company)).toEqual([]);
  });
});

describe('the job after an import', () => {
  test('scores the company it is sent for', async () => {
    const [ours, theirs] = [await openShop(database), await openShop(database)];
    for (const company of [ours, theirs]) {
      await keep(database, company);
      await bring(database, company, 'week.csv', salesFile(MONDAY, 6, usual));
    }
    const jobs = await createJobs({ database, log: silentLog, times: { pollSeconds: 0.5 } });
    try {
      const scoring = await startScoring({ database, jobs, cache: createMetricCache() });
      await scoring.look(ours.id);
      await expect.poll(() => days(ours), { timeout: 60_000 }).toHaveLength(6);
      expect(await days(theirs)).toEqual([]);
    } finally {
      await jobs.stop();
    }
  });
});

describe('two companies', () => {
  test('neither scores, reads nor writes what is the other’s', async () => {
    const [ours, theirs] = [await openShop(database), await openShop(database)];
    const [mine, foreign] = [await keep(database, ours), await keep(database, theirs)];
    for (const company of [ours, theirs])
      await bring(
        database,
        company,
        'week.csv',
        salesFile(MONDAY, 6, (t) => usual(t) + (company === ours ? 1 : 2)),
      );
    await score(database, ours);
    expect((await readAll(database, ours)).map(({ forecast_id }) => forecast_id)).toEqual(Array(6).fill(mine));
    expect(await readAll(database, theirs)).toEqual([]);
    const stolen = { forecast: foreign, t: MONDAY, step: 1, expected: 1, actual: 1, naive: 1 };
    const bands = { low80: 0, high80: 2, low95: 0, high95: 2 };
    // The forecast of another company is not there for us, so nothing can hang on it.
    await expect(database.inTenant(ours.id, (tx) => saveScores(tx, [{ ...stolen, ...bands }]))).rejects.toMatchObject({
      code: '23503',
    });
    const attempt = database.inTenant(ours.id, (tx) =>
      tx.updateTable('forecast_scores').set({ tenant_id: theirs.id }).execute(),
    );
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
    await score(database, theirs);
    expect((await readAll(database, theirs)).map(({ actual }) => actual)).toEqual([102, 112, 122, 132, 142, 152]);
  });
});

describe('five thousand kept forecasts', () => {
  test('are scored with a few statements a hundred; what is settled is not read again', async () => {
    const company = await openShop(database);
    await keep(database, company, { days: 15 });
    await database.asOwner(
      `insert into forecasts (tenant_id, id, metric, filter, grain, horizon, made_on, data_version, model, parameters,
          backtest, points, first_step, last_step)
        select f.tenant_id, gen_random_uuid(), f.metric, f.filter, f.grain, f.horizon, f.made_on, f.data_version,
          f.model, f.parameters, f.backtest, f.points, f.first_step, f.last_step
          from forecasts f, generate_series(1, 4999) where f.tenant_id = $1`,
      [company.id],
    );
    // As a server does by itself: else the check of foreign keys goes on as planned for the few rows of the tests before.
    await database.asOwner('analyze forecasts');
    await bring(database, company, 'fortnight.csv', salesFile(MONDAY, 14, usual));
    const started = performance.now();
    const first = await score(database, company);
    const middle = performance.now();
    const [row] = await database.asOwner(
      'select count(*)::int as n, count(distinct forecast_id)::int as f from forecast_scores where tenant_id = $1',
      [company.id],
    );
    expect(row).toEqual({ n: 5_000 * 12, f: 5_000 });
    expect(first).toBeLessThan(800);
    await bring(
      database,
      company,
      'corrected.csv',
      salesFile('2026-11-04', 1, () => 60),
    );
    const then = performance.now();
    // All are settled: one series, one correction, no batch.
    expect(await score(database, company)).toBeLessThan(30);
    process.stdout.write(
      `5,000 forecasts: ${first} statements, ${Math.round(middle - started)} ms; a correction of all: ${Math.round(performance.now() - then)} ms\n`,
    );
    const [changed] = await database.asOwner(
      "select count(*)::int as n from forecast_scores where tenant_id = $1 and t = '2026-11-04' and actual = 60",
      [company.id],
    );
    expect(changed?.n).toBe(5_000);
  });
});
