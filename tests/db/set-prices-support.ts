import type { CoachSkill, SkillContext } from '../../skills/context.ts';
import { createSkillContext } from '../../skills/create-context.ts';
import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Company } from '../../src/contracts/company.ts';
import type { ProductRecord } from '../../src/contracts/record.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { importDataset } from '../../src/datasets/import-dataset.ts';
import { openReading } from '../../src/datasets/open-reading.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { ensurePerson } from '../../src/db/queries/people.ts';
import { insertRecords } from '../../src/db/queries/records.ts';
import { packUpload, saveUpload } from '../../src/db/queries/uploads.ts';
import type { EnginePool } from '../../src/engines/pool.ts';
import { createGrounder } from '../../src/facts/ground.ts';
import { recordKey } from '../../src/records/record-key.ts';
import type { TestDatabase } from './harness.ts';

/** The newest day of the file, a Sunday; today is the Monday after. */
const LAST = '2026-11-22';
export const TODAY = '2026-11-23';
const DAYS = 728;

export interface Bread {
  readonly price: number;
  /** Units on a day at that price. */
  readonly units: number;
  readonly elasticity: number;
  /** Its price never moves. */
  readonly fixed?: boolean;
}

/** What a bakery sells. Each product's answer to price is known. */
export const BREADS: Readonly<Record<string, Bread>> = {
  'Rye Loaf': { price: 4, units: 90, elasticity: -0.6 },
  Baguette: { price: 2.5, units: 160, elasticity: -1.4 },
  'Cake Slice': { price: 3.75, units: 60, elasticity: -2.6 },
  'Bun 5': { price: 1.75, units: 120, elasticity: -1.2 },
  Pretzel: { price: 1.5, units: 80, elasticity: -1, fixed: true },
};

/** Noise without chance, about ±6%, another one for each product. */
const wobble = (day: number, product: number) => 1 + 0.06 * Math.sin(day * 2.4 + product * 1.7) * Math.cos(day * 0.57);

/** In force for some weeks each, at other times for each product; 1 at the end. */
function priceFactor(day: number, product: number): number {
  const stretch = Math.floor((DAYS - 1 - day) / (44 + 9 * product));
  return [1, 0.92, 1.04, 0.88, 1, 1.06, 0.95][stretch % 7] ?? 1;
}

/** Two years by product and day. @param columns `revenue` alone, or with the `quantity` */
export function writeSales(columns: readonly ('quantity' | 'revenue')[]): Buffer {
  const lines = [['date', 'product', ...columns].join(',')];
  for (let day = 0; day < DAYS; day += 1) {
    const date = addDays(LAST, day + 1 - DAYS);
    for (const [at, [name, bread]] of Object.entries(BREADS).entries()) {
      const price = Math.round(bread.price * (bread.fixed ? 1 : priceFactor(day, at)) * 100) / 100;
      const weekday = 1 + 0.3 * Math.sin(weekdayOf(date));
      const quantity = Math.round(bread.units * (price / bread.price) ** bread.elasticity * weekday * wobble(day, at));
      const values = { quantity, revenue: (quantity * price).toFixed(2) };
      lines.push([date, name, ...columns.map((column) => values[column])].join(','));
    }
  }
  return Buffer.from(lines.join('\n'));
}

/** Brings a file in as an upload would. */
export async function importSales(database: TestDatabase, company: Company, content: Buffer): Promise<void> {
  const upload = await packUpload({ fileName: 'sales.csv', mediaType: 'text/csv', content });
  const asked = { fileName: 'sales.csv', weekStart: 'monday' as const, timezone: 'UTC', answers: {} };
  const reading = await openReading(content, asked);
  if (reading.outcome.kind === 'question') throw new Error('the file was not understood');
  const data: SkillContext['data'] = (work) => database.inTenant(company.id, work);
  await data((tx) => saveUpload(tx, upload));
  await importDataset({ data, company, upload, understanding: reading.outcome, reading });
  await reading.close();
}

/** Adds a list of products, as rows of the file that is there. */
export async function addProducts(
  database: TestDatabase,
  company: Company,
  products: readonly ProductRecord[],
): Promise<void> {
  await database.inTenant(company.id, async (tx) => {
    const { id } = await tx.selectFrom('datasets').select('id').executeTakeFirstOrThrow();
    const records = products.map((record, at) => ({
      kind: 'product' as const,
      key: recordKey('product', record),
      record,
      row: at + 2,
    }));
    await insertRecords(tx, id, records);
  });
}

export interface Asked {
  readonly result: SkillResult;
  /** All sections in one text, grounded: a digit that is no fact throws. */
  readonly said: string;
  readonly answer: string;
  /** Cells by table, grounded. */
  readonly tables: readonly (readonly (readonly string[])[])[];
}

/** Runs a skill as the company's owner would, today. */
export async function askSkill<Input>(
  world: { readonly database: TestDatabase; readonly engines: EnginePool; readonly company: Company },
  skill: CoachSkill<Input>,
  input: Readonly<Record<string, unknown>>,
): Promise<Asked> {
  const { database, engines, company } = world;
  const place = { channel: 'web' as const, workspace: company.slug };
  const context = createSkillContext({
    asked: { ...place, conversation: 'c', thread: 'c', user: 'local', audience: 'private' },
    company,
    person: await database.inTenant(company.id, (tx) =>
      ensurePerson(tx, { ...place, externalUser: 'local' }, { displayName: 'Ada', role: 'owner' }),
    ),
    catalogue: await database.inTenant(company.id, (tx) => readCatalogue(tx, company)),
    attachments: [],
    previous: null,
    engines,
    signal: new AbortController().signal,
    data: (work) => database.inTenant(company.id, work),
    progress: () => {},
    now: new Date(`${TODAY}T09:00:00Z`),
  });
  const result = await skill.run(context, skill.input.parse(input));
  const grounder = createGrounder(result.facts, { locale: 'en-US', currency: 'USD', today: TODAY });
  const text = (template: string) => grounder.text(template).replaceAll(/\s/gu, ' ');
  for (const { label } of result.followUps) text(label);
  for (const { title, subtitle = '', alt } of result.charts) [title, subtitle, alt].map(text);
  return {
    result,
    said: result.sections.map(({ template }) => text(template)).join('\n'),
    answer: text(result.sections[0]?.template ?? ''),
    tables: result.tables.map((table) => {
      [table.title, ...table.columns.map(({ label }) => label)].map(text);
      return table.rows.map((row) => row.map(text));
    }),
  };
}
