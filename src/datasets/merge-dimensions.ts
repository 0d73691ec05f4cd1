import type { DimensionPlan } from './file-understanding.ts';
import type { KnownDimension } from './import-record.ts';

/** A dimension that the company has keeps its label and learns the file's words. */
export function mergeDimension(before: KnownDimension | null, plan: DimensionPlan): KnownDimension {
  return {
    label: before?.label ?? plan.label,
    synonyms: [...new Set([...(before?.synonyms ?? []), ...plan.synonyms])],
  };
}
