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

/** A file of an earlier reply; null when this company has no such file, or the id is no id. */
export async function getReplyFile(
  tx: TenantTx,
  id: string,
): Promise<{ readonly name: string; readonly mediaType: string; readonly content: Uint8Array } | null> {
  if (!UUID.test(id)) return null;
  const row = await tx
    .selectFrom('reply_files')
    .select(['name', 'media_type', 'content'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? { name: row.name, mediaType: row.media_type, content: row.content } : null;
}
