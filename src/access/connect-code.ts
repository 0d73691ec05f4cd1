import type { Place } from '../contracts/delivery.ts';
import { UserError } from '../contracts/errors.ts';
import { saveCode } from '../db/queries/one-time-codes.ts';
import type { TenantTx } from '../db/schema.ts';
import { findAsker } from './find-asker.ts';
import { hashTypedCode, makeTypedCode } from './secrets.ts';

const VALID_MINUTES = 30;

/**
 * A code that links a chat workspace to this company and makes its bearer an owner.
 * @throws UserError `not-allowed` for everybody but owners
 */
export async function makeConnectCode(
  tx: TenantTx,
  place: Place,
  user: string,
  now: Date,
): Promise<{ code: string; validMinutes: number }> {
  const person = await findAsker(tx, place, user);
  if (person?.role !== 'owner') {
    throw new UserError('Only an owner connects a chat.', {
      code: 'not-allowed',
      advice: 'Ask an owner of the company to do it.',
    });
  }
  const code = makeTypedCode();
  const expiresAt = new Date(now.getTime() + VALID_MINUTES * 60_000);
  await saveCode(tx, { hash: hashTypedCode(code), purpose: 'workspace', user: person.id, expiresAt, now });
  return { code, validMinutes: VALID_MINUTES };
}
