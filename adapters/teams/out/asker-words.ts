import type { TeamsAddress } from '../transport.ts';
import { isUser } from './choose-way.ts';
import { cleanText } from './draw-text.ts';

/** What stays in the thread when the answer went to the asker alone. Holds no number of the answer. */
export function wordOnDirect(askedIn: TeamsAddress, user: string): string {
  const name = nameOf(askedIn, user);
  return `I answered ${name === '' ? '' : `${name} `}directly, because not everyone here may see these numbers.`;
}

/** What stays in the thread when the asker cannot be written to. */
export function wordOnShut(askedIn: TeamsAddress, user: string): string {
  const name = nameOf(askedIn, user);
  return [
    `${name === '' ? '' : `${name}, `}I have an answer, but not everyone here may see it, and I cannot write to you directly yet.`,
    'Add me for yourself in Teams, say hello there, and ask again.',
  ].join(' ');
}

/** The asker's name where the address knows it; '' else. */
function nameOf(address: TeamsAddress, user: string): string {
  return isUser(address, user) ? cleanText(address.user.name ?? '').trim() : '';
}
