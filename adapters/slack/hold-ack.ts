import type { App, Receiver, ReceiverEvent } from '@slack/bolt';

/**
 * Bolt acknowledges an event before its listeners run; a process that dies in between loses the message, since Slack
 * will not send it again. This receiver keeps the acknowledgement until the listeners are done (that is: until the
 * event is stored), and gives none when one of them fails, so that Slack tries again. What no listener answers is
 * acknowledged empty: Slack waits for it.
 */
export function holdAck(receiver: Receiver): Receiver {
  return {
    init: (app) => receiver.init(afterListeners(app)),
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

function afterListeners(app: App): App {
  return new Proxy(app, {
    get(target, name, self) {
      if (name !== 'processEvent') return Reflect.get(target, name, self);
      return async (event: ReceiverEvent) => {
        let answer: unknown;
        const ack: ReceiverEvent['ack'] = async (given) => {
          answer ??= given;
        };
        await target.processEvent({ ...event, ack });
        await event.ack(answer);
      };
    },
  });
}
