import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Channel, Place } from '../channel.ts';
import type { TeamsAddress } from './address.ts';
import type { Doors } from './doors.ts';
import type { TeamsLog } from './in/receiver.ts';
import type { TeamsMember, TeamsTransport } from './transport.ts';

const KEEP_MS = 120_000;
/** A roster that could not be read is asked for again after this. */
const KEEP_UNKNOWN_MS = 30_000;
/** A message is not acknowledged before it is known who reads along, and Teams does not wait for long. */
const LONGEST_WAIT_MS = 3_000;
const MOST_MEMBERS = 200;
const PAGE = 100;

interface Roster {
  /** null: cannot be known, or too many. */
  readonly users: readonly string[] | null;
  readonly guests: boolean;
}

/** Who is in a conversation, asked of Teams and kept for two minutes. */
export interface MemberList {
  readonly membersOf: Channel['membersOf'];
  /** External where guests are; else not known, since no roster tells of a shared channel. */
  readonly audienceOf: NonNullable<Channel['audienceOf']>;
  /** Is somebody from outside there? No, where that cannot be known in a moment. */
  hasGuests(place: Place, conversation: string): Promise<boolean>;
  heard(conversation: string, address: TeamsAddress): void;
}

export function createMemberList(transport: Pick<TeamsTransport, 'members'>, doors: Doors, log: TeamsLog): MemberList {
  const rosters = new LRUCache<string, Roster>({ max: 1_000, ttl: KEEP_MS });
  const addresses = new LRUCache<string, TeamsAddress>({ max: 1_000 });

  const ask = async (workspace: string, conversation: string): Promise<Roster> => {
    const known = addresses.get(conversation) ?? doors.guess(workspace);
    const address = { ...known, conversation: { ...known.conversation, id: conversation } };
    const members: TeamsMember[] = [];
    let continuation: string | undefined;
    do {
      const page = await transport.members(address, { size: PAGE, ...(continuation ? { continuation } : {}) });
      members.push(...page.members);
      if (members.length > MOST_MEMBERS) return { users: null, guests: members.some(isGuestOf(workspace)) };
      ({ continuation } = page);
    } while (continuation);
    const people = members.filter(({ id }) => !id.startsWith('28:'));
    return {
      users: people.map(({ id, aadObjectId }) => aadObjectId ?? id),
      guests: people.some(isGuestOf(workspace)),
    };
  };

  const read = async (workspace: string, conversation: string): Promise<Roster> => {
    const kept = rosters.get(conversation);
    if (kept) return kept;
    try {
      const roster = await ask(workspace, conversation);
      rosters.set(conversation, roster);
      return roster;
    } catch (error) {
      log.warn(
        { reason: error instanceof Error ? error.message : 'unknown' },
        'the roster of a Teams conversation cannot be read',
      );
      rosters.set(conversation, UNKNOWN, { ttl: KEEP_UNKNOWN_MS });
      return UNKNOWN;
    }
  };

  return {
    membersOf: async ({ workspace }, conversation) => (await read(workspace, conversation)).users,
    audienceOf: async ({ workspace }, conversation) =>
      (await read(workspace, conversation)).guests ? 'external' : null,
    hasGuests: async ({ workspace }, conversation) =>
      Promise.race([
        read(workspace, conversation).then(({ guests }) => guests),
        sleep(LONGEST_WAIT_MS, false, { ref: false }),
      ]),
    heard: (conversation, address) => {
      addresses.set(conversation, address);
      doors.heard(address);
    },
  };
}

const UNKNOWN: Roster = { users: null, guests: false };

const isGuestOf =
  (workspace: string) =>
  ({ userRole, tenantId }: TeamsMember): boolean =>
    userRole === 'guest' || userRole === 'anonymous' || (tenantId !== undefined && tenantId !== workspace);
