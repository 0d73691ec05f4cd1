import type { Place } from '../../../src/contracts/delivery.ts';
import { UpstreamError } from '../../../src/contracts/errors.ts';
import type { Address } from '../../../src/contracts/inbound.ts';
import { escapeControls } from './blocks.ts';
import { describeSlackError } from './describe-slack-error.ts';
import type { SenderContext } from './sender-context.ts';
import { readSlackAddress } from './slack-address.ts';

export interface SayWhere {
  readonly conversation: string;
  readonly thread?: string;
  readonly user?: string;
  /** Seen by `user` alone. */
  readonly ephemeral: boolean;
}

/** Slack takes a `response_url` for 30 minutes; a minute less for clocks that differ. */
const RESPONSE_URL_MS = 29 * 60_000;
const RESPONSE_MS = 10_000;

/**
 * A few words of the channel's own, outside the outbox.
 * @throws UpstreamError, ChannelError
 */
export async function say(context: SenderContext, place: Place, where: SayWhere, text: string): Promise<void> {
  const { conversation, thread, user, ephemeral } = where;
  const client = await context.clientFor(place);
  const words = {
    channel: conversation,
    text: escapeControls(text),
    ...(thread === undefined ? {} : { thread_ts: thread }),
  };
  if (ephemeral && user !== undefined) await context.call(client.chat.postEphemeral({ ...words, user }));
  else await context.call(client.chat.postMessage({ ...words, unfurl_links: false, unfurl_media: false }));
}

/**
 * A word that only the asker sees, by the way that works without the coach being in the channel where there is one.
 * It is a courtesy: never throws.
 */
export async function whisper(
  context: SenderContext,
  place: Place,
  where: { readonly conversation: string; readonly thread: string | undefined; readonly user: string },
  address: Address | null,
  text: string,
): Promise<void> {
  try {
    const url = responseUrl(context, address);
    if (url) await respond(url, text);
    else await say(context, place, { ...where, ephemeral: true }, text);
  } catch (thrown) {
    context.log.info({ code: describeSlackError(thrown).code }, 'the asker could not be told where the answer is');
  }
}

/** The `response_url` of an address while Slack still takes it; null without one. */
export function responseUrl(
  { host, log }: Pick<SenderContext, 'host' | 'log'>,
  address: Address | null,
): string | null {
  const { responseUrl: sealed, respondedFrom } = readSlackAddress(address);
  if (!sealed || !respondedFrom || Date.now() - Date.parse(respondedFrom) > RESPONSE_URL_MS) return null;
  try {
    return host.unseal(sealed);
  } catch {
    log.warn({}, 'a response address cannot be opened with this key');
    return null;
  }
}

async function respond(url: string, text: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text: escapeControls(text) }),
    redirect: 'error',
    signal: AbortSignal.timeout(RESPONSE_MS),
  });
  await response.body?.cancel();
  if (!response.ok) {
    throw new UpstreamError(`Slack answered with status ${response.status}.`, {
      code: 'slack-response-url',
      advice: 'Nothing to do: the answer itself is on its way.',
    });
  }
}
