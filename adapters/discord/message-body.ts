import type { RawFile } from 'discord.js';
import type { MessageBody } from './discord-api.ts';
import type { DrawnMessage } from './render-reply.ts';

/** What goes over the wire for one drawn message: nobody is ever pinged by what stands in it. */
export function toBody({ content, embeds, components, files }: DrawnMessage): MessageBody {
  return {
    content,
    embeds: [...embeds],
    components: [...components],
    allowed_mentions: { parse: [], replied_user: true },
    attachments: files.map(({ name, description }, id) => ({ id, filename: name, description })),
  };
}

/** @param pictures PNGs by chart id; a file without its picture is left out */
export function toFiles({ files }: DrawnMessage, pictures: ReadonlyMap<string, Uint8Array>): readonly RawFile[] {
  return files.flatMap(({ chart, name }) => {
    const png = pictures.get(chart);
    return png ? [{ name, data: Buffer.from(png), contentType: 'image/png' }] : [];
  });
}

/** A short text of the house's own, as a message. */
export function plainBody(content: string): MessageBody {
  return { content, allowed_mentions: { parse: [], replied_user: true } };
}
