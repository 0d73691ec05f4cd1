import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UpstreamError } from '../../src/contracts/errors.ts';
import type { EngineRunner } from '../../src/engines/engine-runner.ts';
import type { Answer, ForecastShop } from './forecast-support.ts';
import { openForecastShop, PROMO } from './forecast-support.ts';

let shop: ForecastShop;
beforeAll(async () => {
  shop = await openForecastShop();
});
afterAll(async () => {
  await shop?.close();
});

const nextWeek = { start: '2026-11-23', end: '2026-11-29' };
const ask = (input: Record<string, unknown>) =>
  shop.ask({ metric: 'revenue', horizonDays: 6, period: nextWeek, ...input });

/** "about $3,290" → 3290 */
function amount(text: string, after = 'about'): number {
  const [, found = ''] = new RegExp(`${after} \\$([\\d,.]+)`).exec(text) ?? [];
  return Number(found.replaceAll(',', ''));
}

const jargon = /regressor|conformal|mase|ensemble|coefficient|sigma|quantile|undefined|NaN|null/i;

function checkWords({ said, buttons, charts }: Answer): void {
  expect(said).not.toMatch(jargon);
  expect([...buttons, ...charts.flat()].join(' ')).not.toMatch(jargon);
}

describe('a company with a promo, holidays and closed days', () => {
  test('says what the forecast rests on; special days that are not ahead are not named', async () => {
    const answer = await ask({});
    expect(answer.said).toMatch(/^Revenue should come to about \$3,[23]\d\d for Nov 23 - 29, most likely between/);
    expect(answer.said).toMatch(
      /It rests on 6\d\d days since Oct 28, 2024 and goes by the day of the week,? .*special days\./,
    );
    checkWords(answer);
  });

  test('counts on a promo that is in the calendar, and offers the week without it', async () => {
    const { said, buttons, result } = await ask({
      horizonDays: 20,
      period: { start: '2026-12-07', end: '2026-12-13' },
    });
    // A plain week comes to about 3,300.
    expect(amount(said)).toBeGreaterThan(3300 * (1 + PROMO / 2));
    expect(buttons[0]).toBe('With and without Promo week');
    expect(result.charts[0]).toMatchObject({
      events: [
        { t: '2026-11-26', label: 'Thanksgiving Day' },
        { t: '2026-12-07', label: 'Promo week', kind: 'holiday' },
      ],
    });
  });

  test('takes it to be closed on a holiday on which it always was, and says so', async () => {
    const { said, tables } = await ask({ horizonDays: 38, period: { start: '2026-12-21', end: '2026-12-27' } });
    expect(said).toContain('I take you to be closed for Christmas on Fri, Dec 25');
    expect(tables[0]?.rows).toContain('Fri, Dec 25 | closed | - | -');
    const opened = await ask({
      horizonDays: 38,
      period: { start: '2026-12-21', end: '2026-12-27' },
      assume: [{ what: 'open', period: { start: '2026-12-25', end: '2026-12-25' } }],
    });
    expect(opened.said).toMatch(/^Open on Fri, Dec 25, revenue should come to about/);
    expect(opened.said).toMatch(/Being open on Fri, Dec 25 adds about \$[67]\d\d/);
    expect(opened.said).not.toContain('I take you to be closed');
  });
});

