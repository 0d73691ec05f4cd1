import { randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { CoachSkill, SkillContext } from '../../skills/context.ts';
import { createSkillContext } from '../../skills/create-context.ts';
import { planStaffing } from '../../skills/plan-staffing/run.ts';
import { whatIf } from '../../skills/what-if/run.ts';
import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Company, Person } from '../../src/contracts/company.ts';
import type { DatasetId } from '../../src/contracts/ids.ts';
import type { RecordKind, RecordOf } from '../../src/contracts/record.ts';
import type { SkillFile, SkillResult } from '../../src/contracts/skill.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { insertDataset } from '../../src/db/queries/import-datasets.ts';
import { ensurePerson } from '../../src/db/queries/people.ts';
import { savePlanningSetting } from '../../src/db/queries/planning-settings.ts';
import { insertRecords } from '../../src/db/queries/records.ts';
import { packUpload, saveUpload } from '../../src/db/queries/uploads.ts';
import { createEnginePool } from '../../src/engines/pool.ts';
import { createGrounder } from '../../src/facts/ground.ts';
import { createTestCompany, openTestDatabase } from './harness.ts';
import { define, metricOf, writeFile } from './metrics-support.ts';

/** A Monday; the numbers end the day before. */
export const NOW = new Date('2026-11-23T09:00:00Z');
const LAST = '2026-11-22';
const DAYS = 140;

/** Orders by weekday, Monday first: what is to come is known, the same week again. */
const ORDERS = [120, 120, 120, 120, 160, 240, 200];

export interface Bakery {
  readonly company: Company;
  keep<K extends RecordKind>(kind: K, records: readonly RecordOf[K][]): Promise<void>;
  setting(key: string, value: number | string): Promise<void>;
  ask(input: Record<string, unknown>, audience?: 'private' | 'group'): Promise<Answer>;
  tryChange(input: Record<string, unknown>): Promise<Answer>;
  inTenant: SkillContext['data'];
  readonly person: Person;
  close(): Promise<void>;
}

export interface Answer {
  readonly result: SkillResult;
  /** Every section as a person reads it. */
  readonly said: readonly string[];
  readonly tables: readonly (readonly string[])[];
  /** Everything a person reads, in one text. */
  readonly all: string;
}

