import type { DrawnMessage } from './render-reply.ts';

const IN_DIRECT = 'I answered you in a direct message, because not everyone here may see these numbers.';

/** They closed their direct messages: all that can be said where everyone reads it. */
export const DIRECT_CLOSED =
  'I may not show this answer here, and I cannot send you a direct message. Allow direct messages in the privacy settings of this server, then ask again.';

/** A word without numbers, where somebody waits for an answer that went to them alone. */
export function wordMessage(text: string = IN_DIRECT): DrawnMessage {
  return { content: text, embeds: [], components: [], files: [] };
}
