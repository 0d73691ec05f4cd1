import type { TenantId } from '../contracts/ids.ts';
import type { ChannelName } from '../contracts/inbound.ts';
import type { Database } from '../db/database.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Logger } from '../observability/logger.ts';
import { CHAT_PACE, createPacer, type Pace } from './create-pacer.ts';
import { createSender } from './create-sender.ts';
import type { OutboxDelivery } from './delivery.ts';
import type { DeliveryChannel } from './delivery-channel.ts';
import { checkMessage, lookAfterMessage } from './look-after-message.ts';
import { queueAnswer, queueDirect } from './queue-reply.ts';

/** What is on its way when the service stops is waited for this long. */
const STOP_TIMEOUT_MS = 10_000;

export interface DeliveryOptions {
  readonly database: Database;
  readonly jobs: Jobs;
  /** Chat platforms; asked at each use, so that channels may be added after this was made. */
  readonly channels: ReadonlyMap<ChannelName, DeliveryChannel>;
  readonly log: Logger;
  readonly now: () => Date;
  /** Below every platform's own limit when absent. */
  readonly pace?: Pace;
}

/** Answers on their way to the chat platforms: the outbox, its order, its pace and its tries. */
export interface RunningDelivery extends OutboxDelivery {
  /** At start-up, once the channels can send: takes up what an earlier process left. */
  resume(): Promise<void>;
  /** Takes nothing more and waits for what is on its way, `timeoutMs` at most; the rest is sent after a start. */
  stop(timeoutMs?: number): Promise<void>;
}

export function createDelivery(options: DeliveryOptions): RunningDelivery {
  const { database, jobs, channels, log, now, pace = CHAT_PACE } = options;
  const pacer = createPacer(() => performance.now());
  const sender = createSender({ database, channels, log, pacer, pace });
  // A workspace's channel is a text from the database; whether it is one of ours is what is asked.
  const has = (channel: string): boolean => [...channels.keys()].some((name) => name === channel);
  const services = { database, jobs, has, kick: sender.kick, now };
  return {
    delivers: has,
    kick: sender.kick,
    queueReply: async (tx, { inbound, event, turn, reply, visibility }) =>
      has(inbound.channel) ? queueAnswer(tx, { inbound, event, turn, reply, visibility }) : null,
    queueNotice: async (tx, notice) => (has(notice.place.channel) ? queueDirect(tx, notice) : null),
    async send(tenant, outbox) {
      sender.kick(tenant);
      await lookAfterMessage(jobs, { tenant, outbox });
    },
    async resume() {
      await jobs.work('deliver', (job) => checkMessage(services, job));
      // The jobs that look after messages and turns are the one list of companies that anybody may read.
      const open = [...(await jobs.waiting('deliver')), ...(await jobs.waiting('finish-turn'))];
      for (const tenant of new Set<TenantId>(open.map((job) => job.tenant))) sender.kick(tenant);
    },
    stop: (timeoutMs = STOP_TIMEOUT_MS) => sender.stop(timeoutMs),
  };
}
