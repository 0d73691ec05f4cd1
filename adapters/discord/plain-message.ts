import { sayFilesMissing } from '../presentation/say-files.ts';
import { shorten } from '../presentation/split-text.ts';
import { escapeText } from './escape-text.ts';
import { LIMITS } from './limits.ts';
import type { DrawnMessage } from './render-reply.ts';

/** The same words without cards, pictures and buttons, for when Discord takes nothing else. */
export function plainMessage({ content, embeds, files }: DrawnMessage): DrawnMessage {
  const cards = embeds.flatMap(({ fields = [] }) => fields.map(({ name, value }) => `**${name}**\n${value}`));
  const charts = files.filter(({ kind }) => kind === 'chart').map(({ description }) => escapeText(description));
  const missing = files.filter(({ kind }) => kind === 'file');
  const note = missing.length > 0 ? escapeText(sayFilesMissing(missing)) : '';
  const words = [content, ...cards, ...charts, note].filter((text) => text.trim() !== '').join('\n\n');
  const plain = words === '' ? 'I cannot show this part here.' : shorten(words, LIMITS.content);
  return { content: plain, embeds: [], components: [], files: [] };
}
