import { sql } from 'kysely';
import type { MessageRef } from '../../contracts/delivery.ts';
import type { TurnId } from '../../contracts/ids.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

/** A part of a message that is out on its platform. */
export interface PostedPart extends MessageRef {
  readonly outbox: string;
  readonly part: number;
}

/** Notes that a part is out. The same part again (it was sent twice, nobody knew) notes the newer one. */
export async function savePosted(
  tx: TenantTx,
  message: { readonly id: string; readonly channel: string; readonly workspace: string; readonly turn: TurnId | null },
  part: number,
  ref: MessageRef,
): Promise<void> {
  await tx
    .insertInto('posted_messages')
    .values({
      tenant_id: currentTenant,
      outbox_id: message.id,
      part,
      turn_id: message.turn,
      channel: message.channel,
      workspace: message.workspace,
      conversation: ref.conversation,
      message: ref.message,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'outbox_id', 'part'])
        .doUpdateSet({ conversation: ref.conversation, message: ref.message }),
    )
    .execute();
}

/** Parts of one message that are out, by their number. */
export async function postedParts(tx: TenantTx, outbox: string): Promise<Map<number, MessageRef>> {
  const rows = await tx
    .selectFrom('posted_messages')
    .select(['part', 'conversation', 'message'])
    .where('outbox_id', '=', outbox)
    .orderBy('part')
    .execute();
  return new Map(rows.map(({ part, conversation, message }) => [part, { conversation, message }]));
}

/** Marks everything of a turn that is out as taken away, and says what that is. Asked twice, the second finds nothing. */
export async function takePostedOfTurn(tx: TenantTx, turn: TurnId): Promise<PostedPart[]> {
  const rows = await tx
    .updateTable('posted_messages')
    .set({ removed_at: sql<Date>`clock_timestamp()` })
    .where('turn_id', '=', turn)
    .where('removed_at', 'is', null)
    .returning(['outbox_id', 'part', 'conversation', 'message'])
    .execute();
  return rows.map(({ outbox_id, ...ref }) => ({ outbox: outbox_id, ...ref })).toSorted((a, b) => a.part - b.part);
}
