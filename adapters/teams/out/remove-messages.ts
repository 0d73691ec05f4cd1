import type { MessageRef, Target } from '../../../src/contracts/delivery.ts';
import { ChannelError } from '../../../src/contracts/errors.ts';
import { readTeamsAddress } from '../address.ts';
import { TeamsApiError } from '../api-error.ts';
import type { TeamsTransport } from '../transport.ts';
import { withConversation } from './choose-way.ts';

/** Takes messages away. All are tried; those that are gone already are no error. @throws TeamsApiError of the first */
export async function removeMessages(
  transport: Pick<TeamsTransport, 'remove'>,
  target: Target,
  messages: readonly MessageRef[],
): Promise<void> {
  if (target.address === null) {
    throw new ChannelError('There is no known way to these messages in Teams.', {
      code: 'no-teams-address',
      advice: 'They can be deleted in Teams by hand.',
    });
  }
  const address = readTeamsAddress(target.address);
  const refusals: unknown[] = [];
  for (const { conversation, message } of messages) {
    try {
      await transport.remove(withConversation(address, conversation), message);
    } catch (error) {
      if (!isGone(error)) refusals.push(error);
    }
  }
  if (refusals.length > 0) throw refusals[0];
}

function isGone(error: unknown): boolean {
  return error instanceof TeamsApiError && (error.status === 404 || /NotFound/i.test(error.code ?? ''));
}