describe('what is assumed', () => {
  test('an event again: what it adds, and how many days of it that rests on', async () => {
    const answer = await ask({ assume: [{ what: 'event', label: 'promo' }] });
    const [first = '', second = ''] = answer.sections.map(({ text }) => text);
    expect(first).toMatch(/^With Promo week, revenue should come to about \$4,\d\d\d for Nov 23 - 29/);
    expect(second).toMatch(
      /^Promo week adds about \$[\d,]+, most likely between \$[\d,]+ and \$[\d,]+, going by the 36 days/,
    );
    // A week without it comes to about 3,300; the noise is five per cent.
    expect(amount(second)).toBeGreaterThan(3300 * PROMO * 0.7);
    expect(amount(second)).toBeLessThan(3300 * PROMO * 1.2);
    // What is not known of the promo is in the range of the week too.
    const low = amount(first, 'between');
    expect(amount(first) - low).toBeGreaterThan(0.9 * (amount(second) - amount(second, 'between')));
    checkWords(answer);
  });

  test('an event seen once: that it is too little to tell', async () => {
    const festival = { what: 'event', label: 'street festival', period: { start: '2026-11-28', end: '2026-11-28' } };
    const { said } = await ask({ assume: [festival] });
    expect(said).toContain('Street festival is on only 1 day in your data, too little to tell what it does.');
  });

  test('an event that nothing is known of: which ones are, and no guess', async () => {
    const { said, choices, result } = await ask({ assume: [{ what: 'event', label: 'jazz night' }] });
    expect(said).toMatch(/I know no event called “jazz night”\. The ones I know are .*Promo week/);
    expect(choices).toContain('Promo week');
    const [pick] = result.question?.choices ?? [];
    expect(pick?.call?.input).toMatchObject({ assume: [{ what: 'event' }], period: nextWeek });
    expect(result.charts).toEqual([]);
  });

  test('closed and open days together, each with what it does', async () => {
    const { said, tables } = await ask({
      assume: [
        { what: 'closed', period: { start: '2026-11-27', end: '2026-11-27' } },
        { what: 'open', period: { start: '2026-11-29', end: '2026-11-29' } },
      ],
    });
    expect(said).toMatch(/^Closed on Fri, Nov 27 and open on Sun, Nov 29, revenue should come to about/);
    // The last Fridays came to 650–720.
    expect(said).toMatch(/Being closed on Fri, Nov 27 takes away about \$(6[5-9]|7[0-4])\d,/);
    expect(said).toContain('You have never sold on that weekday');
    expect(tables[0]?.rows).toContain('Fri, Nov 27 | closed | - | -');
    expect(tables[0]?.rows.at(-1)).toMatch(/^Sun, Nov 29 \| \$\d+/);
  });

  test('another number: what went together so far, without a promise', async () => {
    const { said } = await ask({ assume: [{ what: 'metric', metric: 'price', percent: 10 }] });
    expect(said).toMatch(/^With price 10% higher than usual, revenue should come to about/);
    // A tenth of about 4.5 makes sales about 4% smaller.
    expect(said).toMatch(/that takes away about \$\d+.*It does not prove that one moves the other\./);
    const nothing = await ask({ assume: [{ what: 'metric', metric: 'rating', to: 4.5 }] });
    expect(nothing.said).toContain('did not clearly go together');
    const monthly = await ask({ assume: [{ what: 'metric', metric: 'rent', percent: 10 }] });
    expect(monthly.said).toContain('I do not have Rent by the day, so I leave it out.');
  });
});

describe('several futures', () => {
  test('side by side: the difference first, one picture, a column each', async () => {
    const answer = await ask({
      horizonDays: 20,
      period: { start: '2026-12-07', end: '2026-12-13' },
      scenarios: [{ assume: [] }, { label: 'without the promo', assume: [{ what: 'without', label: 'promo week' }] }],
    });
    expect(answer.said).toMatch(
      /^Without the promo, revenue should be about \$[\d,]+ lower for Dec 7 - 13, most likely by \$[\d,]+ to \$[\d,]+: about \$3,\d\d\d, against about \$4,\d\d\d as things stand\./,
    );
    expect(answer.said).toContain('The difference is only as good as what your past shows of it');
    expect(answer.scenarios.map(([label]) => label)).toEqual(['As things stand', 'Without the promo']);
    expect(answer.tables[0]?.columns).toEqual(['Day', 'As things stand', 'Without the promo']);
    expect(answer.result.charts[0]?.kind).toBe('scenarios');
    checkWords(answer);
  });

  test('are kept with what they assume, so that they never count as plain forecasts', async () => {
    const before = (await shop.kept()).length;
    await ask({ assume: [{ what: 'closed', period: { start: '2026-11-27', end: '2026-11-27' } }] });
    await ask({});
    expect((await shop.kept()).slice(before).map(({ assumptions }) => assumptions)).toEqual([
      [{ what: 'closed', period: { start: '2026-11-27', end: '2026-11-27' } }],
      [],
    ]);
  });
});

