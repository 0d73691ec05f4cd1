import { z } from 'zod';
import { CONSENT_CARD, FILE_CARD } from '../file-cards.ts';
import type { TeamsDraft, TeamsDraftAttachment } from '../transport.ts';
import { CARD_TYPE } from './card.ts';
import { checkCard } from './check-card.ts';
import { LIMITS } from './limits.ts';

/**
 * Is there anything in this message that Teams would refuse, cut, or hide? Teams itself does not say so before a
 * person sees it.
 * @returns one sentence for each; empty when all is well
 */
export function checkLimits(draft: TeamsDraft): readonly string[] {
  const attachments = draft.attachments ?? [];
  const text = draft.text ?? '';
  return [
    ...over('the text', text.length, LIMITS.text, 'characters'),
    ...over('the summary', draft.summary?.length ?? 0, LIMITS.summary, 'characters'),
    ...over('attachments of one message', attachments.length, LIMITS.attachments, ''),
    ...over('the message', messageBytes(draft), LIMITS.messageBytes, 'bytes'),
    ...(text !== '' && attachments.length > 0
      ? ['text and a card in one message are split, and nobody hears the ids']
      : []),
    ...(text !== '' && draft.textFormat !== 'plain' ? ['the text is read as Markdown: say textFormat plain'] : []),
    ...(draft.type === 'message' && text === '' && attachments.length === 0 ? ['the message is empty'] : []),
    ...attachments.flatMap(checkAttachment),
    ...checkEntities(draft),
    ...checkSuggested(draft),
  ];
}

function checkAttachment({ contentType, content, name, contentUrl }: TeamsDraftAttachment): readonly string[] {
  if (contentType === CARD_TYPE) return checkCard(content);
  if (contentType !== CONSENT_CARD && contentType !== FILE_CARD)
    return [`an attachment of type ${contentType} is not sent by us`];
  const offered = z.object({ sizeInBytes: z.number().int().positive(), acceptContext: z.object({ file: z.string() }) });
  const shown = z.object({ uniqueId: z.string(), fileType: z.string() });
  return [
    ...(name ? over("a file's name", name.length, LIMITS.fileName, 'characters') : ['a file without a name']),
    ...(contentType === CONSENT_CARD && !offered.safeParse(content).success
      ? ['an offer of a file without its size or what accepts it']
      : []),
    ...(contentType === FILE_CARD && !(contentUrl && shown.safeParse(content).success)
      ? ['a file that is shown without its address, id or type']
      : []),
  ];
}

function over(what: string, is: number, most: number, unit: string): readonly string[] {
  return is > most ? [`${what}: ${is} ${unit}, ${most} are allowed`.replace('  ', ' ')] : [];
}

/** As Teams counts: UTF-16, without inline pictures. */
function messageBytes(draft: TeamsDraft): number {
  const json = JSON.stringify(draft, (key, held) =>
    key === 'url' && typeof held === 'string' && held.startsWith('data:') ? '' : held,
  );
  return json.length * 2;
}

function checkEntities({ type, text = '', entities = [] }: TeamsDraft): readonly string[] {
  const roots = entities.filter((entity) => entity.type === 'https://schema.org/Message');
  return [
    ...(roots.length > 1 ? ['more than one root message entity'] : []),
    ...entities.filter((entity) => entity.type === 'streaminfo').flatMap((entity) => checkStream(entity, type, text)),
  ];
}

function checkStream(
  entity: Readonly<Record<string, unknown>>,
  type: TeamsDraft['type'],
  text: string,
): readonly string[] {
  const { streamType, streamSequence, streamId } = entity;
  const final = streamType === 'final';
  const sequence = typeof streamSequence === 'number' ? streamSequence : null;
  return [
    ...(text === '' ? ['a stream without text is refused'] : []),
    ...(final !== (type === 'message') ? ['a stream is typing until its final message'] : []),
    ...(final && streamSequence !== undefined ? ['the final message of a stream has no sequence'] : []),
    ...(!final && (sequence === null || sequence < 1) ? ['a stream counts from 1'] : []),
    ...((final || (sequence ?? 0) > 1) && !streamId ? ['a stream that goes on names its id'] : []),
    ...(streamType === 'informative' ? over('a progress line', text.length, LIMITS.informative, 'characters') : []),
  ];
}

function checkSuggested({ suggestedActions }: TeamsDraft): readonly string[] {
  const actions = suggestedActions?.actions;
  return Array.isArray(actions) ? over('suggested actions', actions.length, LIMITS.suggestedActions, '') : [];
}
