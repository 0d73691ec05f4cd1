import type { DimensionEntry, MetricDefinition } from '../contracts/catalogue.ts';
import type { DatasetId } from '../contracts/ids.ts';
import type { WeekStart } from '../contracts/period.ts';
import type { DayChanges } from '../db/queries/import-days.ts';
import type { StoredValue, ValuePlace } from '../db/queries/import-values.ts';
import type { FileAnswers, FileUnderstanding, MetricPlan } from './file-understanding.ts';

/**
 * What an import did besides writing values, kept with its dataset: with it the file can be read again the same way
 * and taken out again, so that everything is as if it had never come.
 */
export interface ImportRecord {
  /** How the file was read. */
  readonly answers: FileAnswers;
  readonly weekStart: WeekStart;
  readonly timezone: string;
  /** Metric of the file → key it is stored under. */
  readonly keys: Readonly<Record<string, string>>;
  /** What each of its metrics (by stored key) and dimensions was before; null when it came with this file. */
  readonly definitions: Readonly<Record<string, MetricDefinition | null>>;
  readonly dimensions: Readonly<Record<string, KnownDimension | null>>;
  /** Members that came with this file. */
  readonly members: Readonly<Record<string, readonly string[]>>;
  readonly days: DayChanges;
  /** Values it changed whose own file cannot be read again (the sample company's are written, not read). */
  readonly displaced: readonly StoredValue[];
}

export type KnownDimension = Required<Pick<DimensionEntry, 'label' | 'synonyms'>>;

/** A dataset as it is kept: the understanding of its file and the record of its import. */
export interface RecordedDataset {
  readonly id: DatasetId;
  readonly uploadId: string | null;
  readonly fileName: string;
  readonly understanding: FileUnderstanding;
  readonly record: ImportRecord;
}

interface KeptDataset {
  readonly id: DatasetId;
  readonly uploadId: string | null;
  readonly fileName: string;
  readonly understanding: Readonly<Record<string, unknown>>;
}

/** What is stored as the dataset's understanding. */
export function packRecord(understanding: FileUnderstanding, record: ImportRecord): Readonly<Record<string, unknown>> {
  return { ...understanding, record };
}

/** null for data that did not come through an import. */
export function unpackRecord(dataset: KeptDataset): RecordedDataset | null {
  const { record, ...understanding } = dataset.understanding;
  if (record === undefined) return null;
  return {
    id: dataset.id,
    uploadId: dataset.uploadId,
    fileName: dataset.fileName,
    // Both were written by `packRecord`, and by nobody else.
    understanding: understanding as unknown as FileUnderstanding,
    record: record as ImportRecord,
  };
}

/** Where a metric of a file is stored. */
export function placeOf(
  metric: { readonly metric: string; readonly dims: readonly string[] },
  keys: Readonly<Record<string, string>>,
  grain: ValuePlace['grain'],
): ValuePlace {
  return { metric: keys[metric.metric] ?? metric.metric, cut: metric.dims.join(','), grain };
}

export const placeName = ({ metric, cut, grain }: ValuePlace): string => `${metric} ${cut} ${grain}`;

/** A place with what its metric is. */
export interface MeasuredPlace extends ValuePlace {
  readonly isMean: boolean;
  readonly isContext: boolean;
}

/** Every place a file has values for. */
export function placesOf({
  understanding,
  record,
}: Pick<RecordedDataset, 'understanding' | 'record'>): MeasuredPlace[] {
  return understanding.metrics
    .filter((plan) => plan.from !== null)
    .map((plan) => measuredPlace(plan, understanding, record));
}

function measuredPlace(plan: MetricPlan, understanding: FileUnderstanding, record: ImportRecord): MeasuredPlace {
  const { definition, dims } = plan;
  return {
    ...placeOf({ metric: definition.key, dims }, record.keys, understanding.grain),
    isMean: definition.aggregation.kind === 'mean',
    isContext: definition.role === 'context',
  };
}
