import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../src/calendar/civil-day.ts';
import type { Company } from '../../src/contracts/company.ts';
import { importDataset } from '../../src/datasets/import-dataset.ts';
import { openReading } from '../../src/datasets/open-reading.ts';
import { savePlanningSetting } from '../../src/db/queries/planning-settings.ts';
import { listPlans, readExpectations } from '../../src/db/queries/plans.ts';
import { packUpload, saveUpload } from '../../src/db/queries/uploads.ts';
import { createEnginePool, type EnginePool } from '../../src/engines/pool.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';
import { define, metricOf, writeFile } from './metrics-support.ts';
import { createAsking, listChannels, openCafe, TODAY, TRUTH } from './plan-budget-support.ts';

let database: TestDatabase;
let engines: EnginePool;
let cafe: Company;
let ask: ReturnType<typeof createAsking>;

beforeAll(async () => {
  database = await openTestDatabase();
  engines = createEnginePool({ threads: 2 });
  cafe = await openCafe(database);
  ask = createAsking(database, engines);
});
afterAll(async () => {
  await engines?.close();
  await database?.close();
});

const spendOf = (rows: readonly string[], name: string): number =>
  Number(
    rows
      .find((row) => row.startsWith(`${name} |`))
      ?.split(' | ')[2]
      ?.replace(/[$,]/g, ''),
  );

/** Vouchers a week that a split really brings, by the curves the data were made from. */
const truly = (spend: (name: keyof typeof TRUTH) => number): number =>
  Object.entries(TRUTH).reduce((sum, [name, { a, k }]) => {
    // The keys of TRUTH are its own.
    const x = spend(name as keyof typeof TRUTH);
    return sum + (a * x) / (x + k);
  }, 0);

describe('a plan from spend and vouchers by channel', () => {
  test('moves money to where it brings more, and really does', async () => {
    const { said, rows, charts, heads, result } = await ask(cafe, {});
    expect(said[0]).toMatch(
      /^Move \$1\d\d a week from Flyers to Instagram \(\$1\d\d\) and Newsletter \(\$\d\d\)\. That should bring about 1\d more vouchers redeemed a week \(eight times in ten \d+(\.\d)? to 1\d\)\.$/,
    );
    const plan = truly((name) => spendOf(rows, name));
    const today = truly((name) => TRUTH[name].base);
    // The best split of the same money, found by trying all to the dollar.
    expect(bestOf(400)).toBeGreaterThan(today + 10);
    expect(plan).toBeGreaterThan(bestOf(400) - 0.02 * bestOf(400));
    expect(spendOf(rows, 'All')).toBe(490);
    expect(spendOf(rows, 'Local paper')).toBe(90);
    expect(heads[0]).toBe('Spend by channel, Nov 30 - Dec 27');
    expect(charts[0]?.labels).toEqual(['Instagram', 'Newsletter', 'Flyers']);
    expect(result.charts[0]).toMatchObject({ kind: 'response', unit: 'count' });
  });

  test('says plainly what it cannot tell, and what a voucher was taken to be worth', async () => {
    const { said, buttons } = await ask(cafe, {});
    const all = said.join('\n');
    expect(all).toMatch(
      /For Local paper the past cannot tell, because the spend was always about the same\..* I leave it at \$90 a week\./,
    );
    expect(all).toMatch(
      /Each of the vouchers redeemed is worth \$6: one usual order of \$10, of which 60% is left after the goods, as your books have it\./,
    );
    expect(all).toMatch(
      /The next \$100 over these weeks would bring most with \w+: about \d+(\.\d)? vouchers redeemed/,
    );
    expect(all).toMatch(/Instagram: that is more in a week than you ever spent there/);
    expect(buttons).toContain('Assume what it brings');
  });

  test('marks what it was told to assume', async () => {
    const { said, rows } = await ask(cafe, { assume: true });
    expect(said.join('\n')).toMatch(
      /What I assumed: Local paper brings 4\.5 to 9 vouchers redeemed a week for \$90: half to all of what was counted for it\./,
    );
    expect(rows.find((row) => row.startsWith('Local paper'))).not.toContain('kept as it is');
  });

  test('spends a named total over the days asked about, week by week in its files', async () => {
    const { said, result } = await ask(cafe, { amount: 3100, period: { start: '2026-12-01', end: '2026-12-31' } });
    expect(said[0]).toMatch(
      /^With \$700 a week, spend .* That should bring about \d+ vouchers redeemed a week, \d+ more than today’s \$490 a week\.$/,
    );
    const [workbook, csv] = result.files ?? [];
    expect(Object.keys(unzipSync(workbook?.content ?? new Uint8Array()))).toContain('xl/worksheets/sheet4.xml');
    const lines = Buffer.from(csv?.content ?? [])
      .toString('utf8')
      .trim()
      .split('\r\n')
      .slice(1);
    expect(lines).toHaveLength(4 * 5);
    const total = lines.reduce((sum, line) => sum + Number(line.split(',')[2]), 0);
    expect(total).toBeCloseTo(3100, 0);
  });

  test('is kept with what it should bring, channel by channel', async () => {
    await ask(cafe, {});
    const [plan] = await database.inTenant(cafe.id, (tx) => listPlans(tx, { kind: 'budget', limit: 1 }));
    expect(plan).toMatchObject({ title: expect.stringMatching(/^Marketing spend for Nov 30/), state: 'proposed' });
    expect(plan?.expiresAt.toISOString()).toBe('2026-12-07T00:00:00.000Z');
    if (!plan) throw new Error('no plan was kept');
    const expected = await database.inTenant(cafe.id, (tx) => readExpectations(tx, plan.id));
    const vouchers = expected.find(({ metric, filter }) => metric === 'vouchers' && filter.ad_channel === 'Instagram');
    expect(vouchers).toMatchObject({ period: { start: '2026-11-30', end: '2026-12-27' }, unit: 'count' });
    expect(vouchers?.value).toBeGreaterThan(vouchers?.without ?? Infinity);
    expect(vouchers?.low80).toBeLessThan(vouchers?.value ?? 0);
    expect(expected.filter(({ metric }) => metric === 'marketing_spend')).toHaveLength(4);
  });
});