/** A bakery with numbers of orders and wages, and no lists yet. Its clocks are those of Berlin. */
export async function openBakery(): Promise<Bakery> {
  const database = await openTestDatabase();
  const engines = createEnginePool({ threads: 1 });
  const company = await createTestCompany(database, { timezone: 'Europe/Berlin', currency: 'EUR', locale: 'en-IE' });
  const days = Array.from({ length: DAYS }, (_, at) => addDays(LAST, at + 1 - DAYS));
  await define(database, company, [
    metricOf('orders'),
    metricOf('labor_cost', { label: 'Labor cost', unit: 'currency' }),
  ]);
  const rows = (value: (day: string, at: number) => number) =>
    days.map((t, at) => ({ dims: {}, t, value: value(t, at), row: at + 2 }));
  await writeFile(database, company, {
    fileName: 'daily.csv',
    metrics: [
      // Noise without chance, so that ranges are not points.
      {
        metric: 'orders',
        grain: 'day',
        rows: rows((t, at) => Math.round((ORDERS[weekdayOf(t)] ?? 0) * (1 + 0.05 * Math.sin(at * 2.4)))),
      },
      { metric: 'labor_cost', grain: 'day', rows: rows(() => 300) },
    ],
  });
  const inTenant: SkillContext['data'] = (work) => database.inTenant(company.id, work);
  const person = await inTenant((tx) =>
    ensurePerson(tx, { channel: 'web', workspace: 'w', externalUser: 'u' }, { displayName: 'Ada', role: 'owner' }),
  );

  const run = async <Input>(
    skill: CoachSkill<Input>,
    input: Record<string, unknown>,
    audience: 'private' | 'group',
  ): Promise<Answer> => {
    const context = createSkillContext({
      asked: { channel: 'web', workspace: 'w', conversation: 'c', thread: 'c', user: 'u', audience },
      company,
      person,
      catalogue: await inTenant((tx) => readCatalogue(tx, company)),
      attachments: [],
      previous: null,
      engines,
      signal: new AbortController().signal,
      data: inTenant,
      progress: () => {},
      now: NOW,
    });
    const result = await skill.run(context, skill.input.parse(input));
    return { result, ...fillIn(result, context.today) };
  };

  return {
    company,
    person,
    inTenant,
    keep: async (kind, records) => {
      const upload = await packUpload({
        fileName: `${kind}.csv`,
        mediaType: 'text/csv',
        content: Buffer.from(`${kind} ${randomUUID()}`),
      });
      // A fresh random UUID is a DatasetId by definition.
      const id = randomUUID() as DatasetId;
      await inTenant(async (tx) => {
        await saveUpload(tx, upload);
        await insertDataset(tx, {
          id,
          uploadId: upload.id,
          name: kind,
          fileName: upload.fileName,
          sha256: upload.sha256,
          understanding: {},
          rowCount: records.length,
          firstDay: LAST,
          lastDay: LAST,
        });
        const rows = records.map((record, at) => ({ kind, key: String(at), record, row: at + 2 }));
        await insertRecords(tx, id, rows);
      });
    },
    setting: (key, value) => inTenant((tx) => savePlanningSetting(tx, { key, value, saidBy: null })),
    ask: (input, audience = 'private') => run(planStaffing, input, audience),
    tryChange: (input) => run(whatIf, input, 'private'),
    close: async () => {
      await engines.close();
      await database.close();
    },
  };
}

/** Grounds every text there is: throws where a digit is no fact. */
function fillIn(result: SkillResult, today: string): Omit<Answer, 'result'> {
  const grounder = createGrounder(result.facts, { locale: 'en-IE', currency: 'EUR', today });
  const text = (template: string) => grounder.text(template).replaceAll(/\s/gu, ' ');
  const said = result.sections.map(({ heading, template }) => `${heading ? `${heading}: ` : ''}${text(template)}`);
  const tables = result.tables.map(({ title, columns, rows }) => [
    text(title),
    ...[columns.map(({ label }) => label), ...rows].map((cells) => cells.map(text).join(' | ')),
  ]);
  const charts = result.charts.flatMap((chart) => {
    const rows = chart.kind === 'roster' ? chart.rows.map((row) => `${row.label} ${text(row.total ?? '')}`) : [];
    return [text(chart.title), text(chart.subtitle ?? ''), text(chart.alt), ...rows];
  });
  const buttons = result.followUps.map(({ label }) => text(label));
  return { said, tables, all: [...said, ...tables.flat(), ...charts, ...buttons].join('\n') };
}

const kept = z.object({
  plan: z.object({
    lines: z.array(z.object({ employee: z.string(), day: z.string(), shift: z.string() })),
    people: z.array(z.object({ employee: z.string(), pay: z.number() })),
  }),
});

/** Shifts and pay of a roster as it was kept. */
export const keptRoster = (plan: { readonly outcome: unknown } | undefined) => kept.parse(plan?.outcome).plan;

/** Names of the tabs of a workbook, read from its zip archive. */
export function tabsOf({ content }: SkillFile): readonly string[] {
  const zip = Buffer.from(content);
  // The central directory's entries (PKWARE APPNOTE 4.3.12) say where each file begins and how long it is.
  for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    const name = zip.toString('latin1', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    if (name !== 'xl/workbook.xml') continue;
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(begin, begin + zip.readUInt32LE(at + 20));
    const xml = (zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString();
    return [...xml.matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(([, tab = '']) => tab);
  }
  throw new Error('no workbook in the archive');
}
