import type { MetricDefinition } from '../contracts/catalogue.ts';
import type { DatasetId } from '../contracts/ids.ts';
import type { ImportRecord, KnownDimension, RecordedDataset } from './import-record.ts';
import { mergeDefinition } from './merge-definitions.ts';
import { mergeDimension } from './merge-dimensions.ts';

/** How the company's names stand without a file. null: nobody else knows the name. */
export interface NamesWithout {
  readonly definitions: ReadonlyMap<string, MetricDefinition | null>;
  readonly dimensions: ReadonlyMap<string, KnownDimension | null>;
  /** Dimension → members that came with the file and with no later one. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** Later files' records: what was there before them is different now. */
  readonly records: ReadonlyMap<DatasetId, ImportRecord>;
}

/**
 * Tells each of a file's names the story without it: what was there before, then what each later file added to that.
 * @param later files that came after it, in their order
 */
export function unwindNames(removed: RecordedDataset, later: readonly RecordedDataset[]): NamesWithout {
  const definitions = new Map(Object.entries(removed.record.definitions));
  const dimensions = new Map(Object.entries(removed.record.dimensions));
  const members = new Map(Object.entries(removed.record.members).map(([key, names]) => [key, new Set(names)]));
  const records = new Map<DatasetId, ImportRecord>();
  for (const file of later) {
    const { understanding, record } = file;
    const definitionsBefore = new Map(Object.entries(record.definitions));
    for (const { definition } of understanding.metrics) {
      const key = record.keys[definition.key] ?? definition.key;
      const before = definitions.get(key);
      if (before === undefined) continue;
      definitionsBefore.set(key, before);
      definitions.set(key, mergeDefinition(before, definition, record.keys));
    }
    const dimensionsBefore = new Map(Object.entries(record.dimensions));
    const membersBefore = new Map(Object.entries(record.members));
    for (const plan of understanding.dimensions) {
      const before = dimensions.get(plan.key);
      if (before !== undefined) {
        dimensionsBefore.set(plan.key, before);
        dimensions.set(plan.key, mergeDimension(before, plan));
      }
      const ownerless = members.get(plan.key);
      const own = new Set(record.members[plan.key]);
      membersBefore.set(
        plan.key,
        plan.members.filter((member) => ownerless?.delete(member) || own.has(member)),
      );
    }
    records.set(file.id, {
      ...record,
      definitions: Object.fromEntries(definitionsBefore),
      dimensions: Object.fromEntries(dimensionsBefore),
      members: Object.fromEntries(membersBefore),
    });
  }
  return { definitions, dimensions, members: new Map([...members].map(([key, names]) => [key, [...names]])), records };
}
