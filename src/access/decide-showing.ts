import { LRUCache } from 'lru-cache';
import type { Person } from '../contracts/company.ts';
import type { Place } from '../contracts/delivery.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import type { Reply } from '../contracts/reply.ts';
import type { Database } from '../db/database.ts';
import { readConsent, type Shows } from '../db/queries/consents.ts';
import { knownAmong } from '../db/queries/people.ts';
import type { StoredAction } from '../db/schema.ts';
import type { Logger } from '../observability/logger.ts';
import type { Showing } from './access.ts';
import { isAtLeast } from './roles.ts';

/** What this needs of a channel: who is in a conversation, and how open it is. */
export interface RoomLookup {
  /** Platform ids without bots; null when that cannot be known or they are too many. */
  membersOf(place: Place, conversation: string): Promise<readonly string[] | null>;
  /** How open it is now; null when that is not known. */
  audienceOf?(place: Place, conversation: string): Promise<Inbound['audience'] | null>;
}

export interface ShowingServices {
  readonly database: Database;
  readonly channels: ReadonlyMap<string, RoomLookup>;
  readonly now: () => Date;
  readonly log: Logger;
}

export type Where = Pick<Inbound, 'channel' | 'workspace' | 'conversation' | 'audience' | 'user'>;

/** Who may see an answer, and whether that was decided by somebody or follows from who is there. */
export interface Audience {
  readonly visibility: Showing['visibility'];
  readonly decided: boolean;
}

/** Who is in a conversation is asked at most this often. */
const MEMBERS_GOOD_FOR_MS = 60_000;
/** Numbers of these buttons, far above those a reply gives its own. */
const FIRST_ACTION = 90;

export interface AudienceDecider {
  /** Who would see an answer with numbers here now. */
  audienceOf(tenant: TenantId, where: Where): Promise<Audience>;
  decideShowing(
    tenant: TenantId,
    where: Where & Partial<Pick<Inbound, 'kind'>>,
    answer: { readonly turn: string; readonly person: Person | null; readonly reply: Reply },
  ): Promise<Showing>;
}

/**
 * An answer with numbers shows in a group only when a manager said so, or when everyone there is let in; where people
 * from outside the workspace are, only when a manager said so.
 */
export function createAudienceDecider(services: ShowingServices): AudienceDecider {
  const { database } = services;
  const membersOf = rememberMembers(services);

  async function audienceOf(tenant: TenantId, where: Where): Promise<Audience> {
    if (where.audience === 'private') return { visibility: 'here', decided: true };
    const consent = await database.inTenant(tenant, (tx) => readConsent(tx, where, where.conversation));
    if (consent?.shows === 'asker') return { visibility: 'asker', decided: true };
    // What was allowed among colleagues is asked again when the channel was shared with others since.
    if (consent && (consent.outside || where.audience !== 'external')) return { visibility: 'here', decided: true };
    if (where.audience === 'external') return { visibility: 'asker', decided: false };
    const members = await membersOf(where);
    if (!members || members.length === 0) return { visibility: 'asker', decided: false };
    const known = await database.inTenant(tenant, (tx) => knownAmong(tx, where, members));
    return { visibility: members.every((member) => known.has(member)) ? 'here' : 'asker', decided: false };
  }

  return {
    audienceOf,
    async decideShowing(tenant, asked, { turn, person, reply }) {
      if (!holdsNumbers(reply)) return { visibility: 'here', actions: [] };
      const where = asked.kind === 'scheduled' ? await asOpenAsNow(services, asked) : asked;
      const { visibility, decided } = await audienceOf(tenant, where);
      const asks = visibility === 'asker' && !decided && person !== null && isAtLeast(person.role, 'manager');
      return { visibility, actions: asks ? offerConsent(where, turn) : [] };
    },
  };
}

const holdsNumbers = ({ facts, charts, tables }: Reply): boolean =>
  facts.length > 0 || charts.length > 0 || tables.length > 0;

/** A schedule knows how open its conversation was when it was set. A direct one stays direct. */
async function asOpenAsNow({ channels, log }: ShowingServices, where: Where): Promise<Where> {
  const { channel, workspace, conversation, audience } = where;
  if (audience === 'private') return where;
  const now = await channels
    .get(channel)
    ?.audienceOf?.({ channel, workspace }, conversation)
    .catch((error: unknown) => {
      log.warn({ err: error, channel }, 'how open the conversation is now is not known');
      return null;
    });
  return { ...where, audience: now ?? audience };
}

/** The answer may stand in a direct message, so that “here” would be the wrong place. */
function offerConsent({ channel, workspace, conversation, audience }: Where, turn: string): StoredAction[] {
  const outside = audience === 'external';
  const action = (index: number, label: string, show: Shows): StoredAction => ({
    id: `${turn}-${FIRST_ACTION + index}`,
    label,
    call: { skill: 'manage-access', input: { action: 'consent', channel, workspace, conversation, show, outside } },
  });
  return [
    action(0, 'Always show answers to everyone there', 'everyone'),
    action(1, 'Always keep them private', 'asker'),
  ];
}

/** Asks the platform, and remembers its answer for a minute. A platform that cannot be asked is one that does not know. */
function rememberMembers({ channels, now, log }: ShowingServices) {
  const remembered = new LRUCache<string, { readonly at: number; readonly members: readonly string[] | null }>({
    max: 2_000,
  });
  return async (where: Where): Promise<readonly string[] | null> => {
    const key = JSON.stringify([where.channel, where.workspace, where.conversation]);
    const before = remembered.get(key);
    if (before && now().getTime() - before.at < MEMBERS_GOOD_FOR_MS) return before.members;
    const { channel, workspace, conversation } = where;
    const members =
      (await channels
        .get(channel)
        ?.membersOf({ channel, workspace }, conversation)
        .catch((error: unknown) => {
          log.warn({ err: error, channel }, 'who is in the conversation is not known');
          return null;
        })) ?? null;
    remembered.set(key, { at: now().getTime(), members });
    return members;
  };
}
