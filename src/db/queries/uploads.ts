import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Attachment } from '../../contracts/inbound.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** A file ready to be kept: `content` is gzip, `bytes` and `sha256` are those of the file itself. */
export interface PackedUpload {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly content: Uint8Array;
}

/** Packs a file. Do it before the transaction opens: a big file takes a while. */
export async function packUpload(file: {
  fileName: string;
  mediaType: string;
  content: Uint8Array;
}): Promise<PackedUpload> {
  return {
    id: randomUUID(),
    fileName: file.fileName,
    mediaType: file.mediaType,
    bytes: file.content.byteLength,
    sha256: createHash('sha256').update(file.content).digest('hex'),
    content: await pack(file.content),
  };
}

export async function saveUpload(tx: TenantTx, upload: PackedUpload): Promise<void> {
  await tx
    .insertInto('uploads')
    .values({
      tenant_id: currentTenant,
      id: upload.id,
      file_name: upload.fileName,
      media_type: upload.mediaType,
      bytes: upload.bytes,
      sha256: upload.sha256,
      content: upload.content,
    })
    .execute();
}

/** A kept file, unpacked; null when this company has no such upload. */
export async function getUpload(tx: TenantTx, id: string): Promise<PackedUpload | null> {
  const row = await tx
    .selectFrom('uploads')
    .select(['id', 'file_name', 'media_type', 'bytes', 'sha256', 'content'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    fileName: row.file_name,
    mediaType: row.media_type,
    bytes: row.bytes,
    sha256: row.sha256,
    content: await unpack(row.content),
  };
}

/** The first upload with exactly these bytes, if there is one. */
export async function findBySha(tx: TenantTx, sha256: string): Promise<{ id: string; fileName: string } | null> {
  const row = await tx
    .selectFrom('uploads')
    .select(['id', 'file_name'])
    .where('sha256', '=', sha256)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return row ? { id: row.id, fileName: row.file_name } : null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is known of kept files, without their content; those that are not there are missing from the answer. */
export async function findUploads(tx: TenantTx, ids: readonly string[]): Promise<Map<string, Attachment>> {
  const wanted = ids.filter((id) => UUID.test(id));
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .selectFrom('uploads')
    .select(['id', 'file_name', 'media_type', 'bytes'])
    .where('id', 'in', wanted)
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      { upload: row.id, fileName: row.file_name, mediaType: row.media_type, bytes: row.bytes },
    ]),
  );
}
