import type { RecordKind, RecordOf } from '../../contracts/record.ts';
import { recordKey } from '../../records/record-key.ts';
import { type SampleFile, startSheet } from '../sheet.ts';
import { LIST_TABLES, type ListTable } from './list-columns.ts';

/** One record of one list, with the file row it stands in. */
export interface SampleRecord {
  readonly kind: RecordKind;
  /** As a file that is uploaded later gives it to the same thing. */
  readonly key: string;
  readonly record: RecordOf[RecordKind];
  readonly file: string;
  /** As a spreadsheet shows it: the header is row 1. */
  readonly row: number;
}

export type SampleLists = { readonly [K in RecordKind]: readonly RecordOf[K][] };

/** Writes every list twice, alike: as a CSV file and as records that name their file and row. */
export function writeLists(lists: SampleLists): { files: readonly SampleFile[]; records: readonly SampleRecord[] } {
  const records: SampleRecord[] = [];

  function write<K extends RecordKind>(kind: K, entries: readonly RecordOf[K][], table: ListTable<K>): SampleFile {
    const sheet = startSheet(table.fileName, Object.keys(table.columns));
    for (const record of entries) {
      const row = sheet.addRow(Object.values(table.columns).map((cellOf) => cellOf(record) ?? ''));
      records.push({ kind, key: recordKey(kind, record), record, file: table.fileName, row });
    }
    return sheet.toFile();
  }

  const files = [
    write('item', lists.item, LIST_TABLES.item),
    write('supplier', lists.supplier, LIST_TABLES.supplier),
    write('recipe', lists.recipe, LIST_TABLES.recipe),
    write('employee', lists.employee, LIST_TABLES.employee),
    write('absence', lists.absence, LIST_TABLES.absence),
    write('cover', lists.cover, LIST_TABLES.cover),
    write('busy-hours', lists['busy-hours'], LIST_TABLES['busy-hours']),
    write('product', lists.product, LIST_TABLES.product),
    write('ad-channel', lists['ad-channel'], LIST_TABLES['ad-channel']),
  ];
  return { files, records };
}
