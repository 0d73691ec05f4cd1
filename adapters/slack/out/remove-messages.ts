import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { MessageRef } from '../../../src/contracts/delivery.ts';
import { type DyocenseError, UpstreamError } from '../../../src/contracts/errors.ts';
import { describeSlackError, slackErrorCode } from './describe-slack-error.ts';
import { readFileRef } from './find-posted.ts';
import type { SenderContext } from './sender-context.ts';
import { isMessageTs } from './slack-address.ts';

const GONE = new Set([
  'message_not_found',
  'channel_not_found',
  'thread_not_found',
  'file_not_found',
  'file_deleted',
  'is_archived',
]);

const Shared = z.record(z.string(), z.record(z.string(), z.array(z.object({ ts: z.string() })))).catch({});

/**
 * Takes messages, pictures and files away, all that can be. Those that are gone already are no error.
 * @throws UpstreamError, ChannelError the worst that happened, when all were tried
 */
export async function removeMessages(
  context: SenderContext,
  client: webApi.WebClient,
  messages: readonly MessageRef[],
): Promise<void> {
  const failures: DyocenseError[] = [];
  const tolerant = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (thrown) {
      if (!GONE.has(slackErrorCode(thrown) ?? '')) failures.push(describeSlackError(thrown));
    }
  };
  for (const { conversation, message } of messages) {
    const files = readFileRef(message);
    for (const file of files ?? []) await removeFile(context, client, conversation, file, tolerant);
    if (files === null && isMessageTs(message)) {
      await tolerant(() => context.call(client.chat.delete({ channel: conversation, ts: message })));
    }
  }
  const worst = failures.find((failure) => failure instanceof UpstreamError) ?? failures[0];
  if (worst) throw worst;
}

/** The message around the file first: without it Slack would leave "This file was deleted". */
async function removeFile(
  { call }: SenderContext,
  client: webApi.WebClient,
  conversation: string,
  file: string,
  tolerant: (work: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  await tolerant(async () => {
    const { file: info } = await call(client.files.info({ file }));
    const shares = Object.values(Shared.parse(info?.shares)).flatMap((kind) => kind[conversation] ?? []);
    for (const { ts } of shares) await call(client.chat.delete({ channel: conversation, ts }));
  });
  await tolerant(() => call(client.files.delete({ file })));
}
