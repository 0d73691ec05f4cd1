import { sql } from 'kysely';
import type { TenantTx } from '../schema.ts';

/** Metrics that no file has any more. */
export async function removeDefinitions(tx: TenantTx, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await tx.deleteFrom('metric_definitions').where('key', 'in', keys).execute();
}

/** Dimensions that no file has any more, with their members. */
export async function removeDimensions(tx: TenantTx, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await tx.deleteFrom('dimensions').where('key', 'in', keys).execute();
}

/** Members that no file has any more. */
export async function removeMembers(tx: TenantTx, dimension: string, members: readonly string[]): Promise<void> {
  if (members.length > 0)
    await sql`delete from dimension_members where dimension = ${dimension} and member = any (${[...members]}::text[])`.execute(
      tx,
    );
}
