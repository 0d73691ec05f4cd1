import type { TurnId } from '../../contracts/ids.ts';
import type { TenantTx } from '../schema.ts';
import type { ThreadKey } from './conversations.ts';

/** The turn whose answer a thread began under: a digest, or the answer to a command. null when it began otherwise. */
export function findRootTurn(tx: TenantTx, thread: ThreadKey): Promise<TurnId | null> {
  return findTurnOfMessage(tx, thread, rootMessage(thread.thread));
}

/** The turn whose answer stands in this message of a conversation; null when it is none of the coach's, or is gone. */
export async function findTurnOfMessage(
  tx: TenantTx,
  where: Pick<ThreadKey, 'channel' | 'workspace' | 'conversation'>,
  message: string,
): Promise<TurnId | null> {
  const rows = await tx
    .selectFrom('posted_messages')
    .select(['turn_id', 'conversation'])
    .where('channel', '=', where.channel)
    .where('workspace', '=', where.workspace)
    .where('message', '=', message)
    .where('removed_at', 'is', null)
    .execute();
  // A platform whose threads are conversations of their own, named by their first message, posted that elsewhere.
  const isThere = ({ conversation }: { readonly conversation: string }) =>
    where.conversation === message || withoutThread(conversation) === withoutThread(where.conversation);
  return rows.find(isThere)?.turn_id ?? null;
}

/** Has the coach answered in this thread, or does it stand under a message of the coach? */
export async function knowsThread(tx: TenantTx, thread: ThreadKey): Promise<boolean> {
  const turn = await tx
    .selectFrom('coaching_sessions as s')
    .innerJoin('coaching_turns as t', (join) =>
      join.onRef('t.tenant_id', '=', 's.tenant_id').onRef('t.session_id', '=', 's.id'),
    )
    .select('t.id')
    .where('s.channel', '=', thread.channel)
    .where('s.workspace', '=', thread.workspace)
    .where('s.conversation', '=', thread.conversation)
    .where('s.thread', '=', thread.thread)
    .limit(1)
    .executeTakeFirst();
  return turn !== undefined || (await findRootTurn(tx, thread)) !== null;
}

/** Threads are named by their first message; in Teams that name stands behind the conversation's. */
const rootMessage = (thread: string): string => /;messageid=(.+)$/.exec(thread)?.[1] ?? thread;
const withoutThread = (conversation: string): string => conversation.split(';')[0] ?? conversation;