/** The most vouchers that this much money can bring, trying every split in steps of five. */
function bestOf(total: number): number {
  let best = 0;
  for (let instagram = 0; instagram <= total; instagram += 5)
    for (let flyers = 0; flyers + instagram <= total; flyers += 5) {
      const spend = { Instagram: instagram, Flyers: flyers, Newsletter: total - instagram - flyers };
      best = Math.max(
        best,
        truly((name) => spend[name]),
      );
    }
  return best;
}

describe('wishes', () => {
  test('leave a channel out, before and after', async () => {
    await ask(cafe, {});
    const { said, rows } = await ask(cafe, { changes: [{ what: 'spend', of: 'flyer', off: true }] }, 'what-if');
    expect(said[0]).toMatch(/^With that, marketing should bring about \d+ vouchers redeemed a week instead of \d+/);
    expect(said[1]).toMatch(/Flyers \$0 instead of \$\d+/);
    expect(spendOf(rows, 'Flyers')).toBe(0);
  });

  test('keep within a share of today, and put the channel asked about first', async () => {
    const { said, rows } = await ask(cafe, { maxChangePercent: 10, filter: { ad_channel: 'Newsletter' } });
    expect(said[0]).toMatch(/^For Newsletter, spend \$55 a week instead of \$50\./);
    expect(spendOf(rows, 'Flyers')).toBeGreaterThanOrEqual(198);
    expect(spendOf(rows, 'Instagram')).toBeLessThanOrEqual(143);
  });

  test('change what a result is worth, which says whether more would pay', async () => {
    const { said } = await ask(cafe, { changes: [{ what: 'result-value', to: 40 }] });
    expect(said.join('\n')).toMatch(/At \$40 each, that is worth about \$\d+, more than it costs\. More would pay/);
    expect(said.join('\n')).not.toContain('is left after the goods');
  });

  test('that cannot all be kept get the smallest change that makes them possible', async () => {
    const { said, result } = await ask(cafe, { changes: [{ what: 'spend', of: 'Flyers', atLeast: 5000 }] });
    expect(said[0]).toBe('There is no plan that keeps every rule.');
    // 20,000 on flyers and 360 on the paper, of 1,960.
    expect(said.at(-1)).toBe('What would make it possible: Raise the budget by $18,400 for these weeks.');
    expect(result.working).toBeNull();
  });

  test('about a channel nobody knows are asked back', async () => {
    await expect(ask(cafe, { changes: [{ what: 'spend', of: 'Billboards', off: true }] })).rejects.toMatchObject({
      code: 'unknown-channel',
      advice: expect.stringMatching(/^Did you mean .*Flyers/),
    });
  });

  test('of another kind of plan are refused', async () => {
    await expect(ask(cafe, { changes: [{ what: 'storage', percent: -20 }] })).rejects.toMatchObject({
      code: 'not-of-this-plan',
    });
  });

  test('spend nothing at all', async () => {
    const { said } = await ask(cafe, { amount: 0 });
    expect(said[0]).toMatch(/^With nothing spent, about \d+ vouchers redeemed a week would be missing\./);
  });
});

