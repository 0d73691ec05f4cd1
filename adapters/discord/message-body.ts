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
    attachments: files.map(({ name, description }, id) => ({
      id,
      filename: name,
      ...(description === '' ? {} : { description }),
    })),
  };
}

/** @param contents by the id of the chart or file; one without its content is left out */
export function toFiles({ files }: DrawnMessage, contents: ReadonlyMap<string, Uint8Array>): readonly RawFile[] {
  return files.flatMap(({ id, name, mediaType }) => {
    const content = contents.get(id);
    return content ? [{ name, data: Buffer.from(content), contentType: mediaType }] : [];
  });
}

/** A short text of the house's own, as a message. */
export function plainBody(content: string): MessageBody {
  return { content, allowed_mentions: { parse: [], replied_user: true } };
}
