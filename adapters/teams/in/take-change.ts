import type { TeamsActivity } from '../activity.ts';
import { baseConversation, readAddress } from './read-address.ts';
import { readText } from './read-text.ts';
import { DONE, type Outcome, placeOf, type Receiver } from './receiver.ts';
import { welcome } from './welcome.ts';

/** An edited message. One that is brought back after a deletion stays unanswered: it can be sent again. */
export async function takeEdit(receiver: Receiver, activity: TeamsActivity & { id: string }): Promise<Outcome> {
  if (activity.channelData?.eventType !== 'undeleteMessage') {
    await receiver.host.notice(placeOf(activity, receiver), {
      kind: 'edited',
      conversation: baseConversation(activity.conversation.id),
      message: activity.id,
      text: readText(activity),
    });
  }
  return DONE;
}

export async function takeDeletion(receiver: Receiver, activity: TeamsActivity & { id: string }): Promise<Outcome> {
  await receiver.host.notice(placeOf(activity, receiver), {
    kind: 'deleted',
    conversation: baseConversation(activity.conversation.id),
    message: activity.id,
  });
  return DONE;
}

/**
 * People come and go, and so does the app: says hello where it came. Who leaves a team or a chat has not left the
 * company, and other teams may still have the app; of more than the one place Teams tells nothing.
 */
export async function takeMembers(receiver: Receiver, activity: TeamsActivity): Promise<Outcome> {
  const { membersAdded, recipient } = activity;
  if ((membersAdded ?? []).some(({ id }) => id === recipient.id)) {
    const address = readAddress(activity, receiver.options.tenantId);
    receiver.later(receiver.voice.say(address, welcome(address.conversation.conversationType)));
  }
  return DONE;
}
