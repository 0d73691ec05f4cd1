import type { Delivery } from '../inbox/services.ts';

/** Answers on their way to the chat platforms. */
export function createDelivery(): Delivery {
  return {
    queueReply: async () => null,
    queueNotice: async () => null,
    send: async () => undefined,
  };
}
