import { randomUUID } from 'node:crypto';
import { UserError } from '../../src/contracts/errors.ts';
import type { Attachment, Inbound } from '../../src/contracts/inbound.ts';
import type { SkillCall } from '../../src/contracts/skill.ts';
import type { CompanyCard } from '../channel.ts';
import { assertOwnConversation, type Caller, eventIdOf, freshConversation } from './caller.ts';
import type { ChatBody } from './wire.ts';

/** What every inbound of the web has in common. */
function startInbound(
  company: CompanyCard,
  caller: Caller,
  now: Date,
  ids: { readonly conversation?: string; readonly eventId?: string },
) {
  if (ids.conversation !== undefined) assertOwnConversation(caller, ids.conversation);
  const conversation = ids.conversation ?? freshConversation(caller);
  return {
    channel: 'web',
    workspace: company.slug,
    conversation,
    thread: conversation,
    eventId: eventIdOf(caller, ids.eventId ?? randomUUID()),
    user: caller.user,
    audience: 'private',
    locale: company.locale,
    timezone: company.timezone,
    receivedAt: now.toISOString(),
  } as const; // keeps 'web' and 'private' literal, as Inbound wants them
}

/**
 * A question or a pressed button → Inbound. Attachments are named by upload id only:
 * what a client says about a kept file is not believed, the house looks it up.
 * @throws UserError `empty-message`, `not-found` for somebody else's conversation.
 */
export function parseChat(body: ChatBody, company: CompanyCard, caller: Caller, now: Date): Inbound {
  const text = (body.text ?? '').trim();
  const uploads = body.attachments ?? [];
  if (text === '' && uploads.length === 0 && body.action === undefined) {
    throw new UserError('There is nothing to answer yet.', {
      code: 'empty-message',
      advice: 'Type a question, or drop a file.',
    });
  }
  const attachments = uploads.map((upload) => ({
    upload,
    fileName: '',
    mediaType: 'application/octet-stream',
    bytes: 0,
  }));
  const start = { ...startInbound(company, caller, now, body), text };
  return body.action === undefined
    ? { ...start, attachments, kind: 'message' }
    : { ...start, attachments, kind: 'action', actionId: body.action };
}

/** A skill called by name, as the API does: it stands in the conversation under the question it answers. */
export function parseCall(
  call: SkillCall,
  question: string,
  ids: { readonly conversation?: string; readonly eventId?: string },
  company: CompanyCard,
  caller: Caller,
  now: Date,
): Inbound {
  return { ...startInbound(company, caller, now, ids), text: question, attachments: [], kind: 'command', call };
}

/** A kept file and what was said with it → Inbound. */
export function parseUpload(
  file: Attachment,
  said: { readonly text?: string; readonly conversation?: string; readonly eventId?: string },
  company: CompanyCard,
  caller: Caller,
  now: Date,
): Inbound {
  const text = (said.text ?? '').trim();
  return {
    ...startInbound(company, caller, now, said),
    text,
    attachments: [file],
    kind: 'message',
  };
}
