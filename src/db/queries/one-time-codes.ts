import { randomUUID } from 'node:crypto';
import type { UserId } from '../../contracts/ids.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

export type CodePurpose = 'workspace' | 'web-login';

/** How long codes that are over are kept: a message that is run again after a crash must still find its own. */
const KEEP_MS = 24 * 60 * 60 * 1000;

/** Keeps a code by its hash alone, and forgets codes that have long been over. */
export async function saveCode(
  tx: TenantTx,
  code: {
    readonly hash: string;
    readonly purpose: CodePurpose;
    /** Who made it, or for a sign-in: who it signs in. */
    readonly user: UserId | null;
    readonly expiresAt: Date;
    readonly now: Date;
  },
): Promise<void> {
  await tx
    .deleteFrom('one_time_codes')
    .where('expires_at', '<', new Date(code.now.getTime() - KEEP_MS))
    .execute();
  await tx
    .insertInto('one_time_codes')
    .values({
      tenant_id: currentTenant,
      id: randomUUID(),
      code_hash: code.hash,
      purpose: code.purpose,
      user_id: code.user,
      expires_at: code.expiresAt,
    })
    .execute();
}

/** Uses a code up, in one statement, so that of two who try it at once one gets it. null: unknown, used, too old. */
export async function useCode(
  tx: TenantTx,
  { hash, purpose, now }: { readonly hash: string; readonly purpose: CodePurpose; readonly now: Date },
): Promise<{ user: UserId | null } | null> {
  const row = await tx
    .updateTable('one_time_codes')
    .set({ used_at: now })
    .where('code_hash', '=', hash)
    .where('tenant_id', '=', currentTenant)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('user_id')
    .executeTakeFirst();
  return row ? { user: row.user_id } : null;
}

/** A code that could be used now, left as it is. null: unknown, used, too old. */
export async function readOpenCode(
  tx: TenantTx,
  { hash, purpose, now }: { readonly hash: string; readonly purpose: CodePurpose; readonly now: Date },
): Promise<{ user: UserId | null } | null> {
  const row = await tx
    .selectFrom('one_time_codes')
    .select('user_id')
    .where('code_hash', '=', hash)
    .where('tenant_id', '=', currentTenant)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ? { user: row.user_id } : null;
}

/** A code of this company, whatever became of it; null when it has no such code. */
export async function findCode(
  tx: TenantTx,
  { hash, purpose }: { readonly hash: string; readonly purpose: CodePurpose },
): Promise<{ usedAt: Date | null } | null> {
  const row = await tx
    .selectFrom('one_time_codes')
    .select('used_at')
    .where('code_hash', '=', hash)
    .where('tenant_id', '=', currentTenant)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  return row ? { usedAt: row.used_at } : null;
}
