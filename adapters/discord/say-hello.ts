import type { DiscordApi } from './discord-api.ts';
import { plainBody } from './message-body.ts';

const HELLO = `Hello, I am your business coach.

If your company uses me already, its owner makes a code on the web page and types it here, like this: \`@me link CODE\` (pick me from the list after typing @). Then ask me anything: mention me, write to me directly, or type \`/coach\`.

I show numbers only to people your company has let in.`;

/** The first words in a new server. Sent by several processes, it stands there once. */
export async function sayHello(api: Pick<DiscordApi, 'send'>, guild: string, channel: string): Promise<void> {
  await api.send(channel, { ...plainBody(HELLO), nonce: `hi-${guild}`, enforce_nonce: true });
}
