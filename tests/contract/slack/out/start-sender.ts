import { webApi } from '@slack/bolt';
import {
  createSlackSender,
  type SlackSender,
  type SlackSenderOptions,
} from '../../../../adapters/slack/out/create-slack-sender.ts';
import type { MessageRef, Outgoing } from '../../../../src/contracts/delivery.ts';
import type { Inbound } from '../../../../src/contracts/inbound.ts';
import { type FakeChatHost, makeFakeChatHost } from '../../channels/fake-chat-host.ts';
import { type LocalSlack, startLocalSlack } from '../local-slack.ts';

export const CHANNEL = 'C0GENERAL1';
export const ASKER = 'U0MARIA001';
export const THREAD = '1795000000.000100';
export const TEAM = 'T0HARBOR01';

/** A client as the channel makes it: no retries, no waiting for rate limits. */
export function makeClient(url: string, token = 'xoxb-test-0001'): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logLevel: webApi.LogLevel.ERROR,
  });
}

export interface TestSender {
  readonly slack: LocalSlack;
  readonly host: FakeChatHost;
  readonly sender: SlackSender;
  /** Every line that was logged, as JSON. */
  readonly logged: string[];
  /** Delivers, and notes the parts that went out. */
  deliver(outgoing: Outgoing): Promise<readonly (readonly [number, MessageRef])[]>;
  close(): Promise<void>;
}

export async function startSender(options: Partial<SlackSenderOptions> = {}): Promise<TestSender> {
  const slack = await startLocalSlack();
  const host = makeFakeChatHost();
  const logged: string[] = [];
  const line = (about: object, message: string) => void logged.push(JSON.stringify({ ...about, message }));
  const sender = createSlackSender({
    host,
    clientFor: async () => makeClient(slack.url),
    log: { info: line, warn: line, error: line },
    progress: { afterMs: 0, everyMs: 0 },
    ...options,
  });
  return {
    slack,
    host,
    sender,
    logged,
    async deliver(outgoing) {
      const parts: [number, MessageRef][] = [];
      await sender.deliver(outgoing, async (part, ref) => {
        parts.push([part, ref]);
      });
      return parts;
    },
    close: () => slack.close(),
  };
}

export function makeInbound(change: Partial<Inbound> = {}): Inbound {
  return {
    channel: 'slack',
    workspace: TEAM,
    conversation: CHANNEL,
    thread: THREAD,
    eventId: `msg:${CHANNEL}:${THREAD}`,
    user: ASKER,
    text: 'How much will we sell next week?',
    attachments: [],
    kind: 'message',
    audience: 'group',
    locale: 'en-US',
    timezone: 'UTC',
    receivedAt: new Date().toISOString(),
    ...change,
  };
}

/** Looks again and again, for ten seconds at most. */
export async function until(isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`It did not come about: ${isTrue}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
