import { setTimeout as wait } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import { ChannelError } from '../../src/contracts/errors.ts';
import { codeOf } from './context.ts';
import type { SlackLog } from './options.ts';
import { settleBy } from './settle-by.ts';

/** Between two tries to connect, doubled up to the longest. Milliseconds. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 60_000;
/** A line that does not close in order is left behind. Milliseconds. */
const STOP_MS = 3_000;

/** Answers of Slack that no second try makes better. */
const HOPELESS = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'not_allowed_token_type']);

export interface Connection {
  /** Resolves when connected. Without a network it goes on trying. @throws ChannelError `slack-app-token` */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Keeps a Socket Mode connection open. The SDK's own way of connecting again is turned off: it gives up, with a
 * rejection that nobody can catch, when the network is away at that moment.
 */
export function keepConnected(receiver: SocketModeReceiver, log: SlackLog): Connection {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function run(firstOutcome: (error?: ChannelError) => void): Promise<void> {
    let pause = FIRST_WAIT;
    let ended: () => void = () => undefined;
    receiver.client.on('disconnected', () => ended());
    while (!stopping.signal.aborted) {
      const end = new Promise<void>((resolve) => {
        ended = resolve;
      });
      try {
        await receiver.start();
        log.info({}, 'connected to Slack');
        firstOutcome();
        pause = FIRST_WAIT;
        await end;
      } catch (error) {
        const code = codeOf(error);
        log.error({ code }, 'Slack cannot be reached');
        if (HOPELESS.has(code)) return firstOutcome(wrongToken());
        await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
        pause = Math.min(pause * 2, LONGEST_WAIT);
      }
    }
    firstOutcome();
  }

  return {
    start: () =>
      new Promise((resolve, reject) => {
        running = run((error) => (error ? reject(error) : resolve()));
      }),
    async stop() {
      stopping.abort();
      await receiver.stop();
      await settleBy(STOP_MS, running);
    },
  };
}

const wrongToken = (): ChannelError =>
  new ChannelError('Slack does not take the app token.', {
    code: 'slack-app-token',
    advice: 'Set SLACK_APP_TOKEN to an app-level token with the scope connections:write.',
  });
