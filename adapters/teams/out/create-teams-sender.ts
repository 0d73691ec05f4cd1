import type { Capabilities } from '../../../src/contracts/capabilities.ts';
import { DyocenseError } from '../../../src/contracts/errors.ts';
import type { Inbound } from '../../../src/contracts/inbound.ts';
import type { TurnEvent } from '../../../src/contracts/turn.ts';
import type { Channel, ChatHost } from '../../channel.ts';
import { TeamsApiError } from '../api-error.ts';
import type { Doors } from '../doors.ts';
import type { TeamsAddress, TeamsTransport } from '../transport.ts';
import { TEAMS_CAPABILITIES } from './capabilities.ts';
import { deliverReply, sayIn } from './deliver-reply.ts';
import { createLiveTurns } from './live-turns.ts';
import { removeMessages } from './remove-messages.ts';
import type { SenderLog } from './sender-log.ts';
import { showTurn } from './show-turn.ts';
import { translateError } from './translate-error.ts';

export interface TeamsSender {
  readonly capabilities: Capabilities;
  /** @throws UpstreamError later, with `retryAfter` as Teams said; ChannelError never */
  readonly deliver: Channel['deliver'];
  /** Shows that the coach is at work: progress words in a 1:1 chat, "is typing" elsewhere. Never throws. */
  showTurn(inbound: Inbound, events: AsyncIterable<TurnEvent>): Promise<void>;
  /** Says a short final text, as text. Throws as `deliver` does. */
  say(address: TeamsAddress, text: string): Promise<void>;
}

export interface TeamsSenderParts {
  readonly host: Pick<ChatHost, 'chart' | 'keepLive'>;
  readonly transport: TeamsTransport;
  readonly doors: Pick<Doors, 'guess'>;
  readonly log: SenderLog;
}

/** The way out to Teams: draws answers as messages and cards, and sends them by the transport. */
export function createTeamsSender({ host, transport, doors, log }: TeamsSenderParts): TeamsSender {
  const live = createLiveTurns();
  return {
    capabilities: TEAMS_CAPABILITIES,
    async deliver(outgoing, posted) {
      const { content, target } = outgoing;
      await translating(() =>
        content.kind === 'remove'
          ? removeMessages(transport, target, content.messages)
          : deliverReply({ host, transport, doors, live, log }, outgoing, content, posted),
      );
    },
    async showTurn(inbound, events) {
      try {
        await showTurn({ host, transport, live }, inbound, events);
      } catch (error) {
        log.warn({ code: codeOf(error) }, 'progress not shown in Teams');
      }
    },
    async say(address, text) {
      await translating(() => sayIn(transport, address, text));
    },
  };
}

async function translating<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateError(error);
  }
}

function codeOf(error: unknown): string {
  if (error instanceof DyocenseError) return error.code;
  return error instanceof TeamsApiError ? (error.code ?? String(error.status)) : 'unexpected';
}
