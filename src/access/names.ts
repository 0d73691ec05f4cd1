import type { ChannelIdentity, KnownPerson } from '../db/queries/people.ts';

const LONGEST_NAME = 80;
const AND = new Intl.ListFormat('en', { type: 'conjunction' });

/** A platform's name for a person, fit to be said: one line, not endless. */
export function cleanName(name: string | undefined, otherwise: string): string {
  const clean = (name ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .trim();
  return clean === '' ? otherwise : clean;
}

/** The page on this machine and whoever holds its key: the house itself, not somebody one can name or let go. */
export const isHouseUser = (channel: string, user: string): boolean =>
  (channel === 'web' || channel === 'cli') && (user === 'local' || user === 'token');

/** People with names: everybody but the house itself. */
export const isNamed = (person: Pick<KnownPerson, 'identities'>): boolean =>
  !person.identities.some(({ channel, externalUser }) => isHouseUser(channel, externalUser));

/** Do they write from this workspace? Their account there, else null. */
export const accountAt = (
  person: KnownPerson,
  place: Pick<ChannelIdentity, 'channel' | 'workspace'>,
): ChannelIdentity | null =>
  person.identities.find(({ channel, workspace }) => channel === place.channel && workspace === place.workspace) ??
  null;

/** "Ada, Bo, and Cem". */
export const listNames = (names: readonly string[]): string => AND.format(names);

/** A company in a sentence: a company without a name of its own is "your company". */
export const nameCompany = (company: { readonly name: string }): string =>
  company.name === 'Your company' ? 'your company' : company.name;