test('limits of the list of channels hold, and a channel that was never used is among them', async () => {
  const company = await openCafe(database);
  await listChannels(database, company, [
    { name: 'instagram', most: 150 },
    { name: 'Flyers', least: 120 },
    { name: 'Radio', leastIfUsed: 100 },
  ]);
  await database.inTenant(company.id, (tx) =>
    savePlanningSetting(tx, { key: 'result-value', value: 25, saidBy: null }),
  );
  const { said, rows } = await ask(company, {});
  expect(spendOf(rows, 'Instagram')).toBe(150);
  expect(spendOf(rows, 'Flyers')).toBeGreaterThanOrEqual(120);
  expect(rows.find((row) => row.startsWith('Instagram'))).toContain('at its limit');
  expect(said.join('\n')).toContain('Nothing was spent on Radio yet');
  expect(said.join('\n')).toMatch(/a week more room for Instagram would bring about \d+(\.\d)? more vouchers redeemed/);
  expect(said.join('\n')).toContain('At $25 each');
});

describe('where the result is known for the whole company only', () => {
  test('all channels are fitted together against it', async () => {
    const company = await openCafe(database, { vouchers: false });
    const { said, buttons, result } = await ask(company, {});
    expect(said[0]).toMatch(/^Move \$\d+ a week from Flyers to .*Instagram.* more revenue a week/);
    expect(said.join('\n')).toContain('I measured all channels together against revenue.');
    expect(buttons).toContain('Measure it by Orders');
    expect(result.charts[0]).toMatchObject({ unit: 'currency' });
  });
});

describe('what is missing', () => {
  test('nothing at all: a file to fill in, which makes a plan when it comes back', async () => {
    const company = await createTestCompany(database);
    const { said, result } = await ask(company, {});
    expect(said[0]).toContain('what you spend on marketing');
    const header = Buffer.from(result.files?.[0]?.content ?? [])
      .toString('utf8')
      .replace('\uFEFF', '')
      .split('\r\n')[0];
    await upload(company, fill(header ?? ''));
    const { said: planned, rows } = await ask(company, {});
    expect(planned[0]).toMatch(/^Move \$\d+ a week from Flyers to Instagram\./);
    expect(rows).toHaveLength(3);
  });

  test('results: says which, and one of several is asked for', async () => {
    const company = await createTestCompany(database);
    const spend = [
      { dims: { campaign: 'Ads' }, t: '2026-11-02', value: 10, row: 2 },
      { dims: { campaign: 'Fair' }, t: '2026-11-02', value: 20, row: 3 },
    ];
    await define(database, company, [metricOf('ad_spend', { label: 'Ad spend', unit: 'currency', grain: 'week' })]);
    await writeFile(database, company, {
      fileName: 'a.csv',
      metrics: [{ metric: 'ad_spend', grain: 'week', rows: spend }],
    });
    expect((await ask(company, {})).said[0]).toMatch(/not what comes of it/);
    await define(database, company, [metricOf('signups', { grain: 'week' }), metricOf('leads', { grain: 'week' })]);
    await writeFile(database, company, {
      fileName: 'b.csv',
      metrics: ['signups', 'leads'].map((metric) => ({ metric, grain: 'week' as const, rows: spend })),
    });
    const { question, buttons } = await ask(company, {});
    expect(question).toBe('What should the money bring?');
    expect(buttons.toSorted()).toEqual(['Leads', 'Signups']);
    // One week of history tells nothing; the way on is an assumption that is said to be one.
    const { said, buttons: offered } = await ask(company, { item: 'Leads' });
    expect(said[0]).toMatch(/^Your past does not tell yet/);
    expect(said[1]).toMatch(/For \w+ I know 1 week; it takes 26/);
    expect(offered).toContain('Plan on that assumption');
    const assumed = await ask(company, { item: 'Leads', assume: true });
    expect(assumed.said.join('\n')).toMatch(/What I assumed: \w+ brings \d+ to \d+ leads a week/);
    expect(assumed.said.join('\n')).toContain('Tell me what one is worth to you');
  });
});