describe('other steps and other views', () => {
  test('goes by the month a year ahead, and says so', async () => {
    const { said, result } = await ask({ horizonDays: 372, period: { start: '2026-12-01', end: '2027-11-30' } });
    expect(said).toContain('That far ahead I go by the month');
    expect(result.charts[0]).toMatchObject({ grain: 'month' });
  });

  test('goes by the week when asked to', async () => {
    const { result, tables } = await ask({ grain: 'week', horizonDays: 28, period: undefined });
    expect(result.charts[0]).toMatchObject({ grain: 'week' });
    expect(tables[0]?.rows[0]).toMatch(/^Nov 23 - 29 \| \$3,\d\d\d/);
  });

  test('offers finer steps where there is too little for those asked', async () => {
    const { said, buttons } = await ask({
      grain: 'quarter',
      horizonDays: 404,
      period: { start: '2027-01-01', end: '2027-12-31' },
    });
    expect(said).toMatch(/I need at least 8 open quarters and have 7/);
    expect(buttons[0]).toBe('By the day instead');
  });

  test('adds quarters and weeks up from the days, which know the time of year', async () => {
    const quarter = await ask({
      grain: 'quarter',
      horizonDays: 129,
      period: { start: '2027-01-01', end: '2027-03-31' },
    });
    expect(quarter.said).toMatch(/^Revenue should come to about \$4\d,\d00 for Jan 1 - Mar 31, 2027/);
    expect(quarter.said).toMatch(/It rests on 6\d\d days/);
    expect(quarter.result.charts[0]).toMatchObject({ kind: 'forecast-band', grain: 'quarter' });
    const weeks = await ask({ grain: 'week', horizonDays: 38, period: { start: '2026-12-01', end: '2026-12-31' } });
    expect(weeks.said).toMatch(/for Nov 30, 2026 - Jan 3, 2027/);
    expect(weeks.result.tables[0]?.rows).toHaveLength(5);
    expect(weeks.result.charts[0]).toMatchObject({ kind: 'forecast-band', grain: 'week' });
    checkWords(weeks);
  });

  test('shows what drives it', async () => {
    const answer = await ask({ show: 'drivers' });
    expect(answer.said).toMatch(/^I expect revenue to come to about/);
    expect(answer.said).toMatch(/In the week, Saturdays bring about \$\d+ a day more than the average, Mondays about/);
    expect(answer.said).toMatch(/Promo week brings about \d\d% more/);
    expect(answer.result.charts[0]).toMatchObject({ kind: 'decomposition', grain: 'day' });
    checkWords(answer);
  });

  test('shows how it would have done on the past', async () => {
    const answer = await ask({ show: 'backtest' });
    expect(answer.said).toMatch(/^In \d+ tries on your own past, my forecast of Revenue was off by \d+% on average/);
    const after = await ask({
      show: 'backtest',
      scenarios: [{ assume: [] }, { assume: [{ what: 'without', label: 'promo' }] }],
    });
    expect(after.result.charts[0]).toMatchObject({ kind: 'backtest' });
    expect(answer.said).toMatch(/“most likely” held in \d+% of the cases; it is meant to hold in 80%/);
    expect(answer.result.charts[0]).toMatchObject({ kind: 'backtest' });
    // Sundays are closed: nothing was forecast for them.
    expect(answer.tables[0]?.rows.filter((row) => row.startsWith('Sun'))).toEqual([]);
    checkWords(answer);
  });

  test('members come to the forecast of the whole, the small ones together', async () => {
    const { said, tables } = await ask({ by: 'product' });
    const rows = (tables[0]?.rows ?? []).map((row) => row.split(' | '));
    expect(rows.map(([name]) => name).slice(0, 3)).toEqual(['Cake', 'Coffee', 'Tea']);
    expect(rows.slice(-2).map(([name]) => name)).toEqual(['All others', 'Together']);
    expect(rows).toHaveLength(14);
    const values = rows.map(([, value = '']) => Number(value.replaceAll(/[$,]/g, '')));
    const together = values.pop() ?? 0;
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(together, 6);
    expect(said).toContain('I made them add up to the forecast of the whole');
    const whole = await ask({});
    expect(Math.abs(together - amount(whole.said)) / together).toBeLessThan(0.02);
  });
});

describe('when the engine fails', () => {
  const failing = (error: Error): EngineRunner => ({ run: () => Promise.reject(error) });
  const upstream = (code: string) => new UpstreamError('The forecast task …', { code, advice: '…' });

  test.each([
    ['engine-timeout', /took longer than I allow myself/],
    ['engine-busy', /try again in a minute/],
    ['engine-crashed', /Something broke while I was working/],
  ])('says %s in words, with a way on', async (code, words) => {
    const { said, buttons } = await shop.ask(
      { metric: 'revenue', horizonDays: 6, period: nextWeek },
      { engines: failing(upstream(code)) },
    );
    expect(said).toMatch(words);
    expect(buttons[0]).toBe('Try again');
  });

  test('a cancelled turn stops', async () => {
    const stop = new AbortController();
    stop.abort();
    const asked = shop.ask({ metric: 'revenue', horizonDays: 6, period: nextWeek }, { signal: stop.signal });
    await expect(asked).rejects.toMatchObject({ code: 'engine-stopped' });
  });
});
