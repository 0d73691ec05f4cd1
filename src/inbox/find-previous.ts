import type { SessionId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import { findRootTurn } from '../db/queries/thread-root.ts';
import { findTurn, lastTurns, type StoredTurn } from '../db/queries/turns.ts';
import type { TenantTx } from '../db/schema.ts';
import type { PreviousAnswer } from './services.ts';

/** Turns looked at for one the new message can refer to; failed ones are passed over. */
const LOOK_BACK = 4;

/** What "and the week before?" is about: the thread's last answer, else the answer the thread was begun under. */
export async function findPrevious(tx: TenantTx, session: SessionId, inbound: Inbound): Promise<PreviousAnswer | null> {
  const said = toPrevious(await lastTurns(tx, session, LOOK_BACK));
  if (said) return said;
  const root = await findRootTurn(tx, inbound);
  const turn = root && (await findTurn(tx, root));
  return turn ? toPrevious([turn]) : null;
}

/** An answer the thread can refer to; a failed turn is none. */
function toPrevious(turns: readonly StoredTurn[]): PreviousAnswer | null {
  const last = turns.find((turn) => turn.plan.length > 0 || turn.asked !== null);
  if (!last?.reply) return null;
  return { turn: last.id, question: last.question, reply: last.reply, calls: last.plan, asked: last.asked };
}
