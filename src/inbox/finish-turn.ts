import type { InboundId, TenantId } from '../contracts/ids.ts';
import { getInbound } from '../db/queries/inbound-events.ts';
import { startThread } from './run-thread.ts';
import type { InboxServices } from './services.ts';

/** The rescue job: a turn that is still open when it comes has lost its process, and is run here. */
export async function finishTurn(
  services: InboxServices,
  job: { tenant: TenantId; inbound: InboundId },
): Promise<void> {
  const event = await services.database.inTenant(job.tenant, (tx) => getInbound(tx, job.inbound));
  if (!event || event.status === 'done' || event.status === 'failed') return;
  services.log.warn(
    { tenant: job.tenant, inbound: job.inbound, attempts: event.attempts },
    'unfinished turn is run again',
  );
  startThread(services, job.tenant, event.inbound);
}
