import type { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Capabilities } from '../../../src/contracts/capabilities.ts';
import type { Inbound } from '../../../src/contracts/inbound.ts';
import type { TurnEvent } from '../../../src/contracts/turn.ts';
import type { Channel, Place } from '../../channel.ts';
import { createSlackCaller } from './call-slack.ts';
import { SLACK_CAPABILITIES } from './capabilities.ts';
import { deliverReply } from './deliver-reply.ts';
import { createLiveMessages } from './live-messages.ts';
import { removeMessages } from './remove-messages.ts';
import { type SayWhere, say } from './say.ts';
import type { SenderContext, SenderHost, SenderLog } from './sender-context.ts';
import { showTurn } from './show-turn.ts';

/** Everything that goes out to Slack. */
export interface SlackSender {
  readonly capabilities: Capabilities;
  /** @throws UpstreamError, ChannelError */
  readonly deliver: Channel['deliver'];
  /** Shows that the coach is at work while a turn runs. Never throws. */
  showTurn(inbound: Inbound, events: AsyncIterable<TurnEvent>): Promise<void>;
  /** A few words of the channel's own. @throws UpstreamError, ChannelError */
  say(place: Place, where: SayWhere, text: string): Promise<void>;
}

export interface SlackSenderOptions {
  readonly host: SenderHost;
  /** A client for the workspace; it neither retries nor waits for rate limits. */
  readonly clientFor: (place: Place) => Promise<webApi.WebClient>;
  readonly log: SenderLog;
  /** Small charts as Slack's own blocks where the workspace takes them. True by default. */
  readonly nativeCharts?: boolean;
  /** Longest wait for one call, ms. 20,000 by default. */
  readonly callDeadlineMs?: number;
  /** When a message that shows progress opens and how often it changes, ms. */
  readonly progress?: { readonly afterMs?: number; readonly everyMs?: number };
}

/** A workspace that refused newer blocks is asked again after this. Milliseconds. */
const REFUSING_MS = 3_600_000;

export function createSlackSender(options: SlackSenderOptions): SlackSender {
  const { host, clientFor, log, nativeCharts = true } = options;
  const refusing = new LRUCache<string, true>({ max: 2_000, ttl: REFUSING_MS });
  const context: SenderContext = {
    host,
    log,
    clientFor,
    call: createSlackCaller(options.callDeadlineMs),
    lives: createLiveMessages(),
    nativeCharts,
    refusing: {
      has: (workspace) => refusing.has(workspace),
      add: (workspace) => {
        refusing.set(workspace, true);
      },
    },
  };
  return {
    capabilities: SLACK_CAPABILITIES,
    async deliver(outgoing, posted) {
      const { content } = outgoing;
      if (content.kind === 'reply') await deliverReply(context, { ...outgoing, content }, posted);
      else await removeMessages(context, await clientFor(outgoing.place), content.messages);
    },
    showTurn: (inbound, events) => showTurn(context, inbound, events, options.progress),
    say: (place, where, text) => say(context, place, where, text),
  };
}
