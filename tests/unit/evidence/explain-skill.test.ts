import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SkillContext } from '../../../skills/context.ts';
import { createSkillContext } from '../../../skills/create-context.ts';
import { explainChangeSkill } from '../../../skills/explain-change/run.ts';
import { addDays, weekdayOf } from '../../../src/calendar/civil-day.ts';
import type { Company } from '../../../src/contracts/company.ts';
import type { UserId } from '../../../src/contracts/ids.ts';
import { importDataset } from '../../../src/datasets/import-dataset.ts';
import { openReading } from '../../../src/datasets/open-reading.ts';
import { readCatalogue } from '../../../src/db/queries/catalogue.ts';
import { packUpload, saveUpload } from '../../../src/db/queries/uploads.ts';
import { createEnginePool, type EnginePool } from '../../../src/engines/pool.ts';
import { createGrounder } from '../../../src/facts/ground.ts';
import { createMetricCache } from '../../../src/metrics/metric-cache.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from '../../db/harness.ts';

/** The newest day of the file, a Sunday. */
const LAST = '2026-11-22';
const DAYS = 220;
/** Sales by weekday, Monday first. Cake 7 is half of them. */
const WEEK = [400, 420, 450, 480, 700, 900, 500];
const SHARE = { 'Cake 7': 0.5, Coffee: 0.3, Tea: 0.2 };

const cache = createMetricCache();
let database: TestDatabase;
let engines: EnginePool;
let company: Company;

/** Noise without chance: ±5%. */
const wobble = (day: number) => 1 + 0.05 * Math.sin(day * 2.4) * Math.cos(day * 0.57);

/** Cake sells 70% less in the last week; two weeks before the shop is shut on Friday and Saturday. */
function writeFile(): Buffer {
  const lines = ['date,product,revenue'];
  for (let day = DAYS - 1; day >= 0; day--) {
    const date = addDays(LAST, -day);
    if (date === '2026-11-06' || date === '2026-11-07') continue;
    for (const [product, share] of Object.entries(SHARE)) {
      const fall = product === 'Cake 7' && day < 7 ? 0.3 : 1;
      lines.push(`${date},${product},${((WEEK[weekdayOf(date)] ?? 0) * share * wobble(day) * fall).toFixed(2)}`);
    }
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
}, 120_000);

afterAll(async () => {
  await engines?.close();
  await database?.close();
}, 60_000);

async function ask(input: Record<string, unknown>) {
  const data: SkillContext['data'] = (work) => database.inTenant(company.id, work);
  const context = createSkillContext({
    asked: { channel: 'web', workspace: 'test', conversation: 'c', thread: 'c', user: 'local', audience: 'private' },
    company,
    // A fresh random UUID is a UserId by definition.
    person: { id: randomUUID() as UserId, displayName: 'Ada', role: 'viewer' },
    catalogue: await data((tx) => readCatalogue(tx, company)),
    attachments: [],
    previous: null,
    engines,
    cache,
    signal: new AbortController().signal,
    data,
    progress: () => {},
    now: new Date('2026-11-23T09:00:00Z'),
  });
  const result = await explainChangeSkill.run(context, explainChangeSkill.input.parse(input));
  const grounder = createGrounder(result.facts, { locale: 'en-US', currency: 'USD', today: context.today });
  // Every text goes through grounding: a digit that is no fact throws here.
  return {
    result,
    sections: result.sections.map(({ kind, template }) => ({
      kind,
      // Intl writes ranges with thin spaces.
      text: grounder.text(template).replace(/[\u2009\u202f\u00a0]/g, ' '),
    })),
    titles: result.charts.map((chart) => `${grounder.text(chart.title)} ${grounder.text(chart.alt)}`),
    cells: result.tables.flatMap((table) => table.rows.map((row) => row.map((cell) => grounder.text(cell)))),
    labels: result.followUps.map((followUp) => grounder.text(followUp.label)),
  };
}

const LAST_WEEK = { period: { start: '2026-11-16', end: '2026-11-22' } };
const CLOSED_WEEK = { period: { start: '2026-11-02', end: '2026-11-08' } };
const CALM_WEEK = { period: { start: '2026-10-12', end: '2026-10-18' } };

