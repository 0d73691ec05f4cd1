import { randomUUID } from 'node:crypto';
import type { InboundId, TenantId, TurnId } from '../contracts/ids.ts';
import { openSession } from '../db/queries/conversations.ts';
import { getInbound, stopWaiting } from '../db/queries/inbound-events.ts';
import { saveTurn } from '../db/queries/turns.ts';
import { apologise, sayStopped } from './apologise.ts';
import { questionOf } from './question-of.ts';
import { abortTurn } from './run-thread.ts';
import type { InboxServices } from './services.ts';

/**
 * Stops a turn: one that runs in this process ends at once, one that waits for its thread is never begun. Nothing
 * happens when it is over. Either way it stands in its conversation as stopped.
 */
export async function stopTurn(services: InboxServices, tenant: TenantId, id: InboundId): Promise<void> {
  if (abortTurn(id)) return;
  const { database, hub } = services;
  const error = sayStopped();
  const stopped = await database.inTenant(tenant, async (tx) => {
    if (!(await stopWaiting(tx, id))) return false;
    const event = await getInbound(tx, id);
    if (!event) return false;
    const session = await openSession(tx, { ...event.inbound, user: null });
    await saveTurn(tx, {
      // A fresh random id is a turn's own; the brand has no other maker.
      id: randomUUID() as TurnId,
      session: session.id,
      inbound: id,
      question: questionOf(event.inbound),
      plan: [],
      reply: apologise(error),
      actions: [],
      asked: null,
      tier: 'builtin',
      ms: null,
    });
    return true;
  });
  // It may have begun while the database was asked.
  if (!stopped) {
    abortTurn(id);
    return;
  }
  hub.emit(id, { type: 'failed', code: error.code, message: error.message, advice: error.advice });
  hub.close(id);
}
