import type { Person } from '../contracts/company.ts';
import { UserError } from '../contracts/errors.ts';
import type { UserId } from '../contracts/ids.ts';
import type { Database } from '../db/database.ts';
import { getCompany } from '../db/queries/companies.ts';
import { saveCode, useCode } from '../db/queries/one-time-codes.ts';
import { getPerson } from '../db/queries/people.ts';
import { endSession, findSession, saveSession } from '../db/queries/web-sessions.ts';
import type { TenantTx } from '../db/schema.ts';
import { hashSecret, makeSecret } from './secrets.ts';
import { toWebUser } from './web-user.ts';

/** A link in a chat is opened soon or never. */
export const SIGN_IN_MINUTES = 10;
const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** The address that signs this person in, once. Only the hash of its code is kept. */
export async function makeSignInLink(tx: TenantTx, user: UserId, publicUrl: string, now: Date): Promise<string> {
  const code = makeSecret();
  const expiresAt = new Date(now.getTime() + SIGN_IN_MINUTES * 60_000);
  await saveCode(tx, { hash: hashSecret(code), purpose: 'web-login', user, expiresAt, now });
  return `${publicUrl}/link/${code}`;
}

interface SignInServices {
  readonly database: Database;
  readonly now: () => Date;
}

/** @throws UserError `bad-code` unknown, used, too old, or its person lost access */
export async function signIn({ database, now }: SignInServices, code: string) {
  const hash = hashSecret(code);
  const tenant = await database.findTenantOfSecret('code', hash);
  if (!tenant) throw badSignIn();
  const session = makeSecret();
  await database.inTenant(tenant, async (tx) => {
    const used = await useCode(tx, { hash, purpose: 'web-login', now: now() });
    const person = used?.user ? await getPerson(tx, used.user) : null;
    if (!person) throw badSignIn();
    const expiresAt = new Date(now().getTime() + SESSION_SECONDS * 1000);
    await saveSession(tx, { hash: hashSecret(session), user: person.id, expiresAt, now: now() });
  });
  return { session, validSeconds: SESSION_SECONDS };
}

/** Who a browser's session belongs to; null when it is over. */
export async function readSession({ database, now }: SignInServices, token: string) {
  const hash = hashSecret(token);
  const tenant = await database.findTenantOfSecret('session', hash);
  if (!tenant) return null;
  const found = await database.inTenant(tenant, async (tx) => ({
    person: await findSession(tx, hash, now()),
    company: await getCompany(tx),
  }));
  return found.person && found.company ? signedIn(found.person, found.company.slug) : null;
}

const signedIn = ({ id, displayName, role }: Person, workspace: string) => ({
  user: toWebUser(id),
  workspace,
  displayName,
  role,
});

/** Signs one browser out. Twice is once. */
export async function signOut({ database, now }: SignInServices, token: string): Promise<void> {
  const hash = hashSecret(token);
  const tenant = await database.findTenantOfSecret('session', hash);
  if (tenant) await database.inTenant(tenant, (tx) => endSession(tx, hash, now()));
}

const badSignIn = (): UserError =>
  new UserError('This link does not work any more.', {
    code: 'bad-code',
    advice: `Links are good once and for ${SIGN_IN_MINUTES} minutes. Write “log in” to the coach for a fresh one.`,
  });
