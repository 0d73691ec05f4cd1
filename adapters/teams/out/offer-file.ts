import type { RepliedFile } from '../../../src/contracts/reply.ts';
import { nameFiles, sayFilesMissing } from '../../presentation/say-files.ts';
import { shorten } from '../../presentation/split-text.ts';
import { CONSENT_CARD, type FileContext } from '../file-cards.ts';
import type { TeamsDraft } from '../transport.ts';
import { cleanText } from './draw-text.ts';
import { LIMITS } from './limits.ts';

/** What a file is good for, by its ending. */
const USES: Readonly<Record<string, string>> = {
  xlsx: 'A spreadsheet for Excel',
  csv: 'A table for any program',
  ics: 'For your calendar',
};

/** The card that offers one file in a 1:1 chat, and the words for when Teams does not take it. */
export function offerFile({ id, name, bytes }: RepliedFile): { readonly draft: TeamsDraft; readonly plain: string } {
  const context: FileContext = { file: id };
  const content = {
    description: USES[name.split('.').at(-1) ?? ''] ?? 'A file that belongs to this answer',
    sizeInBytes: bytes,
    acceptContext: context,
    declineContext: context,
  };
  return {
    draft: { type: 'message', attachments: [{ contentType: CONSENT_CARD, name: fileName(name), content }] },
    plain: sayFilesMissing([{ name }]),
  };
}

/** In a group, where a bot can give no file. */
export function sayFilesElsewhere(files: readonly RepliedFile[]): string {
  const [what, them] = files.length === 1 ? ['file', 'it'] : ['files', 'them'];
  return `There is more to take away: the ${what} ${nameFiles(files)}. Teams lets me give files in our 1:1 chat only: ask me the same there, and I offer you ${them}.`;
}

/** A long name keeps its ending. */
function fileName(name: string): string {
  const words = cleanText(name);
  if (words.length <= LIMITS.fileName) return words;
  const ending = /\.\w{1,8}$/.exec(words)?.[0] ?? '';
  return `${shorten(words, LIMITS.fileName - ending.length)}${ending}`;
}
