import { z } from 'zod';

const target = {
  user: z.string(),
  visibility: z.enum(['here', 'asker', 'direct']),
  /** Where it goes, as the platform names it; '' when only the person is known. */
  conversation: z.string(),
  address: z.record(z.string(), z.unknown()).nullable(),
};

const tries = {
  /** Tries that failed for good reason to try less often; a pause that the platform asked for is none. */
  failures: z.number().default(0),
  /** A try may have gone out although nobody heard so. */
  uncertain: z.boolean().default(false),
};

const ref = z.object({ conversation: z.string(), message: z.string() });

/**
 * What a row of the outbox holds beside its columns. A reply's words are not in here: they are read from its turn
 * when it is sent. Rows written by an older version are read with the defaults.
 */
export const outboxMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reply'),
    ...target,
    ...tries,
    /** Our id of the event it answers; null for a notice and for what was shared later. */
    inbound: z.uuid().nullable(),
    /** The platform's id of that event; null too when a schedule sent it. */
    eventId: z.string().nullable(),
    controls: z.array(z.enum(['good', 'bad', 'remove', 'share'])),
  }),
  z.object({ kind: z.literal('remove'), ...target, ...tries, messages: z.array(ref) }),
]);

export type OutboxMessage = z.output<typeof outboxMessage>;
/** As it is written: tries start at nothing. */
export type NewOutboxMessage = z.input<typeof outboxMessage>;
