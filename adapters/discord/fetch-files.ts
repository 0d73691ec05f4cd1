import type { Place } from '../../src/contracts/delivery.ts';
import type { RepliedFile } from '../../src/contracts/reply.ts';
import type { ChatHost } from '../channel.ts';
import { LIMITS } from './limits.ts';
import type { DiscordLog } from './options.ts';
import { logFailure } from './take-inbound.ts';

/** The files of a reply by their id. One that is not there, or that Discord would not take, is lost, and said. */
export async function fetchFiles(
  { host, log }: { readonly host: Pick<ChatHost, 'file'>; readonly log: DiscordLog },
  place: Place,
  files: readonly RepliedFile[],
): Promise<{ readonly contents: ReadonlyMap<string, Uint8Array>; readonly lost: ReadonlySet<string> }> {
  const contents = new Map<string, Uint8Array>();
  const lost = new Set<string>();
  for (const { id } of files) {
    const file = await host.file(place, id).catch((thrown: unknown) => {
      logFailure(log, thrown, 'discord file not read');
      return null;
    });
    const fits = file !== null && file.content.byteLength <= LIMITS.fileBytes && contents.size < LIMITS.files;
    if (fits) contents.set(id, file.content);
    else lost.add(id);
  }
  return { contents, lost };
}
