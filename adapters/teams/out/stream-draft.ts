import { shorten } from '../../presentation/split-text.ts';
import type { TeamsDraft } from '../transport.ts';
import { cleanText } from './draw-text.ts';
import { LIMITS } from './limits.ts';

/** Teams ends a stream after two minutes; from here on nothing is added to one. Milliseconds. */
export const STREAM_MS = 110_000;

/** A progress line of a stream. The first has no `streamId`: it is the id that comes back. */
export function drawProgress(text: string, streamSequence: number, streamId: string | null): TeamsDraft {
  return {
    type: 'typing',
    text: shorten(cleanText(text), LIMITS.informative),
    textFormat: 'plain',
    entities: [
      { type: 'streaminfo', streamType: 'informative', streamSequence, ...(streamId === null ? {} : { streamId }) },
    ],
  };
}

/** The same message as the end of a stream: it takes the place of the progress lines. */
export function endStream(draft: TeamsDraft, streamId: string): TeamsDraft {
  return { ...draft, entities: [{ type: 'streaminfo', streamType: 'final', streamId }, ...(draft.entities ?? [])] };
}
