import { sql } from 'kysely';
import type { TurnId, UserId } from '../../contracts/ids.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

export interface Feedback {
  readonly turn: TurnId;
  readonly user: UserId;
  readonly value: 'good' | 'bad';
  readonly comment?: string;
}

/** One thumb a person and answer: a later one takes its place. A comment stays until another one is written. */
export async function saveFeedback(tx: TenantTx, { turn, user, value, comment }: Feedback): Promise<void> {
  await tx
    .insertInto('feedback')
    .values({ tenant_id: currentTenant, turn_id: turn, user_id: user, value, comment: comment ?? null })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'turn_id', 'user_id']).doUpdateSet({
        value,
        comment: sql<string | null>`coalesce(excluded.comment, feedback.comment)`,
        given_at: sql<Date>`clock_timestamp()`,
      }),
    )
    .execute();
}
