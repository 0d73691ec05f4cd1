import { byId } from './dom.ts';

/**
 * Says one thing to a screen reader, politely. The conversation itself is silent while an answer streams in;
 * this is the one announcement when it is complete. Emptied first, so that the same words twice are said twice.
 */
export function announce(words: string): void {
  const region = byId('announcer');
  region.textContent = '';
  setTimeout(() => {
    region.textContent = words;
  }, 60);
}
