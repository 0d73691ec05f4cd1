import { z } from 'zod';
import type { Address } from '../../src/contracts/inbound.ts';
import { TOKEN_AGE_MS } from './limits.ts';

/** The way back to what somebody sent, kept with the event. */
const addressShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), message: z.string() }),
  z.object({
    kind: z.literal('interaction'),
    /** Sealed: who has it can write in our name for 15 minutes. */
    token: z.string(),
    /** ISO instant. */
    at: z.string(),
    /** Was the asker alone promised to see the answer? */
    ephemeral: z.boolean(),
    eventId: z.string(),
  }),
]);

export type DiscordAddress = z.infer<typeof addressShape>;

export function writeAddress(address: DiscordAddress): Address {
  return address;
}

/** null when there is none, or it is not ours to read. */
export function readAddress(address: Address | null): DiscordAddress | null {
  const read = addressShape.safeParse(address);
  return read.success ? read.data : null;
}

/** Does Discord still take an answer to this interaction? */
export function isFresh(address: { readonly at: string }, now: number): boolean {
  return now - Date.parse(address.at) < TOKEN_AGE_MS;
}
