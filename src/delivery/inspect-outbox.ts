import type { TenantId } from '../contracts/ids.ts';
import type { Database } from '../db/database.ts';
import type { Finding } from '../db/doctor.ts';
import { countOpen, type DeadMessage, listDead, reviveDead } from '../db/queries/outbox.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { lookAfterMessage } from './look-after-message.ts';

/** Characters of an error that the doctor shows. */
const FIRST_WORDS = 80;

/**
 * What was given up and what waits, in the outboxes of these companies: numbers, channels, reasons and ages, never
 * what a message says.
 */
export async function inspectOutbox(
  database: Database,
  tenants: readonly TenantId[],
  now: Date,
): Promise<readonly Finding[]> {
  const found = await Promise.all(
    tenants.map((tenant) =>
      database.inTenant(tenant, async (tx) => ({ open: await countOpen(tx), dead: await listDead(tx) })),
    ),
  );
  const open = found.reduce((sum, company) => sum + company.open, 0);
  const dead = found.flatMap((company) => company.dead);
  const waiting: Finding = { name: 'outbox', ok: 'ok', detail: open === 0 ? 'nothing waits' : `${open} on their way` };
  if (dead.length === 0) return [waiting, { name: 'dead letters', ok: 'ok', detail: 'none' }];
  return [waiting, ...groupByReason(dead).map((group) => describeGroup(group, now))];
}

interface Group {
  readonly channel: string;
  readonly reason: string;
  readonly messages: readonly DeadMessage[];
}

function groupByReason(dead: readonly DeadMessage[]): readonly Group[] {
  const groups = Object.values(
    Object.groupBy(dead, ({ channel, error }) => JSON.stringify([channel, error.slice(0, FIRST_WORDS)])),
  );
  return groups.flatMap((messages = []) => {
    const [first] = messages;
    return first ? [{ channel: first.channel, reason: first.error.slice(0, FIRST_WORDS), messages }] : [];
  });
}

function describeGroup({ channel, reason, messages }: Group, now: Date): Finding {
  const oldest = Math.min(...messages.map(({ createdAt }) => createdAt.getTime()));
  return {
    name: `dead letters in ${channel}`,
    ok: 'warning',
    detail: `${messages.length} given up, the oldest ${describeAge(now.getTime() - oldest)} ago: ${reason}`,
    advice: 'Put the reason right, then send them with `npm run cli -- outbox retry`.',
  };
}

function describeAge(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 90) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

/**
 * Lets what was given up try again, all or one. A running service takes it up within seconds, else the next start.
 * @returns how many
 */
export async function retryDead(
  { database, jobs }: { readonly database: Database; readonly jobs: Jobs },
  tenant: TenantId,
  id?: string,
): Promise<number> {
  const revived = await database.inTenant(tenant, (tx) => reviveDead(tx, id));
  for (const outbox of revived) await lookAfterMessage(jobs, { tenant, outbox }, 0);
  return revived.length;
}
