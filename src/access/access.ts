import type { Company, Person } from '../contracts/company.ts';
import type { InboundId, TenantId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import type { Reply } from '../contracts/reply.ts';
import type { StoredAction, TenantTx } from '../db/schema.ts';

/** Who sent a message, as far as the company's people are known. */
export type Sender =
  | { readonly kind: 'person'; readonly person: Person }
  /** Not let in, or just let in by a code: they get these words instead of an answer. */
  | {
      readonly kind: 'reply';
      readonly reply: Reply;
      /** Outbox messages that go with it (the owners are asked), to be sent after the commit. */
      readonly queued: readonly string[];
    };

/** Where an answer may be shown, and what goes with it when it may not be shown to all. */
export interface Showing {
  readonly visibility: 'here' | 'asker';
  /** Buttons that change that ("Always show answers to everyone there"), for people who may. */
  readonly actions: readonly StoredAction[];
}

/** People, roles and who may see what. See `create-access.ts`. */
export interface Access {
  /** In the turn's own transaction. Remembers a stranger's wish and tells the owners, once. */
  identify(tx: TenantTx, company: Company, inbound: Inbound, id: InboundId): Promise<Sender>;
  /** Outside of any transaction: it may have to ask the platform who is in the conversation. */
  decideShowing(
    tenant: TenantId,
    where: Pick<Inbound, 'channel' | 'workspace' | 'conversation' | 'audience' | 'user'>,
    answer: { readonly turn: string; readonly person: Person | null; readonly reply: Reply },
  ): Promise<Showing>;
  /** "link CODE" in a workspace that is not linked yet. null when the text is no such thing. @throws UserError `bad-code` */
  linkByText(inbound: Inbound): Promise<TenantId | null>;
}
