import type { DimensionEntry } from '../contracts/catalogue.ts';
import type { Company } from '../contracts/company.ts';
import { readCatalogue } from '../db/queries/catalogue.ts';
import type { TenantTx } from '../db/schema.ts';
import type { DimensionPlan } from './file-understanding.ts';

/** A dimension that the company has keeps its label and learns the file's words and members. */
export async function mergeDimensions(
  tx: TenantTx,
  company: Company,
  plans: readonly DimensionPlan[],
): Promise<DimensionEntry[]> {
  const { dimensions } = await readCatalogue(tx, company);
  return plans.map((plan) => {
    const before = dimensions.find((dimension) => dimension.key === plan.key);
    const synonyms = [...new Set([...(before?.synonyms ?? []), ...plan.synonyms])];
    return { key: plan.key, label: before?.label ?? plan.label, synonyms, members: plan.members };
  });
}
