import { readControl } from '../../../src/contracts/delivery.ts';
import { filesUnlessStranger } from '../../presentation/files-unless-stranger.ts';
import type { TeamsActivity } from '../activity.ts';
import { parseInbound } from './parse-inbound.ts';
import { pressControl } from './press-control.ts';
import { baseConversation, readAddress, readConversationType, readUser } from './read-address.ts';
import { readPress } from './read-press.ts';
import { mentionsBot } from './read-text.ts';
import { DONE, type Outcome, placeOf, type Receiver, sayRefusal } from './receiver.ts';
import { takeFiles } from './take-files.ts';

type Message = TeamsActivity & { readonly id: string };

/** A message, or a button of a card, which Teams sends as a message. Resolves when it is stored. */
export async function takeMessage(receiver: Receiver, activity: Message): Promise<Outcome> {
  const pressed = readPress(activity);
  if (pressed === null && readConversationType(activity) !== 'personal' && !mentionsBot(activity)) return DONE;
  const control = pressed === null ? null : readControl(pressed);
  try {
    if (control) {
      const { text } = await pressControl(receiver, activity, control);
      receiver.later(sayToPresser(receiver, activity, text));
    } else {
      await acceptInbound(receiver, activity, pressed);
    }
  } catch (error) {
    sayRefusal(receiver, activity, error);
  }
  return DONE;
}

/** @param pressed the id of an answer's button, or null for what a person wrote or sent */
export async function acceptInbound(receiver: Receiver, activity: Message, pressed: string | null): Promise<void> {
  const { host, voice, options, now } = receiver;
  const address = readAddress(activity, options.tenantId);
  const conversation = baseConversation(activity.conversation.id);
  receiver.heard(conversation, address);
  const attachments =
    pressed === null
      ? await filesUnlessStranger(
          takeFiles(host, placeOf(activity, receiver), activity, {
            user: readUser(activity.from),
            local: options.endpoints !== undefined,
          }),
        )
      : [];
  const hasGuests =
    address.conversation.isGroup && (await receiver.hasGuests(placeOf(activity, receiver), conversation));
  const context = { tenantId: options.tenantId, receivedAt: now(), hasGuests };
  const inbound = parseInbound(activity, context, { attachments, pressed });
  const { events } = await host.accept(inbound);
  // Ends with the turn; nobody waits for it, and it does not throw.
  void voice.showTurn(inbound, events);
}

/** In a group the house's short word goes to who pressed; where no 1:1 chat can be opened, into the thread. */
async function sayToPresser({ voice, transport, options }: Receiver, activity: Message, text: string): Promise<void> {
  const address = readAddress(activity, options.tenantId);
  const own = address.conversation.isGroup
    ? await transport.openDirect(address, address.user.id).catch(() => address)
    : address;
  await voice.say(own, text);
}
