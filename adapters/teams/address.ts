import { z } from 'zod';
import { BugError } from '../../src/contracts/errors.ts';
import type { Address } from '../../src/contracts/inbound.ts';

const person = z.object({ id: z.string(), name: z.string().optional(), aadObjectId: z.string().optional() });

export const teamsAddressSchema = z.object({
  serviceUrl: z.string(),
  channelId: z.literal('msteams'),
  /** The Entra tenant of the conversation. */
  tenantId: z.string(),
  conversation: z.object({
    /** In a channel with `;messageid=` of the thread: what is sent here lands in the thread. */
    id: z.string(),
    conversationType: z.enum(['personal', 'groupChat', 'channel']),
    tenantId: z.string(),
    isGroup: z.boolean(),
  }),
  bot: person,
  user: person,
  locale: z.string().optional(),
});

/** The way back to a conversation, as it is kept with an event (a conversation reference). It holds no secret. */
export type TeamsAddress = z.output<typeof teamsAddressSchema>;

/** Reads what `Inbound.address` and `Target.address` hold. @throws BugError `bad-teams-address` */
export function readTeamsAddress(address: Address | null): TeamsAddress {
  const read = teamsAddressSchema.safeParse(address);
  if (read.success) return read.data;
  throw new BugError('A stored Teams address cannot be read.', {
    code: 'bad-teams-address',
    advice: 'Write to the coach once in Teams, so that it learns the way again.',
    cause: read.error,
  });
}
