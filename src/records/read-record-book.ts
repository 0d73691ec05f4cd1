import type { RowSource } from '../contracts/fact.ts';
import type { KeptRecord, PlanningSetting, RecordKind } from '../contracts/record.ts';
import { readPlanningSettings } from '../db/queries/planning-settings.ts';
import { readRecords } from '../db/queries/records.ts';
import type { TenantTx } from '../db/schema.ts';
import { RECORD_SCHEMA } from './record-schema.ts';

/** The company's lists and settings, as a plan reads them. */
export interface RecordBook {
  of<K extends RecordKind>(kind: K): readonly KeptRecord<K>[];
  setting(key: string): PlanningSetting | undefined;
  /** A setting that is a number; null when it was never told, or is none. */
  number(key: string): number | null;
  /** Files and rows behind these kinds. */
  sources(kinds: readonly RecordKind[]): readonly RowSource[];
}

/** Reads what holds now. Rows that are not of their kind's form (an older release wrote them) are passed over. */
export async function readRecordBook(tx: TenantTx, kinds: readonly RecordKind[]): Promise<RecordBook> {
  const records = (await readRecords(tx, kinds)).flatMap(({ kind, key, record, dataset, fileName, row }) => {
    const parsed = RECORD_SCHEMA[kind].safeParse(record);
    return parsed.success ? [{ kind, key, record: parsed.data, dataset, fileName, row }] : [];
  });
  const settings = await readPlanningSettings(tx);
  return {
    // `kind` decides the type of `record`: it was parsed by that kind's schema.
    of: <K extends RecordKind>(kind: K) => records.filter((kept) => kept.kind === kind) as object[] as KeptRecord<K>[],
    setting: (key) => settings.get(key),
    number: (key) => {
      const value = settings.get(key)?.value;
      return typeof value === 'number' ? value : null;
    },
    sources: (wanted) => sourcesOf(records.filter(({ kind }) => wanted.includes(kind))),
  };
}

const MOST_RANGES = 50;

function sourcesOf(records: readonly Pick<KeptRecord, 'dataset' | 'fileName' | 'row'>[]): RowSource[] {
  return [...Map.groupBy(records, ({ dataset }) => dataset)].map(([dataset, kept]) => {
    const rows = kept.map(({ row }) => row).sort((a, b) => a - b);
    const ranges: [number, number][] = [];
    for (const row of rows) {
      const last = ranges.at(-1);
      if (last && row <= last[1] + 1) last[1] = row;
      else ranges.push([row, row]);
    }
    return {
      // The column holds ids of datasets only.
      dataset: dataset as RowSource['dataset'],
      fileName: kept[0]?.fileName ?? '',
      rows: ranges.slice(0, MOST_RANGES),
      rowCount: rows.length,
    };
  });
}