describe('explain-change', () => {
  it('names what fell, by how much, and that it is not noise', async () => {
    const { result, sections, cells, labels } = await ask({ metric: 'revenue', direction: 'down', ...LAST_WEEK });
    expect(sections[0]).toMatchObject({ kind: 'answer' });
    expect(sections[0]?.text).toMatch(
      /^Revenue came to \$2,\d{3} for Nov 16 – 22, down 3\d% from \$3,8\d\d for Nov 9 – 15\./,
    );
    expect(sections[0]?.text).toContain('below the usual');
    expect(sections.some(({ text }) => text.startsWith('By product, most of the change is here: Cake 7'))).toBe(true);
    expect(cells[0]?.[0]).toBe('Cake 7');
    expect(labels[0]).toBe('The same for Cake 7');
    const [waterfall] = result.charts;
    if (waterfall?.kind !== 'waterfall') throw new Error('a waterfall comes first');
    const steps = waterfall.steps.reduce((sum, step) => sum + step.delta, waterfall.from.value);
    expect(steps).toBeCloseTo(waterfall.to.value, 6);
    expect(result.charts.length).toBeLessThanOrEqual(2);
  });

  it('says first when it did not move the way it was said to', async () => {
    const { sections } = await ask({ metric: 'revenue', direction: 'up', ...LAST_WEEK });
    expect(sections[0]?.text).toMatch(/^Revenue did not go up\. Revenue came to/);
  });

  it('calls a calm week calm and draws its course', async () => {
    const { result, sections } = await ask({ metric: 'revenue', ...CALM_WEEK });
    expect(sections[0]?.text).toContain('within the usual ups and downs');
    expect(result.charts.map((chart) => chart.kind)).toEqual(['trend']);
  });

  it('tells days without trade from weaker trade', async () => {
    const { sections } = await ask({ metric: 'revenue', ...CLOSED_WEEK });
    const texts = sections.map(({ text }) => text).join(' ');
    expect(texts).toMatch(/Days (closed that are usually open|without data)/);
    expect(texts).toContain('For the days it was open, that is as usual');
  });

  it('takes the last complete week when no time is named, and says so', async () => {
    const { sections } = await ask({ metric: 'revenue' });
    expect(sections[0]?.text).toContain('the weekly average of the four weeks before');
    expect(sections.some(({ kind, text }) => kind === 'caveat' && text.startsWith('You named no time'))).toBe(true);
  });

  it('never claims a cause', async () => {
    const { result } = await ask({ metric: 'revenue', ...LAST_WEEK });
    const nextQuestion = result.followUps[0]?.call?.input ?? {};
    const asked: Record<string, unknown>[] = [LAST_WEEK, CALM_WEEK, CLOSED_WEEK, {}, nextQuestion];
    for (const input of asked) {
      const { sections, titles } = await ask({ metric: 'revenue', ...input });
      const texts = [...sections.map(({ text }) => text), ...titles].join(' ');
      expect(texts).not.toMatch(
        /\b(because|caused?|due to|led to|thanks to|drove|drives?|driven|result(s|ed)? (in|of|from))\b/i,
      );
      expect(sections.at(-1)?.text).toContain('These figures show what changed, not why.');
    }
  });

  it('answers its own follow-up for the member that moved', async () => {
    const { result } = await ask({ metric: 'revenue', ...LAST_WEEK });
    const { sections } = await ask({ ...result.followUps[0]?.call?.input });
    expect(sections[0]?.text).toMatch(/^Revenue \(Cake 7\) came to \$\d+ for Nov 16 – 22, down (69|70|71)%/);
  });

  it('shows all that was done', async () => {
    const { result } = await ask({ metric: 'revenue', ...LAST_WEEK });
    expect(result.working).toMatchObject({
      period: LAST_WEEK.period,
      compare: { start: '2026-11-09', end: '2026-11-15' },
    });
    expect(result.working?.sources[0]?.fileName).toBe('sales.csv');
    expect(result.working?.checks.some((check) => check.result.endsWith('unusual.'))).toBe(true);
    expect(result.working?.model?.parameters.season).toBe('multiplicative');
  });

  it('says what there is when nothing is known of the time', async () => {
    const { sections, result } = await ask({ metric: 'revenue', period: { start: '2030-01-01', end: '2030-01-31' } });
    expect(sections[0]?.text).toContain('I have no revenue for January 2030. Your data runs from');
    expect(result.charts).toEqual([]);
  });
});
