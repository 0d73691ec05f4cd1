import type { TurnId } from '../../contracts/ids.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

/** A file of a reply that is about to be kept. */
export interface NewReplyFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Keeps the files of a turn's reply; those that were kept of it before go. */
export async function saveReplyFiles(tx: TenantTx, turn: TurnId, files: readonly NewReplyFile[]): Promise<void> {
  await tx.deleteFrom('reply_files').where('turn_id', '=', turn).execute();
  if (files.length === 0) return;
  const rows = files.map(({ id, name, mediaType, content }) => ({
    tenant_id: currentTenant,
    id,
    turn_id: turn,
    name,
    media_type: mediaType,
    content,
  }));
  await tx.insertInto('reply_files').values(rows).execute();
}

/**
 * A file of an earlier reply; null when this company has no such file, or the id is no id.
 * @param channel where it is asked for: a file of an answer that went to one channel is not given out on another
 */
export async function getReplyFile(
  tx: TenantTx,
  id: string,
  channel: string,
): Promise<{ readonly name: string; readonly mediaType: string; readonly content: Uint8Array } | null> {
  if (!UUID.test(id)) return null;
  const row = await tx
    .selectFrom('reply_files as f')
    .innerJoin('coaching_turns as t', (join) =>
      join.onRef('t.tenant_id', '=', 'f.tenant_id').onRef('t.id', '=', 'f.turn_id'),
    )
    .innerJoin('coaching_sessions as s', (join) =>
      join.onRef('s.tenant_id', '=', 't.tenant_id').onRef('s.id', '=', 't.session_id'),
    )
    .select(['f.name', 'f.media_type', 'f.content'])
    .where('f.id', '=', id)
    .where('s.channel', '=', channel)
    .executeTakeFirst();
  return row ? { name: row.name, mediaType: row.media_type, content: row.content } : null;
}
