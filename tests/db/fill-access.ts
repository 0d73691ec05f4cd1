import { randomUUID } from 'node:crypto';
import { hashSecret, makeSecret } from '../../src/access/secrets.ts';
import type { Person } from '../../src/contracts/company.ts';
import type { InboundId } from '../../src/contracts/ids.ts';
import { rememberRequest } from '../../src/db/queries/access-requests.ts';
import { saveConsent } from '../../src/db/queries/consents.ts';
import { saveInstallation } from '../../src/db/queries/installations.ts';
import { saveCode } from '../../src/db/queries/one-time-codes.ts';
import { saveSession } from '../../src/db/queries/web-sessions.ts';
import type { TenantTx } from '../../src/db/schema.ts';

/** One row in each table about people and access. */
export async function fillAccess(tx: TenantTx, person: Person, inbound: InboundId): Promise<void> {
  const place = { channel: 'slack', workspace: randomUUID() } as const; // literal channel
  const now = new Date('2026-11-23T09:00:00Z');
  const expiresAt = new Date('2026-11-23T09:30:00Z');
  await saveCode(tx, { hash: hashSecret(makeSecret()), purpose: 'workspace', user: person.id, expiresAt, now });
  await saveSession(tx, { hash: hashSecret(makeSecret()), user: person.id, expiresAt, now });
  await saveConsent(tx, place, { conversation: 'C1', shows: 'everyone', outside: false, by: person.id });
  await saveInstallation(tx, place, { sealed: 'v1.sealed', installedBy: 'U1' });
  await rememberRequest(tx, { ...place, externalUser: 'U2', displayName: 'Tom', inbound });
}
