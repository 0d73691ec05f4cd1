import { randomUUID } from 'node:crypto';
import type { SkillContext } from '../../skills/context.ts';
import { createSkillContext } from '../../skills/create-context.ts';
import { planBudget } from '../../skills/plan-budget/run.ts';
import { whatIf } from '../../skills/what-if/run.ts';
import { addDays } from '../../src/calendar/civil-day.ts';
import type { Company } from '../../src/contracts/company.ts';
import type { UserId } from '../../src/contracts/ids.ts';
import type { AdChannelRecord } from '../../src/contracts/record.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { ensurePerson } from '../../src/db/queries/people.ts';
import { insertRecords } from '../../src/db/queries/records.ts';
import type { EnginePool } from '../../src/engines/pool.ts';
import { createGrounder } from '../../src/facts/ground.ts';
import { createMetricCache } from '../../src/metrics/metric-cache.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { createTestCompany, type TestDatabase } from './harness.ts';
import { define, metricOf, type Row, writeFile } from './metrics-support.ts';

/** Monday after the newest week. */
export const TODAY = '2026-11-23';
const WEEKS = 100;
const FIRST = addDays(TODAY, -7 * WEEKS);

/** What a channel really brings: a · x / (x + k) vouchers a week. */
export const TRUTH = {
  Instagram: { a: 90, k: 300, base: 130 },
  Flyers: { a: 24, k: 40, base: 220 },
  Newsletter: { a: 30, k: 60, base: 50 },
} as const;

/** Between 0 and 1, without chance. */
const wobble = (week: number, of: number): number => {
  const x = Math.sin(week * 12.9898 + of * 78.233) * 43758.5453;
  return x - Math.floor(x);
};

/** Spend of a week: it goes up and down all the time; the last four weeks are as usual. */
function spendOf(base: number, week: number, of: number): number {
  if (week >= WEEKS - 4) return base;
  return Math.round(wobble(week, of) < 0.12 ? 0 : base * (0.4 + 1.2 * wobble(week, of + 7)));
}

/** A café that spends on four channels and counts vouchers of each; the local paper costs the same every week. */
export async function openCafe(database: TestDatabase, more: { readonly vouchers?: boolean } = {}): Promise<Company> {
  const company = await createTestCompany(database);
  await define(database, company, [
    metricOf('revenue', { unit: 'currency' }),
    metricOf('orders'),
    metricOf('food_cost', { label: 'Food cost', unit: 'currency', goodDirection: 'down' }),
    metricOf('marketing_spend', {
      label: 'Marketing spend',
      unit: 'currency',
      goodDirection: 'neutral',
      grain: 'week',
      synonyms: ['ads'],
    }),
    ...(more.vouchers === false ? [] : [metricOf('vouchers', { label: 'Vouchers redeemed', grain: 'week' })]),
  ]);
  const spend: Row[] = [];
  const vouchers: Row[] = [];
  const orders: Row[] = [];
  for (let week = 0; week < WEEKS; week += 1) {
    const t = addDays(FIRST, 7 * week);
    let brought = 0;
    Object.entries(TRUTH).forEach(([ad_channel, { a, k, base }], of) => {
      const amount = spendOf(base, week, of);
      const result = Math.max(0, (a * amount) / (amount + k) + 8 * (wobble(week, of + 20) - 0.5));
      brought += result;
      spend.push({ dims: { ad_channel }, t, value: amount, row: spend.length + 2 });
      vouchers.push({ dims: { ad_channel }, t, value: Math.round(result), row: vouchers.length + 2 });
    });
    spend.push({ dims: { ad_channel: 'Local paper' }, t, value: 90, row: spend.length + 2 });
    vouchers.push({ dims: { ad_channel: 'Local paper' }, t, value: 9, row: vouchers.length + 2 });
    for (let day = 0; day < 7; day += 1) {
      const value = Math.round(200 + brought / 7 + 4 * wobble(week * 7 + day, 50));
      orders.push({ dims: {}, t: addDays(t, day), value, row: orders.length + 2 });
    }
  }
  const scaled = (by: number) => orders.map((row) => ({ ...row, value: row.value * by }));
  await writeFile(database, company, {
    fileName: 'cafe.csv',
    metrics: [
      { metric: 'marketing_spend', grain: 'week', rows: spend },
      ...(more.vouchers === false ? [] : [{ metric: 'vouchers', grain: 'week' as const, rows: vouchers }]),
      { metric: 'orders', grain: 'day', rows: orders },
      { metric: 'revenue', grain: 'day', rows: scaled(10) },
      { metric: 'food_cost', grain: 'day', rows: scaled(4) },
    ],
  });
  return company;
}

