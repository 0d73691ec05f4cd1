import { setTimeout as sleep } from 'node:timers/promises';
import type { InboundId, TenantId } from '../contracts/ids.ts';
import type { Reply } from '../contracts/reply.ts';
import type { Trace, TurnEvent } from '../contracts/turn.ts';
import type { Database } from '../db/database.ts';
import { getInbound } from '../db/queries/inbound-events.ts';
import { findTurnOfInbound } from '../db/queries/turns.ts';

const POLL_MS = 300;

/** The end of a turn whose message was taken back. */
export const WITHDRAWN: TurnEvent = {
  type: 'failed',
  code: 'withdrawn',
  message: 'You took this message back.',
  advice: 'Ask again whenever you like.',
};

/** What a listener is told of a turn that ran in another process, or before. null while it is not over. */
export async function readOutcome(database: Database, tenant: TenantId, id: InboundId): Promise<TurnEvent[] | null> {
  const { event, turn } = await database.inTenant(tenant, async (tx) => ({
    event: await getInbound(tx, id),
    turn: await findTurnOfInbound(tx, id),
  }));
  if (event?.status === 'waiting' || event?.status === 'running') return null;
  if (event?.status === 'withdrawn') return [WITHDRAWN];
  if (event?.status !== 'done' || !turn?.reply) return [failure(turn?.reply ?? null)];
  const { conversation, workspace } = event.inbound;
  const trace = { plan: turn.plan, tier: asTier(turn.tier), ms: turn.ms ?? 0 };
  return [
    { type: 'accepted', conversation, turn: turn.id, company: workspace },
    { type: 'reply', reply: turn.reply, trace },
  ];
}

/** Waits until it is over, looking again and again. Ends without an event when `signal` fires. */
export async function* awaitOutcome(
  database: Database,
  tenant: TenantId,
  id: InboundId,
  signal?: AbortSignal,
): AsyncGenerator<TurnEvent> {
  while (!signal?.aborted) {
    const events = await readOutcome(database, tenant, id);
    if (events) {
      yield* events;
      return;
    }
    await sleep(POLL_MS);
  }
}

/** The words that stand in the conversation (see `apologise`), told again. */
function failure(apology: Reply | null): TurnEvent {
  const [message, advice] = (apology?.sections ?? []).map(({ spans }) => spans.map(({ text }) => text).join(''));
  return {
    type: 'failed',
    code: 'turn-failed',
    message: message ?? 'That did not work the first time.',
    advice: advice ?? 'Please ask again.',
  };
}

const asTier = (tier: string): Trace['tier'] => (tier === 'local' || tier === 'cloud' ? tier : 'builtin');
