import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Channel } from '../channel.ts';
import { clientOptions, createBots } from './bots.ts';
import { checkSlack } from './check.ts';
import type { SlackContext } from './context.ts';
import { createApp } from './create-app.ts';
import { createInOrder } from './in-order.ts';
import { type Connection, keepConnected } from './keep-connected.ts';
import { mountEvents } from './mount-events.ts';
import { mountInstall } from './mount-install.ts';
import { createOnce } from './once.ts';
import type { SlackParts } from './options.ts';
import { createSlackSender } from './out/create-slack-sender.ts';
import { createPeople } from './people.ts';
import { createRooms } from './rooms.ts';
import { makeSdkLogger } from './sdk-logger.ts';
import { createThreads } from './threads.ts';

/** An event may wait for its file; Slack itself gives up after three seconds and sends it again. Milliseconds. */
const LONGEST_EVENT = 60_000;

/**
 * The Slack channel: events over HTTP at `/slack/events`, or by Socket Mode when there is an app token; installations
 * by OAuth at `/slack/install` when there are keys for it. Routes are mounted when this resolves; nothing is asked of
 * Slack before `start`.
 */
export async function createSlack(parts: SlackParts): Promise<Channel> {
  const { host, config, log } = parts;
  const bots = createBots(parts);
  const people = createPeople(bots);
  const rooms = createRooms(bots, people);
  const sender = createSlackSender({ host, clientFor: bots.clientFor, log });
  const threads = createThreads();
  const context: SlackContext = {
    host,
    bots,
    people,
    rooms,
    sender,
    threads,
    once: createOnce(),
    inOrder: createInOrder(),
    log,
    apiUrl: config.apiUrl,
  };
  const connection = config.appToken
    ? connect(parts, context, config.appToken)
    : await listen(parts, context, config.signingSecret ?? '');
  await mountInstall(parts, bots);
  return {
    name: 'slack',
    capabilities: sender.capabilities,
    start: () => connection.start(),
    stop: () => connection.stop(),
    deliver: (outgoing, posted) => sender.deliver(outgoing, posted),
    membersOf: (place, conversation) => rooms.members(place, conversation),
    audienceOf: (place, conversation) => rooms.audience(place, conversation),
    check: () => checkSlack(parts),
  };
}

function connect(parts: SlackParts, context: SlackContext, appToken: string): Connection {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: makeSdkLogger(parts.log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(parts) },
    // Without an acknowledgement Slack sends it again.
    processEventErrorHandler: async () => false,
  });
  createApp(parts, context, receiver);
  return keepConnected(receiver, parts.log);
}

async function listen(parts: SlackParts, context: SlackContext, signingSecret: string): Promise<Connection> {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: '/slack/events',
    logger: makeSdkLogger(parts.log),
    unhandledRequestTimeoutMillis: LONGEST_EVENT,
    processEventErrorHandler: async ({ response }) => {
      if (!response.headersSent) response.writeHead(500).end();
      return false;
    },
  });
  createApp(parts, context, receiver);
  await mountEvents(parts.server, { signingSecret, listener: receiver.requestListener, log: parts.log });
  return { start: async () => undefined, stop: async () => undefined };
}
