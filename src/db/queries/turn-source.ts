import type { TurnId } from '../../contracts/ids.ts';
import type { TenantTx } from '../schema.ts';

/** Where a turn was asked, and by whom. */
export interface TurnSource {
  readonly turn: TurnId;
  readonly channel: string;
  readonly workspace: string;
  readonly conversation: string;
  readonly thread: string;
  /** The platform's id of who asked; null for a message nobody asked for. */
  readonly asker: string | null;
}

/** null when this company has no such turn. */
export async function findTurnSource(tx: TenantTx, turn: TurnId): Promise<TurnSource | null> {
  const row = await tx
    .selectFrom('coaching_turns as t')
    .innerJoin('coaching_sessions as s', (join) =>
      join.onRef('s.tenant_id', '=', 't.tenant_id').onRef('s.id', '=', 't.session_id'),
    )
    .leftJoin('inbound_events as i', (join) =>
      join.onRef('i.tenant_id', '=', 't.tenant_id').onRef('i.id', '=', 't.inbound_id'),
    )
    .select(['t.id', 's.channel', 's.workspace', 's.conversation', 's.thread', 'i.inbound'])
    .where('t.id', '=', turn)
    .executeTakeFirst();
  if (!row) return null;
  const { channel, workspace, conversation, thread } = row;
  return { turn: row.id, channel, workspace, conversation, thread, asker: row.inbound?.user ?? null };
}
