import type { Outgoing } from '../../../src/contracts/delivery.ts';
import { ChannelError } from '../../../src/contracts/errors.ts';
import { readTeamsAddress } from '../address.ts';
import type { Doors } from '../doors.ts';
import type { TeamsAddress, TeamsTransport } from '../transport.ts';

export interface Way {
  readonly address: TeamsAddress;
  /** The thread where it was asked, when the answer goes to one person elsewhere and a word should say so. */
  readonly askedIn: TeamsAddress | null;
}

/** Where the messages of an answer go. Opens the 1:1 chat when it has to. @throws ChannelError, TeamsApiError */
export async function chooseWay(
  {
    transport,
    doors,
  }: { readonly transport: Pick<TeamsTransport, 'openDirect'>; readonly doors: Pick<Doors, 'guess'> },
  { place, target }: Pick<Outgoing, 'place' | 'target'>,
): Promise<Way> {
  if (target.address === null && target.visibility === 'direct') {
    // They wrote in groups only, or never. A chat with them opens where the app is installed for them.
    return { address: await transport.openDirect(doors.guess(place.workspace), target.user), askedIn: null };
  }
  if (target.address === null) {
    throw new ChannelError('There is no known way to this conversation in Teams.', {
      code: 'no-teams-address',
      advice: 'Once somebody has written to the coach there, messages will reach it.',
    });
  }
  const address = readTeamsAddress(target.address);
  if (target.visibility === 'here') return { address: inThread(address, target.thread), askedIn: null };
  if (address.conversation.conversationType === 'personal') return { address, askedIn: null };
  const direct = await transport.openDirect(address, isUser(address, target.user) ? address.user.id : target.user);
  return { address: direct, askedIn: target.visibility === 'asker' ? inThread(address, target.thread) : null };
}

/** Is the person of the address the one meant? `Inbound.user` is the Entra id where there is one. */
export function isUser({ user }: TeamsAddress, id: string): boolean {
  return user.aadObjectId === id || user.id === id;
}

const THREAD = ';messageid=';

/** In a channel: the thread it belongs to, or the channel itself for a message that begins one. */
function inThread(address: TeamsAddress, thread: string): TeamsAddress {
  const { conversation } = address;
  if (conversation.conversationType !== 'channel') return address;
  if (thread.includes(THREAD)) return withConversation(address, thread);
  const [channel = conversation.id] = conversation.id.split(THREAD);
  return withConversation(address, channel);
}

/** Where the next message of the same answer goes: below the first, when that one began a thread. */
export function below(address: TeamsAddress, first: string): TeamsAddress {
  const { conversation } = address;
  if (conversation.conversationType !== 'channel' || conversation.id.includes(THREAD) || first === '') return address;
  return withConversation(address, `${conversation.id}${THREAD}${first}`);
}

export function withConversation(address: TeamsAddress, id: string): TeamsAddress {
  return { ...address, conversation: { ...address.conversation, id } };
}
