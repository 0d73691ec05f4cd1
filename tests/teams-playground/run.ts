import assert from 'node:assert/strict';
import Fastify from 'fastify';
import type { Channel } from '../../adapters/channel.ts';
import { createTeams } from '../../adapters/teams/create-teams.ts';
import type { TeamsOptions } from '../../adapters/teams/options.ts';
import type { Inbound } from '../../src/contracts/inbound.ts';
import type { TurnEvent } from '../../src/contracts/turn.ts';
import { type FakeChatHost, makeFakeChatHost } from '../contract/channels/fake-chat-host.ts';
import {
  APP_ID,
  BOT_TOKEN,
  type LocalMicrosoft,
  startLocalMicrosoft,
  TENANT_ID,
} from '../contract/teams/in/local-microsoft.ts';
import { TEST_ISSUERS } from '../contract/teams/in/start-teams.ts';
import { startSigner } from './sign-requests.ts';
import { type Playground, type Shown, startPlayground } from './start-playground.ts';

/**
 * The whole Teams channel against Microsoft's Agents Playground: `npm run test:teams`. Personal chat, channel thread,
 * streaming, a card's button, a message nobody asked for; with both SDKs. Says so and ends well where it cannot be had.
 */
const WAIT_MS = 20_000;
let target = '';

const microsoft: Record<TeamsOptions['sdk'], LocalMicrosoft> = {
  botbuilder: await startLocalMicrosoft(TEST_ISSUERS.botbuilder),
  agents: await startLocalMicrosoft(TEST_ISSUERS.agents),
};
let passed = 0;
try {
  for (const sdk of ['botbuilder', 'agents'] as const) {
    const signer = await startSigner(microsoft[sdk], () => target);
    const playground = await startPlayground(signer.url);
    try {
      if (!playground) {
        say('skipped: Microsoft’s Agents Playground cannot be had here (npx fetches it from the npm registry)');
        break;
      }
      await tryAll(sdk, playground);
    } finally {
      await playground?.stop();
      await signer.close();
    }
  }
} finally {
  await Promise.all(Object.values(microsoft).map((local) => local.close()));
}
say(`${passed} passed, 0 failed`);

async function tryAll(sdk: TeamsOptions['sdk'], playground: Playground): Promise<void> {
  const host = makeFakeChatHost();
  const server = Fastify();
  const local = microsoft[sdk];
  const channel = await createTeams({
    host,
    server,
    log: server.log,
    config: {
      appId: APP_ID,
      appPassword: undefined,
      tenantId: TENANT_ID,
      sdk,
      endpoints: {
        openIdMetadata: local.openIdMetadata,
        issuer: TEST_ISSUERS[sdk],
        authority: local.url,
        token: async () => BOT_TOKEN,
      },
    },
  });
  answerWhatIsAsked(host, channel);
  target = `${await server.listen({ port: 0, host: '127.0.0.1' })}/teams/messages`;
  try {
    const { personalChat, currentUser, bot, teams } = await playground.config();
    const write = async (conversation: string, body: object) => {
      const from = playground.shown.length;
      const response = await playground.post(`/_conversation/v1/conversations/${conversation}/messages`, {
        from: { id: currentUser.id },
        textFormat: 'plain',
        ...body,
      });
      assert.equal(response.status, 200, await response.clone().text());
      return from;
    };

    let from = await write(personalChat.id, { text: 'How much will we sell next week?' });
    const answer = await see(playground, from, isCard);
    pass(sdk, 'personal chat: a question is answered with a card');

    from = playground.shown.length;
    const pressed = await playground.post('/_conversation/v1/submit', {
      conversation: { id: personalChat.id },
      from: { id: currentUser.id },
      replyToId: answer.message?.messageId,
      value: { action: 'turn-1-0' },
    });
    assert.equal(pressed.status, 200, await pressed.text());
    await see(playground, from, isCard);
    assert.equal(host.accepted.at(-1)?.actionId, 'turn-1-0');
    pass(sdk, 'card action: a button is answered');

    host.script.progress = ['Reading your sales', 'Fitting the forecast', 'Checking it'];
    host.script.stepMs = 1_700;
    from = await write(personalChat.id, { text: 'Why did sales change last week?' });
    await see(playground, from, (shown) => JSON.stringify(shown).includes('Fitting the forecast'));
    const finished = await see(playground, from, (shown) => JSON.stringify(shown).includes('"streamType":"final"'));
    assert.equal(finished.message?.messageId, host.lives.at(-1)?.ref.message, 'the answer is another message');
    await see(playground, from, isCard);
    pass(sdk, 'streaming: words of progress, then the answer in the same message, then its card');
    host.script.progress = [];

    const general = teams[0]?.channels[0]?.id;
    assert.ok(general);
    const mention = `<at>${bot.name}</at>`;
    from = await write(general, {
      text: `${mention} How much will we sell next week?`,
      mentions: [{ mentioned: { id: bot.id }, text: mention }],
    });
    await see(playground, from, isCard);
    assert.equal(host.accepted.at(-1)?.audience, 'group');
    assert.equal(host.accepted.at(-1)?.text, 'How much will we sell next week?');
    pass(sdk, 'channel: a mention is answered in its thread');

    const asked = host.accepted.find(({ audience }) => audience === 'private');
    assert.ok(asked);
    from = playground.shown.length;
    await channel.deliver(proactive(host, asked), async () => undefined);
    await see(playground, from, isCard);
    pass(sdk, 'proactive: a message nobody asked for arrives');
  } finally {
    await channel.stop();
    await server.close();
  }
}

/** The house's part: when the turn is over, the outbox has the answer sent. */
function answerWhatIsAsked(host: FakeChatHost, channel: Channel): void {
  const { accept } = host;
  host.accept = async (inbound) => {
    const { events } = await accept(inbound);
    return { events: thenDeliver(events, inbound) };
  };
  async function* thenDeliver(events: AsyncIterable<TurnEvent>, inbound: Inbound) {
    for await (const event of events) {
      if (event.type === 'reply') {
        const live = host.lives.findLast(({ eventId }) => eventId === inbound.eventId)?.ref ?? null;
        void channel.deliver(host.outgoing(inbound, { live }), async () => undefined);
      }
      yield event;
    }
  }
}

function proactive(host: FakeChatHost, asked: Inbound) {
  const outgoing = host.outgoing(asked, { eventId: null });
  return { ...outgoing, target: { ...outgoing.target, conversation: '', thread: '', visibility: 'direct' as const } };
}

function isCard({ action, message }: Shown): boolean {
  return /message/i.test(action) && JSON.stringify(message ?? {}).includes('AdaptiveCard');
}

async function see(playground: Playground, from: number, wanted: (shown: Shown) => boolean): Promise<Shown> {
  const until = Date.now() + WAIT_MS;
  while (Date.now() < until) {
    const found = playground.shown.slice(from).find(wanted);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(
    `The playground showed something else: ${JSON.stringify(playground.shown.slice(from)).slice(0, 1_500)}`,
  );
}

function pass(sdk: string, what: string): void {
  passed += 1;
  say(`ok ${sdk}: ${what}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
