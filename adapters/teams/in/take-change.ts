import type { TeamsActivity } from '../activity.ts';
import { baseConversation, readAddress, readConversationType, readUser } from './read-address.ts';
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
 * People come and go. The team is the workspace here: who is taken out of it has left, and when the app is taken out
 * of it, it is gone. Group chats and one person's own chat say nothing about the company.
 */
export async function takeMembers(receiver: Receiver, activity: TeamsActivity): Promise<Outcome> {
  const { membersAdded, membersRemoved, recipient } = activity;
  const place = placeOf(activity, receiver);
  if ((membersAdded ?? []).some(({ id }) => id === recipient.id)) {
    const address = readAddress(activity, receiver.options.tenantId);
    receiver.later(receiver.voice.say(address, welcome(address.conversation.conversationType)));
  }
  if (readConversationType(activity) !== 'channel') return DONE;
  for (const member of membersRemoved ?? []) {
    await receiver.host.notice(
      place,
      member.id === recipient.id ? { kind: 'removed' } : { kind: 'left', user: readUser(member) },
    );
  }
  return DONE;
}

/** `remove-upgrade` is only the old version making place for the new one. */
export async function takeInstallation(receiver: Receiver, activity: TeamsActivity): Promise<Outcome> {
  if (activity.action === 'remove' && readConversationType(activity) === 'channel') {
    await receiver.host.notice(placeOf(activity, receiver), { kind: 'removed' });
  }
  return DONE;
}
