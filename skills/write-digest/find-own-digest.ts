import { type DigestSchedule, findDirectPlace, findSchedule } from '../../src/db/queries/digests.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import type { AskedAt } from '../context.ts';

/** The digest somebody means: the one of the conversation they are in, else their own in direct messages. */
export async function findOwnDigest(tx: TenantTx, asked: AskedAt): Promise<DigestSchedule | null> {
  const here = await findSchedule(tx, asked);
  if (here || asked.audience === 'private') return here;
  const direct = await findDirectPlace(tx, asked);
  return direct ? findSchedule(tx, { ...asked, conversation: direct.conversation }) : null;
}
