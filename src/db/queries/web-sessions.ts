import type { Person } from '../../contracts/company.ts';
import type { UserId } from '../../contracts/ids.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

/** Keeps a browser's session by the hash of its token, and forgets those of this company that are over. */
export async function saveSession(
  tx: TenantTx,
  session: { readonly hash: string; readonly user: UserId; readonly expiresAt: Date; readonly now: Date },
): Promise<void> {
  await tx.deleteFrom('web_sessions').where('expires_at', '<', session.now).execute();
  await tx
    .insertInto('web_sessions')
    .values({
      tenant_id: currentTenant,
      token_hash: session.hash,
      user_id: session.user,
      expires_at: session.expiresAt,
    })
    .execute();
}

/** Whose session it is; null when it is over, or its person's access is. */
export async function findSession(tx: TenantTx, hash: string, now: Date): Promise<Person | null> {
  const row = await tx
    .selectFrom('web_sessions as s')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.user_id'))
    .select(['u.id', 'u.display_name', 'u.role'])
    .where('s.tenant_id', '=', currentTenant)
    .where('s.token_hash', '=', hash)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', now)
    .where('u.ended_at', 'is', null)
    .executeTakeFirst();
  return row ? { id: row.id, displayName: row.display_name, role: row.role } : null;
}

export async function endSession(tx: TenantTx, hash: string, now: Date): Promise<void> {
  await tx
    .updateTable('web_sessions')
    .set({ ended_at: now })
    .where('token_hash', '=', hash)
    .where('tenant_id', '=', currentTenant)
    .where('ended_at', 'is', null)
    .execute();
}

/** Signs a person out of every browser. */
export async function endSessionsOf(tx: TenantTx, user: UserId): Promise<void> {
  await tx
    .updateTable('web_sessions')
    .set((eb) => ({ ended_at: eb.fn<Date>('clock_timestamp') }))
    .where('user_id', '=', user)
    .where('ended_at', 'is', null)
    .execute();
}
