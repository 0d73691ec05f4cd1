import type { SessionId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import type { SkillName } from '../contracts/skill.ts';
import { findRootTurn, findTurnOfMessage } from '../db/queries/thread-root.ts';
import { findTurn, lastTurns, lastTurnsOfConversation, type StoredTurn } from '../db/queries/turns.ts';
import type { TenantTx } from '../db/schema.ts';
import type { PreviousAnswer } from './services.ts';

/** Turns looked at for one the new message can refer to; failed ones are passed over. */
const LOOK_BACK = 4;

/** In a direct conversation, what was said within this time is still the same talk. */
const SAME_TALK_MS = 30 * 60_000;

/** Said in between, these change no subject: after "thanks", "and the week before?" is still about the numbers. */
const ASIDES: ReadonlySet<SkillName> = new Set(['help', 'privacy', 'web-login', 'show-working']);

/**
 * What "and the week before?" is about: the answer it was said to, where the platform tells that; else the thread's
 * last answer, else the answer the thread was begun under, else what was just talked about alone with the coach.
 */
export async function findPrevious(tx: TenantTx, session: SessionId, inbound: Inbound): Promise<PreviousAnswer | null> {
  const { repliesTo } = inbound;
  const meant = repliesTo === undefined ? null : await findTurnOfMessage(tx, inbound, repliesTo);
  const named = meant && (await findTurn(tx, meant));
  const answer = named && toPrevious([named]);
  if (answer) return answer;
  const said = toPrevious(await lastTurns(tx, session, LOOK_BACK));
  if (said) return said;
  const root = await findRootTurn(tx, inbound);
  const turn = root && (await findTurn(tx, root));
  if (turn) return toPrevious([turn]);
  // Alone with the coach people type on below its answer, where the platform makes each message a thread of its own.
  if (inbound.audience !== 'private') return null;
  const since = new Date(Date.parse(inbound.receivedAt) - SAME_TALK_MS);
  return toPrevious(await lastTurnsOfConversation(tx, inbound, since, LOOK_BACK));
}

/** An answer the thread can refer to; a failed turn is none. */
function toPrevious(turns: readonly StoredTurn[]): PreviousAnswer | null {
  const last = turns.find(({ plan, asked }) => plan.some(({ skill }) => !ASIDES.has(skill)) || asked !== null);
  if (!last?.reply) return null;
  return { turn: last.id, question: last.question, reply: last.reply, calls: last.plan, asked: last.asked };
}
