import { LRUCache } from 'lru-cache';
import type { Channel } from '../channel.ts';
import type { TeamsAddress } from './address.ts';
import type { Doors } from './doors.ts';
import type { TeamsLog } from './in/receiver.ts';
import type { TeamsMember, TeamsTransport } from './transport.ts';

const KEEP_MS = 120_000;
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
  /** Is somebody from outside known to be there? Asks nobody. */
  hasGuests(conversation: string): boolean;
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
      if (members.length > MOST_MEMBERS) return { users: null, guests: false };
      ({ continuation } = page);
    } while (continuation);
    const people = members.filter(({ id }) => !id.startsWith('28:'));
    return {
      users: people.map(({ id, aadObjectId }) => aadObjectId ?? id),
      guests: people.some(
        ({ userRole, tenantId }) => userRole === 'guest' || (tenantId !== undefined && tenantId !== workspace),
      ),
    };
  };

  return {
    async membersOf({ workspace }, conversation) {
      const kept = rosters.get(conversation);
      if (kept) return kept.users;
      try {
        const roster = await ask(workspace, conversation);
        rosters.set(conversation, roster);
        return roster.users;
      } catch (error) {
        log.warn(
          { reason: error instanceof Error ? error.message : 'unknown' },
          'the roster of a Teams conversation cannot be read',
        );
        return null;
      }
    },
    hasGuests: (conversation) => rosters.get(conversation)?.guests ?? false,
    heard: (conversation, address) => {
      addresses.set(conversation, address);
      doors.heard(address);
    },
  };
}
