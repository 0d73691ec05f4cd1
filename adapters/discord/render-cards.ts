import type { APIEmbed, APIEmbedField } from 'discord.js';
import type { ReplySection } from '../../src/contracts/reply.ts';
import { escapeText } from './escape-text.ts';
import { LIMITS } from './limits.ts';
import { renderSection, renderSpans } from './render-section.ts';

/** Blue of the coach, at the left edge of cards and charts. */
export const ACCENT = 0x3b7cdd;

/** Card lines as fields of an embed. A line that does not fit a field becomes a block of text instead. */
export function renderCards(sections: readonly ReplySection[]): {
  readonly embeds: readonly APIEmbed[];
  readonly blocks: readonly string[];
} {
  const fields: APIEmbedField[] = [];
  const blocks: string[] = [];
  for (const section of sections) {
    const name = escapeText(section.heading?.trim() ?? '');
    const value = renderSpans(section.spans);
    const fits = name !== '' && name.length <= LIMITS.fieldName && value !== '' && value.length <= LIMITS.fieldValue;
    if (fits) fields.push({ name, value });
    else blocks.push(renderSection(section));
  }
  return { embeds: groupFields(fields), blocks };
}

/** Embeds of at most 25 fields, none so large that it could not stand in a message. */
function groupFields(fields: readonly APIEmbedField[]): readonly APIEmbed[] {
  const groups: APIEmbedField[][] = [];
  for (const field of fields) {
    const open = groups.at(-1);
    const used = open?.reduce((sum, { name, value }) => sum + name.length + value.length, 0) ?? 0;
    const size = field.name.length + field.value.length;
    if (open && open.length < LIMITS.fields && used + size <= LIMITS.embedTotal) open.push(field);
    else groups.push([field]);
  }
  return groups.map((group) => ({ color: ACCENT, fields: group }));
}

/** Embeds a message: at most ten, and at most 6,000 characters in all of them. */
export function packEmbeds(embeds: readonly APIEmbed[]): readonly (readonly APIEmbed[])[] {
  const groups: APIEmbed[][] = [];
  let used = 0;
  for (const embed of embeds) {
    const size = embedLength(embed);
    const open = groups.at(-1);
    if (open && open.length < LIMITS.embeds && used + size <= LIMITS.embedTotal) {
      open.push(embed);
      used += size;
    } else {
      groups.push([embed]);
      used = size;
    }
  }
  return groups;
}

/** As Discord counts it. */
export function embedLength({ title, description, fields = [], footer, author }: APIEmbed): number {
  const texts = [title, description, footer?.text, author?.name, ...fields.flatMap(({ name, value }) => [name, value])];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}
