import { randomUUID } from 'node:crypto';
import type { TenantId } from '../contracts/ids.ts';
import type { ChannelName } from '../contracts/inbound.ts';
import type { Database } from '../db/database.ts';
import { type ClaimedMessage, claimHeads, untilNextClaim } from '../db/queries/outbox.ts';
import type { Logger } from '../observability/logger.ts';
import { LEASE_MS } from './claim-timing.ts';
import type { Pace, Pacer } from './create-pacer.ts';
import type { DeliveryChannel } from './delivery-channel.ts';
import { type SendContext, sendMessage } from './send-message.ts';

/** Messages on their way at once, a channel: one platform that is slow leaves the others alone. */
const MOST_AT_ONCE = 8;
/** A database that is away is asked again after this. */
const AFTER_FAILURE_MS = 1_000;
const LONGEST_TIMER_MS = 60_000;

/** Sends what waits in the outboxes of the companies it is told of. Several processes may do so side by side. */
export interface Sender {
  /** Something of this company may wait: looks, now and at every later moment it is worth looking. Returns at once. */
  kick(tenant: TenantId): void;
  /** Takes nothing more and waits for what is on its way. What is not heard of by then is tried again after a start. */
  stop(timeoutMs: number): Promise<void>;
}

export function createSender(options: {
  readonly database: Database;
  readonly channels: ReadonlyMap<ChannelName, DeliveryChannel>;
  readonly log: Logger;
  readonly pacer: Pacer;
  readonly pace: Pace;
}): Sender {
  const { database, channels, log } = options;
  const stopping = new AbortController();
  // Random, because a container gives the same host name and pid to the process after a crash. One process at a time
  // opens the embedded database, so whatever was held there is this process's to go on with.
  const holder = database.kind === 'pglite' ? 'embedded' : randomUUID();
  const context: SendContext = { ...options, holder, stopping: stopping.signal };
  const onTheirWay = new Map<string, { readonly channel: string; readonly done: Promise<void> }>();
  const timers = new Map<TenantId, { readonly timer: NodeJS.Timeout; readonly at: number }>();
  /** Companies to look at, the longest waiting first. */
  const toLookAt = new Set<TenantId>();
  /** Companies that may have more than there was room for. */
  const noRoom = new Set<TenantId>();
  let looking = false;

  const kick = (tenant: TenantId): void => {
    if (stopping.signal.aborted) return;
    toLookAt.add(tenant);
    if (!looking) look().catch((error: unknown) => log.error({ err: error }, 'sender stopped'));
  };

  const kickLater = (tenant: TenantId, ms: number): void => {
    const before = timers.get(tenant);
    const at = performance.now() + Math.min(Math.max(ms, 1), LONGEST_TIMER_MS);
    // The earlier moment counts: the look that it leads to finds the later one.
    if (stopping.signal.aborted || (before && before.at <= at)) return;
    clearTimeout(before?.timer);
    const wake = () => {
      timers.delete(tenant);
      kick(tenant);
    };
    // A pending retry must not keep a process alive that has nothing else to do.
    timers.set(tenant, { at, timer: setTimeout(wake, at - performance.now()).unref() });
  };

  const look = async (): Promise<void> => {
    looking = true;
    try {
      for (const tenant of toLookAt) {
        toLookAt.delete(tenant);
        if (stopping.signal.aborted) return;
        await lookAt(tenant).catch((error: unknown) => {
          log.warn({ err: error, tenant }, 'outbox could not be read');
          kickLater(tenant, AFTER_FAILURE_MS);
        });
      }
    } finally {
      looking = false;
    }
  };

  const lookAt = async (tenant: TenantId): Promise<void> => {
    const room = new Map<ChannelName, number>();
    for (const name of channels.keys()) {
      const free = MOST_AT_ONCE - [...onTheirWay.values()].filter(({ channel }) => channel === name).length;
      if (free > 0) room.set(name, free);
    }
    if (room.size < channels.size) noRoom.add(tenant);
    if (room.size === 0) return;
    const limit = Math.min(...room.values());
    const { claimed, ms } = await database.inTenant(tenant, async (tx) => {
      const busy = [...onTheirWay.keys()];
      const heads = await claimHeads(tx, { holder, leaseMs: LEASE_MS, channels: [...room.keys()], limit, busy });
      // While there is something to send, it is looked again when that is out.
      return { claimed: heads, ms: heads.length === 0 ? await untilNextClaim(tx, busy) : null };
    });
    for (const message of claimed) start(tenant, message);
    if (claimed.length === limit) toLookAt.add(tenant);
    if (ms !== null) kickLater(tenant, ms);
  };

  const start = (tenant: TenantId, message: ClaimedMessage): void => {
    const channel = [...channels.values()].find(({ name }) => name === message.channel);
    if (!channel) return;
    const done = sendMessage(context, tenant, message, channel)
      .then((waitMs) => {
        onTheirWay.delete(message.id);
        if (waitMs !== null) kickLater(tenant, waitMs);
        kick(tenant);
      })
      .catch((error: unknown) => {
        // The database went away in the middle: what the platform did is not known, and the claim runs out.
        log.error({ err: error, tenant, outbox: message.id }, 'outcome of a message not kept');
        onTheirWay.delete(message.id);
        kickLater(tenant, AFTER_FAILURE_MS);
      })
      .finally(() => {
        const waiting = [...noRoom];
        noRoom.clear();
        for (const other of waiting) kick(other);
      });
    onTheirWay.set(message.id, { channel: message.channel, done });
  };

  return {
    kick,
    async stop(timeoutMs) {
      stopping.abort();
      for (const { timer } of timers.values()) clearTimeout(timer);
      timers.clear();
      const everything = Promise.all([...onTheirWay.values()].map(({ done }) => done));
      const timer = Promise.withResolvers<void>();
      const late = setTimeout(timer.resolve, timeoutMs);
      await Promise.race([everything, timer.promise]);
      clearTimeout(late);
    },
  };
}
