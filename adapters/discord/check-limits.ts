import type { RawFile } from 'discord.js';
import type { MessageBody } from './discord-api.ts';
import { LIMITS } from './limits.ts';
import { embedLength } from './render-cards.ts';

/**
 * Everything Discord documents about the size of a message.
 * @returns one sentence for each limit that is broken; empty: Discord takes it
 */
export function checkLimits(body: MessageBody, files: readonly RawFile[] = []): readonly string[] {
  const { content = '', embeds = [], components = [] } = body;
  const nonce = String(body.nonce ?? '');
  return [
    ...over('content', content?.length, LIMITS.content),
    ...(!content?.trim() && !embeds?.length && files.length === 0
      ? ['a message needs content, an embed or a file']
      : []),
    ...over('nonce', nonce.length, LIMITS.nonce),
    ...checkEmbeds(embeds ?? [], body.attachments?.map(({ filename }) => filename ?? '') ?? []),
    ...checkRows(components ?? []),
    ...checkFiles(body, files),
  ];
}

function over(what: string, size: number | undefined, most: number): string[] {
  return (size ?? 0) > most ? [`${what} has ${size}, ${most} are allowed`] : [];
}

function checkEmbeds(embeds: NonNullable<MessageBody['embeds']>, files: readonly string[]): string[] {
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  return [
    ...over('embeds', embeds.length, LIMITS.embeds),
    ...over('all embeds together', total, LIMITS.embedTotal),
    ...embeds.flatMap((embed) => [
      ...over('embed title', embed.title?.length, LIMITS.embedTitle),
      ...over('embed description', embed.description?.length, LIMITS.embedDescription),
      ...over('embed fields', embed.fields?.length, LIMITS.fields),
      ...over('embed footer', embed.footer?.text.length, LIMITS.footer),
      ...(embed.fields ?? []).flatMap(({ name, value }) => [
        ...over('field name', name.length, LIMITS.fieldName),
        ...over('field value', value.length, LIMITS.fieldValue),
        ...(name.trim() === '' || value.trim() === '' ? ['an embed field is empty'] : []),
      ]),
      ...checkImage(embed.image?.url, files),
    ]),
  ];
}

function checkImage(url: string | undefined, files: readonly string[]): string[] {
  const name = url?.startsWith('attachment://') ? url.slice('attachment://'.length) : null;
  return name !== null && !files.includes(name) ? ['an embed shows a picture that is not attached'] : [];
}

function checkFiles({ attachments = [] }: MessageBody, files: readonly RawFile[]): string[] {
  return [
    ...over('files', files.length, LIMITS.files),
    ...files.flatMap(({ data }) => over('a file', sizeOf(data), LIMITS.fileBytes)),
    ...(attachments ?? []).flatMap(({ description }) =>
      over('file description', description?.length, LIMITS.fileDescription),
    ),
    ...(attachments ?? []).flatMap(({ id }) => (files[Number(id)] ? [] : ['an attachment has no file'])),
  ];
}

function sizeOf(data: RawFile['data']): number {
  return typeof data === 'object' ? data.byteLength : Buffer.byteLength(String(data));
}

function checkRows(rows: NonNullable<MessageBody['components']>): string[] {
  const ids = new Set<string>();
  const found: string[] = over('rows', rows.length, LIMITS.rows);
  const checkId = (id: string) => {
    found.push(...over('custom id', id.length, LIMITS.customId));
    if (ids.has(id)) found.push('a custom id stands twice');
    ids.add(id);
  };
  for (const row of rows) {
    if (!('components' in row)) continue;
    found.push(...over('a row', row.components.length, LIMITS.buttonsInRow));
    if (row.components.length === 0) found.push('a row is empty');
    for (const part of row.components) {
      if ('custom_id' in part && part.custom_id !== undefined) checkId(part.custom_id);
      if ('options' in part && part.options) {
        if (row.components.length > 1) found.push('a list needs a row of its own');
        found.push(...over('placeholder', part.placeholder?.length, LIMITS.placeholder), ...checkOptions(part.options));
      } else if ('style' in part) {
        const label = 'label' in part ? (part.label ?? '') : '';
        found.push(...over('button label', label.length, LIMITS.buttonLabel));
        if (label.trim() === '' && !('emoji' in part && part.emoji)) found.push('a button has neither label nor emoji');
      }
    }
  }
  return found;
}

function checkOptions(options: readonly { label: string; value: string; description?: string }[]): string[] {
  return [
    ...over('options', options.length, LIMITS.options),
    ...(options.length === 0 ? ['a list is empty'] : []),
    ...(new Set(options.map(({ value }) => value)).size < options.length ? ['a value stands twice in a list'] : []),
    ...options.flatMap(({ label, value, description }) => [
      ...over('option label', label.length, LIMITS.optionLabel),
      ...over('option value', value.length, LIMITS.optionValue),
      ...over('option description', description?.length, LIMITS.optionDescription),
      ...(label.trim() === '' ? ['an option has no label'] : []),
    ]),
  ];
}
