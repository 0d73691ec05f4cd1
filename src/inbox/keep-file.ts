import { findAsker } from '../access/find-asker.ts';
import { isAtLeast } from '../access/roles.ts';
import type { Place } from '../contracts/delivery.ts';
import { UserError } from '../contracts/errors.ts';
import type { Attachment } from '../contracts/inbound.ts';
import type { Database } from '../db/database.ts';
import { packUpload, saveUpload } from '../db/queries/uploads.ts';
import type { TenantTx } from '../db/schema.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import { unknownWorkspace } from './serve-web.ts';

export interface IncomingFile {
  readonly fileName: string;
  readonly mediaType: string;
  /** Not begun before it is known who sends it, and that there is room for it. */
  readonly content: AsyncIterable<Uint8Array>;
}

export type FileKeeper = (place: Place, file: IncomingFile, user: string) => Promise<Attachment>;

/** Files in memory at once; each is there whole, and once more packed. */
const MOST_AT_ONCE = 3;

/**
 * Keeps files that come as streams, from people who may add data; others' are not even begun. Nothing stays of a file
 * that is too large. One more than fits into memory waits.
 */
export function createFileKeeper(database: Database, maxBytes: number): FileKeeper {
  const inTurn = limitConcurrency(MOST_AT_ONCE);
  return async (place, file, user) => {
    const tenant = await database.findTenantOfWorkspace(place.channel, place.workspace);
    if (!tenant) throw unknownWorkspace();
    await database.inTenant(tenant, (tx) => assertMayAdd(tx, place, user));
    return inTurn(async () => {
      const content = await readWhole(file.content, maxBytes);
      const { fileName, mediaType } = file;
      const upload = await packUpload({ fileName, mediaType, content });
      await database.inTenant(tenant, (tx) => saveUpload(tx, upload));
      return { fileName, mediaType, bytes: content.byteLength, upload: upload.id };
    });
  };
}

async function assertMayAdd(tx: TenantTx, place: Place, user: string): Promise<void> {
  const person = await findAsker(tx, place, user);
  if (!person) {
    throw new UserError('You are not let in, so I did not take your file.', {
      code: 'not-let-in',
      advice: 'Ask an owner of the company to let you in, then send it again.',
    });
  }
  if (!isAtLeast(person.role, 'member')) {
    throw new UserError('You may not add files here.', {
      code: 'not-allowed',
      advice: 'Ask an owner or a manager to make you a member.',
    });
  }
}

async function readWhole(content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new UserError('This file is too large.', {
        code: 'file-too-large',
        advice: `Send at most ${Math.floor(maxBytes / 1024 / 1024)} MB at once, for example one year at a time.`,
      });
    }
    chunks.push(chunk);
  }
  if (bytes === 0)
    throw new UserError('This file is empty.', { code: 'file-empty', advice: 'Check the file and drop it again.' });
  return Buffer.concat(chunks);
}
