import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { UpstreamError } from '../../src/contracts/errors.ts';
import { codeOf } from './context.ts';
import type { SlackLog } from './options.ts';

/**
 * Bolt acknowledges an event before its listeners run; a process that dies in between loses the message, since Slack
 * will not send it again. This receiver keeps the acknowledgement until the listeners are done (that is: until the
 * event is stored), and gives none when one of them says `notStored`, so that Slack tries again. What no listener
 * answers, or Bolt cannot read, is acknowledged empty: Slack waits for it, and would only send the same again.
 */
export function holdAck(receiver: Receiver, log: SlackLog): Receiver {
  return {
    init: (app) => receiver.init(afterListeners(app, log)),
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

/** Thrown where an event should come again. */
export function notStored(cause: unknown): UpstreamError {
  return new UpstreamError('Something from Slack could not be stored.', {
    code: 'slack-not-stored',
    advice: 'Slack will send it again.',
    cause,
  });
}

function afterListeners(app: App, log: SlackLog): App {
  return new Proxy(app, {
    get(target, name, self) {
      if (name !== 'processEvent') return Reflect.get(target, name, self);
      return async (event: ReceiverEvent) => {
        let answer: unknown;
        const ack: ReceiverEvent['ack'] = async (given) => {
          answer ??= given;
        };
        try {
          await target.processEvent({ ...event, ack });
        } catch (error) {
          if (error instanceof UpstreamError && error.code === 'slack-not-stored') throw error;
          log.warn({ code: codeOf(error) }, 'something from Slack could not be read');
        }
        await event.ack(answer);
      };
    },
  });
}
