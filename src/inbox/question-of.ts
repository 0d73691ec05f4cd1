import type { Inbound } from '../contracts/inbound.ts';

/** What stands as the question in a conversation's history. */
export function questionOf({ text, attachments }: Inbound): string {
  return text.trim() || attachments.map((file) => file.fileName).join(', ');
}
