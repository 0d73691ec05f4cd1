import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { MessageRef } from '../../../src/contracts/delivery.ts';
import { UpstreamError } from '../../../src/contracts/errors.ts';
import { METADATA_TYPE, type Room } from './post-message.ts';
import type { SenderContext } from './sender-context.ts';

/** One page; a thread that got longer than this within a day is not looked through further. */
const LOOK_AT = 200;
const LOOK_BACK_SECONDS = 86_400;

const Listed = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string().optional(),
        metadata: z
          .object({
            event_type: z.string(),
            event_payload: z.object({ outbox: z.string(), part: z.coerce.number() }),
          })
          .optional()
          .catch(undefined),
        files: z
          .array(z.object({ id: z.string(), name: z.string().nullish() }))
          .optional()
          .catch(undefined),
      }),
    )
    .catch([]),
});

/** Files of an answer: the part they are, and the names they keep on Slack. */
export interface FilesPart {
  readonly part: number;
  readonly names: readonly string[];
}

/**
 * Parts of an outbox entry that are on Slack although nobody heard so. One call.
 * @param sent the parts that are known to be out @param files null where it has none
 * @throws UpstreamError Slack cannot be asked now
 */
export async function findPosted(
  { call, log }: SenderContext,
  client: webApi.WebClient,
  { conversation, thread }: Room,
  { outbox, sent, files }: { outbox: string; sent: ReadonlyMap<number, MessageRef>; files: FilesPart | null },
): Promise<ReadonlyMap<number, MessageRef>> {
  const found = new Map<number, MessageRef>();
  const about = {
    channel: conversation,
    limit: LOOK_AT,
    include_all_metadata: true,
    oldest: String(Math.floor(Date.now() / 1_000) - LOOK_BACK_SECONDS),
  };
  let listed: z.infer<typeof Listed>;
  try {
    listed = Listed.parse(
      await (thread === undefined
        ? call(client.conversations.history(about))
        : call(client.conversations.replies({ ...about, ts: thread }))),
    );
  } catch (thrown) {
    if (thrown instanceof UpstreamError) throw thrown;
    // Rather twice than never.
    log.warn({ outbox }, 'cannot look whether a message is out already');
    return found;
  }
  for (const { ts, metadata, files } of listed.messages) {
    const ours = metadata?.event_type === METADATA_TYPE && metadata.event_payload.outbox === outbox;
    if (ours && ts) found.set(metadata.event_payload.part, { conversation, message: ts });
    for (const { id, name } of files ?? []) {
      const part = readPictureName(outbox, name ?? '');
      if (part !== null) found.set(part, { conversation, message: fileRef([id]) });
    }
  }
  const first = sent.get(0) ?? found.get(0);
  const ids = files && first ? findFiles(listed.messages, files.names, Number(first.message)) : null;
  if (files && ids) found.set(files.part, { conversation, message: fileRef(ids) });
  return found;
}

/**
 * The files of an answer keep names that mean something, so they are known by standing together below its first
 * message: only one answer at a time goes into a conversation.
 * @param after `ts` of that message
 */
function findFiles(
  messages: z.infer<typeof Listed>['messages'],
  names: readonly string[],
  after: number,
): readonly string[] | null {
  const wanted = names.toSorted().join('\n');
  const message = messages.find(
    ({ ts, files = [] }) =>
      Number(ts) > after &&
      files
        .map(({ name }) => name ?? '')
        .toSorted()
        .join('\n') === wanted,
  );
  return message?.files?.map(({ id }) => id) ?? null;
}

/** What was uploaded is shared by Slack in its own time, so it has no `ts` of ours: it is named by its files. */
export function fileRef(files: readonly string[]): string {
  return `file:${files.join(',')}`;
}

/** null when it is a message's `ts`. */
export function readFileRef(message: string): readonly string[] | null {
  return message.startsWith('file:') ? message.slice('file:'.length).split(',') : null;
}

/** Pictures carry no metadata, so their file name says which part they are. */
export function pictureName(outbox: string, part: number): string {
  return `chart-${outbox.slice(0, 13)}-${part}.png`;
}

function readPictureName(outbox: string, name: string): number | null {
  const part = Number(/-(\d+)\.png$/.exec(name)?.[1] ?? Number.NaN);
  return Number.isInteger(part) && name === pictureName(outbox, part) ? part : null;
}
