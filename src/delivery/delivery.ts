import type { Place } from '../contracts/delivery.ts';
import type { InboundId, TenantId, TurnId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import type { Reply } from '../contracts/reply.ts';
import type { StoredAction, TenantTx } from '../db/schema.ts';

/** Answers on their way to a chat platform. See `create-delivery.ts`. */
export interface Delivery {
  /** In the transaction that saves the turn: nothing is queued for channels that answer on their own (web, CLI). */
  queueReply(
    tx: TenantTx,
    answer: {
      readonly inbound: Inbound;
      readonly event: InboundId;
      readonly turn: TurnId;
      readonly reply: Reply;
      readonly visibility: 'here' | 'asker';
    },
  ): Promise<string | null>;
  /** A message nobody asked for, to one person directly; kept as a turn of its own, so that its buttons work. */
  queueNotice(
    tx: TenantTx,
    notice: {
      readonly place: Place;
      readonly user: string;
      readonly reply: Reply;
      readonly actions: readonly StoredAction[];
    },
  ): Promise<string | null>;
  /** After the commit: sends what was queued, now and until it is out or dead. Never waits for the platform. */
  send(tenant: TenantId, outbox: string): Promise<void>;
}

/** The same, for who has a job of its own that looks after what is queued until it is out (see `finish-turn.ts`). */
export interface OutboxDelivery extends Delivery {
  /** Something of this company may wait to be sent: looks now. Returns at once, never throws. */
  kick(tenant: TenantId): void;
  /** Do answers to this channel go through the outbox? */
  delivers(channel: string): boolean;
}
