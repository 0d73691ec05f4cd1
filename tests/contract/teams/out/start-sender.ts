import { randomUUID } from 'node:crypto';
import { createDoors } from '../../../../adapters/teams/doors.ts';
import { createTeamsSender, type TeamsSender } from '../../../../adapters/teams/out/create-teams-sender.ts';
import type { TeamsAddress } from '../../../../adapters/teams/transport.ts';
import type { MessageRef, Outgoing, Target } from '../../../../src/contracts/delivery.ts';
import type { Inbound } from '../../../../src/contracts/inbound.ts';
import type { TurnEvent } from '../../../../src/contracts/turn.ts';
import { type FakeChatHost, makeFakeChatHost } from '../../channels/fake-chat-host.ts';
import { type MemoryTransport, makeMemoryTransport } from './memory-transport.ts';

export interface RunningSender {
  readonly sender: TeamsSender;
  readonly transport: MemoryTransport;
  readonly host: FakeChatHost;
  readonly logged: string[];
  /** The parts that were said to be out, in order. */
  readonly parts: { readonly part: number; readonly ref: MessageRef }[];
  deliver(outgoing: Outgoing): Promise<void>;
}

export function startSender(): RunningSender {
  const transport = makeMemoryTransport();
  const host = makeFakeChatHost();
  const logged: string[] = [];
  const write = (values: Readonly<Record<string, unknown>>, message: string) =>
    void logged.push(`${message} ${JSON.stringify(values)}`);
  const sender = createTeamsSender({ host, transport, doors: createDoors({ appId: 'app' }), log: { warn: write } });
  const parts: RunningSender['parts'] = [];
  return {
    sender,
    transport,
    host,
    logged,
    parts,
    deliver: (outgoing) =>
      sender.deliver(outgoing, async (part, ref) => {
        parts.push({ part, ref });
      }),
  };
}

export function ask(address: TeamsAddress, text = 'How much will we sell next week?'): Inbound {
  const { conversation } = address;
  return {
    channel: 'teams',
    workspace: address.tenantId,
    conversation: conversation.id,
    thread: conversation.id,
    eventId: `activity:${conversation.id}:${randomUUID()}`,
    user: address.user.aadObjectId ?? address.user.id,
    text,
    attachments: [],
    kind: 'message',
    audience: conversation.conversationType === 'personal' ? 'private' : 'group',
    address,
    locale: 'en-US',
    timezone: 'Europe/Berlin',
    receivedAt: '2026-11-23T08:00:00.000Z',
  };
}

export function answer(
  host: FakeChatHost,
  inbound: Inbound,
  target: Partial<Target> = {},
  change: Partial<Outgoing> = {},
): Outgoing {
  const outgoing = host.outgoing(inbound, change);
  return { ...outgoing, target: { ...outgoing.target, ...target } };
}

/** A turn that says what it does and ends when it is told to. */
export function makeTurn(): {
  readonly events: AsyncIterable<TurnEvent>;
  say(text: string): void;
  end(): void;
} {
  const waiting: TurnEvent[] = [];
  let wake: () => void = () => undefined;
  let over = false;
  async function* play(): AsyncGenerator<TurnEvent> {
    while (!over || waiting.length > 0) {
      const next = waiting.shift();
      if (next) yield next;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  return {
    events: play(),
    say(text) {
      waiting.push({ type: 'progress', text });
      wake();
    },
    end() {
      over = true;
      wake();
    },
  };
}
