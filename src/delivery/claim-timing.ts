import { setTimeout as sleep } from 'node:timers/promises';
import { UpstreamError } from '../contracts/errors.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { Database } from '../db/database.ts';
import { renewClaim } from '../db/queries/outbox.ts';
import type { Logger } from '../observability/logger.ts';

/** Whoever sends a message holds it for a short time and renews that: a process that dies is found out soon. */
export const LEASE_MS = 15_000;
const RENEW_MS = 5_000;
/** A platform that does not answer for so long is not waited for; the next try is told that it may be out. */
const DEADLINE_MS = 120_000;
const SAVE_TRIES = 4;

/** Renews the claim on a message until told to stop. */
export function keepClaim(
  { database, log, holder }: { readonly database: Database; readonly log: Logger; readonly holder: string },
  tenant: TenantId,
  id: string,
): { stop(): void } {
  // Nobody else can take it there.
  if (database.kind === 'pglite') return { stop: () => undefined };
  const timer = setInterval(() => {
    database
      .inTenant(tenant, (tx) => renewClaim(tx, id, holder, LEASE_MS))
      .catch((error: unknown) => log.warn({ err: error, tenant, outbox: id }, 'claim not renewed'));
  }, RENEW_MS);
  return { stop: () => clearInterval(timer) };
}

/** @throws UpstreamError `platform-silent` */
export async function withDeadline(work: Promise<void>): Promise<void> {
  const done = new AbortController();
  const late = sleep(DEADLINE_MS, undefined, { signal: done.signal }).then(() => {
    throw new UpstreamError('The platform did not answer.', {
      code: 'platform-silent',
      advice: 'It is tried again by itself.',
    });
  });
  // Whichever ends second is nobody's any more.
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}

/** A part that is out and not noted would be sent again: worth a few tries while the database is busy. */
export async function untilSaved(save: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await save();
      return;
    } catch (error) {
      if (attempt === SAVE_TRIES) throw error;
      await sleep(200 * attempt);
    }
  }
}