test('two numbers that are spent and two that come of it are asked about one after the other', async () => {
  const company = await createTestCompany(database);
  const rows = [{ dims: { campaign: 'Fair' }, t: '2026-11-02', value: 20, row: 2 }];
  const metrics = ['ad_spend', 'promotion_spend', 'signups', 'leads'];
  await define(
    database,
    company,
    metrics.map((key) => metricOf(key, { grain: 'week', unit: key.endsWith('spend') ? 'currency' : 'count' })),
  );
  await writeFile(database, company, {
    fileName: 'a.csv',
    metrics: metrics.map((metric) => ({ metric, grain: 'week' as const, rows })),
  });
  const first = await ask(company, {});
  expect(first.question).toBe('Which of these numbers is what you spend on marketing?');
  const second = await ask(company, first.result.question?.choices[1]?.call?.input ?? {});
  expect(second.question).toBe('What should the money bring?');
  const third = await ask(company, second.result.question?.choices[0]?.call?.input ?? {});
  expect(third.said[0]).toMatch(/^Your past does not tell yet/);
});

test('of very many channels the largest are planned, and the rest is said to be left alone', async () => {
  const company = await createTestCompany(database);
  const row = (at: number, week: number) => ({
    dims: { campaign: `Channel ${at}` },
    t: addDays(TODAY, -7 * week),
    value: (1000 - at) * (1 + 0.5 * Math.sin(week * (at + 2))),
    row: 2 + at + 100 * week,
  });
  const rows = Array.from({ length: 30 }, (_, at) => Array.from({ length: 30 }, (_, week) => row(at, week + 1))).flat();
  await define(database, company, [
    metricOf('ad_spend', { grain: 'week', unit: 'currency' }),
    metricOf('orders', { grain: 'week' }),
  ]);
  await writeFile(database, company, {
    fileName: 'a.csv',
    metrics: ['ad_spend', 'orders'].map((metric) => ({ metric, grain: 'week' as const, rows })),
  });
  const { said, rows: listed } = await ask(company, { assume: true });
  expect(listed).toHaveLength(13);
  expect(said[0]).toMatch(/^Move \$\d+ a week from .*, a little to each of the others\./);
  expect(said.join('\n')).toContain('18 smaller channels are not in this plan');
});

/** A year of weeks in the columns of the template. */
function fill(header: string): Buffer {
  const lines = [header];
  for (let week = 60; week >= 1; week -= 1) {
    const up = 1 + 0.8 * Math.sin(week * 1.7);
    const down = 1 + 0.8 * Math.cos(week * 2.9);
    const now = week <= 4;
    const [instagram, flyers] = now ? [80, 200] : [80 * up, 200 * down];
    const date = addDays(TODAY, -7 * week);
    lines.push(`${date},Instagram,${instagram.toFixed(2)},${Math.round((90 * instagram) / (instagram + 250))}`);
    lines.push(`${date},Flyers,${flyers.toFixed(2)},${Math.round((25 * flyers) / (flyers + 40))}`);
  }
  return Buffer.from(lines.join('\n'));
}

async function upload(company: Company, content: Buffer): Promise<void> {
  const packed = await packUpload({ fileName: 'marketing.csv', mediaType: 'text/csv', content });
  const reading = await openReading(content, {
    fileName: 'marketing.csv',
    weekStart: company.weekStart,
    timezone: company.timezone,
    answers: {},
  });
  if (reading.outcome.kind === 'question') throw new Error('the file was not understood');
  const data = <T>(work: Parameters<typeof database.inTenant<T>>[1]) => database.inTenant(company.id, work);
  await data((tx) => saveUpload(tx, packed));
  await importDataset({ data, company, upload: packed, understanding: reading.outcome, reading });
  await reading.close();
}
