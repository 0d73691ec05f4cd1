import { randomUUID } from 'node:crypto';
import type { KyselyPlugin } from 'kysely';
import type { SkillContext } from '../../skills/context.ts';
import { createSkillContext } from '../../skills/create-context.ts';
import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Company } from '../../src/contracts/company.ts';
import type { DatasetId, UserId } from '../../src/contracts/ids.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { removeDataset } from '../../src/datasets/remove-dataset.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { type ForecastRecord, saveForecast } from '../../src/db/queries/forecasts.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import type { EngineRunner } from '../../src/engines/engine-runner.ts';
import { createGrounder } from '../../src/facts/ground.ts';
import { scoreForecasts } from '../../src/forecasts/score-forecasts.ts';
import { createTestCompany, type TestDatabase } from './harness.ts';
import { importText } from './import-support.ts';

/** A Monday; the shop has been there for thirteen weeks, is shut on Sundays, and takes 100 on Mondays up to 150 on Saturdays. */
export const OPENED = '2026-08-03';
export const MONDAY = '2026-11-02';
export const usual = (t: IsoDate): number => 100 + 10 * weekdayOf(t);

/** A file with the days from `first` on that the shop was open. */
export function salesFile(first: IsoDate, days: number, revenue: (t: IsoDate) => number | null): string {
  const lines = ['date,revenue'];
  for (let at = 0; at < days; at += 1) {
    const t = addDays(first, at);
    const value = weekdayOf(t) === 6 ? null : revenue(t);
    if (value !== null) lines.push(`${t},${value}`);
  }
  return lines.join('\n');
}

export async function openShop(database: TestDatabase): Promise<Company> {
  const company = await createTestCompany(database);
  await bring(database, company, 'past.csv', salesFile(OPENED, 91, usual));
  return company;
}

export async function bring(database: TestDatabase, company: Company, name: string, text: string): Promise<DatasetId> {
  const outcome = await importText(database, company, { name, text });
  if (outcome.kind !== 'imported') throw new Error(`${name} was known.`);
  return outcome.dataset;
}

export const takeOut = (database: TestDatabase, company: Company, dataset: DatasetId) =>
  removeDataset({ data: (work) => database.inTenant(company.id, work), company, dataset });

/** A day forecast as the forecaster keeps it: ±10 in eight cases of ten. Sundays are known to be closed. */
export const stepOf = (t: IsoDate, y: number) => ({
  t,
  y: weekdayOf(t) === 6 ? 0 : y,
  low80: y - 10,
  high80: y + 10,
  low95: y - 20,
  high95: y + 20,
  closed: weekdayOf(t) === 6,
});

/** Keeps a forecast from the Sunday before `MONDAY` on. */
export function keep(
  database: TestDatabase,
  company: Company,
  forecast: Partial<ForecastRecord> & { readonly value?: (t: IsoDate) => number; readonly days?: number } = {},
): Promise<string> {
  const { value = (t) => usual(t) + 5, days = 15, ...record } = forecast;
  const points = Array.from({ length: days }, (_, at) => addDays('2026-11-01', at)).map((t) => stepOf(t, value(t)));
  return database.inTenant(company.id, (tx) =>
    saveForecast(tx, {
      metric: 'revenue',
      filter: {},
      grain: 'day',
      horizon: points.length,
      madeOn: '2026-11-01',
      dataVersion: 1,
      model: 'ensemble',
      parameters: {},
      backtest: {},
      points,
      ...record,
    }),
  );
}

/** Scores as the job does; says how many statements it took. */
export async function score(database: TestDatabase, company: Company): Promise<number> {
  let statements = 0;
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const done = await scoreForecasts({
    company,
    // A transaction with a plugin is the same transaction.
    data: (work) => database.inTenant(company.id, (tx) => work(tx.withPlugin(counter) as TenantTx)),
  });
  if (!done) throw new Error('The data kept changing.');
  return statements;
}

export const readAll = (database: TestDatabase, company: Company) =>
  database.inTenant(company.id, (tx) =>
    tx.selectFrom('forecast_scores').selectAll().orderBy('forecast_id').orderBy('t').execute(),
  );

/** A person of the company who asks; every text is grounded, so a digit that is no fact throws. */
export async function createAsking(database: TestDatabase, company: Company, now: string, engines?: EngineRunner) {
  const context: SkillContext = createSkillContext({
    asked: { channel: 'web', workspace: 'test', conversation: 'c', thread: 'c', user: 'local', audience: 'private' },
    company,
    // A fresh random UUID is a UserId by definition.
    person: { id: randomUUID() as UserId, displayName: 'Ada', role: 'viewer' },
    catalogue: await database.inTenant(company.id, (tx) => readCatalogue(tx, company)),
    attachments: [],
    previous: null,
    engines: engines ?? { run: () => Promise.reject(new Error('no engine is needed to look back')) },
    signal: new AbortController().signal,
    data: (work) => database.inTenant(company.id, work),
    progress: () => {},
    now: new Date(now),
  });
  const fillIn = (result: SkillResult) => {
    const grounder = createGrounder(result.facts, { locale: 'en-US', currency: 'USD', today: now.slice(0, 10) });
    const text = (template: string) =>
      grounder
        .text(template)
        .replaceAll(/\s/gu, ' ')
        .replaceAll(/ ?[–−] ?/g, '-');
    return {
      result,
      said: result.sections.map(({ template }) => text(template)),
      charts: result.charts.map(({ kind, title, subtitle, alt }) => [
        kind,
        text(title),
        text(subtitle ?? ''),
        text(alt),
      ]),
      tables: result.tables.map(({ title, columns, rows }) => ({
        title: text(title),
        rows: [columns.map(({ label }) => label), ...rows].map((cells) => cells.map(text).join(' | ')),
      })),
      buttons: result.followUps.map(({ label }) => text(label)),
      calls: result.followUps.map(({ call }) => call),
    };
  };
  return { context, fillIn };
}
