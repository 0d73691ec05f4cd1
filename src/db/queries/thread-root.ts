import type { TurnId } from '../../contracts/ids.ts';
import type { TenantTx } from '../schema.ts';
import type { ThreadKey } from './conversations.ts';

/** The turn whose answer a thread began under: a digest, or the answer to a command. null when it began otherwise. */
export async function findRootTurn(tx: TenantTx, thread: ThreadKey): Promise<TurnId | null> {
  const rows = await tx
    .selectFrom('posted_messages')
    .select(['turn_id', 'conversation'])
    .where('channel', '=', thread.channel)
    .where('workspace', '=', thread.workspace)
    .where('message', '=', rootMessage(thread.thread))
    .where('removed_at', 'is', null)
    .execute();
  return (
    rows.find(({ conversation }) => withoutThread(conversation) === withoutThread(thread.conversation))?.turn_id ?? null
  );
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
