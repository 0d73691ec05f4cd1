import type { APIEmbed } from 'discord.js';
import { sayFilesMissing } from '../presentation/say-files.ts';
import { shorten } from '../presentation/split-text.ts';
import { escapeText } from './escape-text.ts';
import { LIMITS } from './limits.ts';
import { ACCENT } from './render-cards.ts';
import type { DrawnFile, DrawnMessage } from './render-reply.ts';

/** Characters in which a picture is told; ten of them stay below what all embeds may hold. */
const TOLD = 400;

/** The same message where no file may be attached: pictures are told, files are named, words and buttons stay. */
export function withoutFiles({ content, embeds, components, files }: DrawnMessage): DrawnMessage {
  const missing = files.filter(({ kind }) => kind === 'file');
  const note = missing.length === 0 ? '' : `-# ${escapeText(sayFilesMissing(missing))}`;
  const joined = [content, note].filter((words) => words !== '').join('\n');
  const fits = joined.length <= LIMITS.content;
  const told = embeds.map((embed) => tellPicture(embed, files));
  return {
    content: fits ? joined : content,
    embeds: fits || note === '' ? told : [...told, { description: shorten(note, TOLD) }].slice(-LIMITS.embeds),
    components,
    files: [],
  };
}

function tellPicture({ image, ...embed }: APIEmbed, files: readonly DrawnFile[]): APIEmbed {
  const picture = files.find(({ name }) => image?.url === `attachment://${name}`);
  if (!picture) return embed;
  return {
    color: ACCENT,
    description: escapeText(shorten(picture.description, TOLD)) || 'A chart that I cannot show here.',
  };
}
