import type { TeamsActivity } from '../activity.ts';
import { checkAge } from './check-age.ts';
import { DONE, type Outcome, type Receiver } from './receiver.ts';
import { takeDeletion, takeEdit, takeMembers } from './take-change.ts';
import { takeInvoke } from './take-invoke.ts';
import { takeMessage } from './take-message.ts';

/**
 * One activity that is known to be Microsoft's. Resolves when what it asks for is stored, so the request can be
 * acknowledged; the same activity again does nothing again.
 * @throws TeamsForbidden too old, or from the future
 */
export async function takeActivity(receiver: Receiver, activity: TeamsActivity): Promise<Outcome> {
  checkAge(activity, receiver.now().getTime());
  // The coach's own words, as some clients echo them.
  if (activity.from.id === activity.recipient.id || activity.from.role === 'bot') return DONE;
  const { id } = activity;
  if (!id) return activity.type === 'invoke' ? { status: 400 } : takeUnnamed(receiver, activity);
  const named = { ...activity, id };
  const key = `${activity.type}:${activity.conversation.id}:${id}:${activity.timestamp}`;
  switch (activity.type) {
    case 'message':
      return receiver.seen.once(
        key,
        () => takeMessage(receiver, named),
        async () => DONE,
      );
    // Each invoke wants its answer, the second time too; the house does it once.
    case 'invoke':
      return takeInvoke(receiver, named);
    case 'messageUpdate':
      return takeEdit(receiver, named);
    case 'messageDelete':
      return takeDeletion(receiver, named);
    default:
      return receiver.seen.once(
        key,
        () => takeUnnamed(receiver, activity),
        async () => DONE,
      );
  }
}

/** What needs no id of its own. Typing, reactions, installations, events of meetings wake nobody. */
async function takeUnnamed(receiver: Receiver, activity: TeamsActivity): Promise<Outcome> {
  return activity.type === 'conversationUpdate' ? takeMembers(receiver, activity) : DONE;
}