/** Puts a list of channels beside the numbers, as an uploaded file does. */
export async function listChannels(
  database: TestDatabase,
  company: Company,
  channels: readonly AdChannelRecord[],
): Promise<void> {
  await database.inTenant(company.id, async (tx) => {
    const { id } = await tx.selectFrom('datasets').select('id').executeTakeFirstOrThrow();
    const records = channels.map((record, at) => ({
      kind: 'ad-channel' as const,
      key: nameKey(record.name),
      record,
      row: at + 2,
    }));
    await insertRecords(tx, id, records);
  });
}

/** Asks as a person of the company would, and reads every text of the answer. */
export function createAsking(database: TestDatabase, engines: EnginePool) {
  const cache = createMetricCache();
  return async (company: Company, input: Record<string, unknown>, skill: 'plan-budget' | 'what-if' = 'plan-budget') => {
    const context: SkillContext = createSkillContext({
      asked: { channel: 'web', workspace: 'test', conversation: 'c', thread: 'c', user: 'local', audience: 'private' },
      company,
      person: { id: await addPerson(database, company), displayName: 'Ada', role: 'owner' },
      catalogue: await database.inTenant(company.id, (tx) => readCatalogue(tx, company)),
      attachments: [],
      previous: null,
      engines,
      signal: new AbortController().signal,
      data: (work) => database.inTenant(company.id, work),
      progress: () => {},
      now: new Date(`${TODAY}T09:00:00Z`),
      cache,
    });
    const result =
      skill === 'plan-budget'
        ? await planBudget.run(context, planBudget.input.parse(input))
        : await whatIf.run(context, whatIf.input.parse(input));
    return { result, ...fillIn(result) };
  };
}

async function addPerson(database: TestDatabase, company: Company): Promise<UserId> {
  const identity = { channel: 'web' as const, workspace: company.slug, externalUser: `u-${randomUUID()}` };
  const { id } = await database.inTenant(company.id, (tx) =>
    ensurePerson(tx, identity, { displayName: 'Ada', role: 'owner' }),
  );
  return id;
}

/** Grounds every text there is: throws where a digit is no fact. */
export function fillIn(result: SkillResult) {
  const grounder = createGrounder(result.facts, { locale: 'en-US', currency: 'USD', today: TODAY });
  const text = (template: string) => grounder.text(template).replaceAll(/\s/gu, ' ').replaceAll(/[–−]/g, '-');
  return {
    said: result.sections.map(({ template, heading }) =>
      text(heading === undefined ? template : `${heading}: ${template}`),
    ),
    charts: result.charts.map((chart) => {
      // Names of curves are data, shown as they are.
      const labels = chart.kind === 'response' ? chart.curves.map(({ label }) => label) : [];
      return { title: text(chart.title), alt: text(chart.alt), subtitle: text(chart.subtitle ?? ''), labels };
    }),
    rows: result.tables.flatMap(({ rows }) => rows.map((row) => row.map(text).join(' | '))),
    heads: result.tables.flatMap(({ title, columns }) => [title, ...columns.map(({ label }) => label)].map(text)),
    buttons: [...result.followUps, ...(result.question?.choices ?? [])].map(({ label }) => text(label)),
    question: result.question ? text(result.question.text) : null,
  };
}
