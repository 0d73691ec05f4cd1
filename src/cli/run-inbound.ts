import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type App, MAX_UPLOAD_BYTES } from '../app.ts';
import { UserError } from '../contracts/errors.ts';
import type { Attachment } from '../contracts/inbound.ts';
import type { Reply } from '../contracts/reply.ts';
import type { SkillCall } from '../contracts/skill.ts';
import type { Trace } from '../contracts/turn.ts';

/** Whoever sits at this machine, as on its web page. */
const LOCAL_USER = 'local';

export interface CliAnswer {
  readonly conversation: string;
  readonly reply: Reply;
  readonly trace: Trace;
}

/** Sends one message through the inbox, as any channel does, and waits for its answer. */
export async function runInbound(
  app: App,
  message: {
    readonly company: string;
    readonly conversation?: string;
    readonly text: string;
    readonly attachments?: readonly Attachment[];
    /** What to run, where that is known without reading the words. */
    readonly call?: SkillCall;
  },
): Promise<CliAnswer> {
  const conversation = message.conversation ?? randomUUID();
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const { events } = await app.host.accept({
    channel: 'web',
    workspace: message.company,
    conversation,
    thread: conversation,
    eventId: randomUUID(),
    user: LOCAL_USER,
    text: message.text,
    attachments: message.attachments ?? [],
    kind: message.call ? 'command' : 'message',
    ...(message.call ? { call: message.call } : {}),
    audience: 'private',
    locale,
    timezone: timeZone,
    receivedAt: new Date().toISOString(),
  });
  for await (const event of events) {
    if (event.type === 'progress' && process.stderr.isTTY) process.stderr.write(`${event.text}…\n`);
    if (event.type === 'reply') return { conversation, reply: event.reply, trace: event.trace };
    if (event.type === 'failed') throw new UserError(event.message, { code: event.code, advice: event.advice });
  }
  throw new UserError('The answer did not arrive.', { code: 'no-answer', advice: 'Please ask again.' });
}

/** Keeps a file of this machine as an upload of a company. */
export async function keepLocalFile(app: App, company: string, path: string): Promise<Attachment> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile())
    throw new UserError(`There is no file ${path}.`, { code: 'file-missing', advice: 'Check its name and folder.' });
  if (found.size > MAX_UPLOAD_BYTES)
    throw new UserError('This file is too large.', {
      code: 'file-too-large',
      advice: 'Split it, for example by year.',
    });
  return app.host.keepFile(
    { channel: 'web', workspace: company },
    { fileName: basename(path), mediaType: 'text/csv', content: createReadStream(path) },
    LOCAL_USER,
  );
}
