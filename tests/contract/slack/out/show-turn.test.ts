import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Inbound } from '../../../../src/contracts/inbound.ts';
import type { TurnEvent } from '../../../../src/contracts/turn.ts';
import { overLong, TURN } from './replies.ts';
import {
  ASKER,
  CHANNEL,
  makeClient,
  makeInbound,
  startSender,
  TEAM,
  type TestSender,
  THREAD,
  until,
} from './start-sender.ts';

let test: TestSender;
beforeEach(async () => {
  test = await startSender();
  // Messages get a `ts` of about now, as on Slack: an old one counts as a stream that ended by itself.
  test.slack.workspace.clock = Math.floor(Date.now() / 1_000);
});
afterEach(async () => {
  await test.close();
});

/** A turn whose events the test hands out one by one. */
function makeTurn() {
  const waiting: TurnEvent[] = [];
  let wake = Promise.withResolvers<void>();
  let over = false;
  const push = (event: TurnEvent) => {
    waiting.push(event);
    wake.resolve();
  };
  async function* events(): AsyncGenerator<TurnEvent> {
    for (;;) {
      const event = waiting.shift();
      if (event) yield event;
      else if (over) return;
      else {
        await wake.promise;
        wake = Promise.withResolvers<void>();
      }
    }
  }
  return {
    events: events(),
    progress: (text: string) => push({ type: 'progress', text }),
    end: () => {
      over = true;
      push({ type: 'failed', code: 'x', message: 'x', advice: 'x' });
    },
  };
}

const message = (channel = CHANNEL) => test.slack.workspace.messages.get(channel)?.[0];
const calls = (method: string) => test.slack.callsOf(method);

/** Shows a turn until its live message is there, then gives it back still running. */
async function showing(inbound: Inbound, opensWith: string) {
  const turn = makeTurn();
  const shown = test.sender.showTurn(inbound, turn.events);
  turn.progress('Reading your sales');
  await until(() => calls(opensWith).length > 0);
  return { turn, shown };
}

describe('a thread', () => {
  it('streams what the coach does, and the answer ends the stream', async () => {
    const inbound = makeInbound();
    const { turn, shown } = await showing(inbound, 'chat.startStream');
    expect(calls('chat.startStream')[0]?.args).toMatchObject({
      channel: CHANNEL,
      thread_ts: THREAD,
      recipient_user_id: ASKER,
      recipient_team_id: TEAM,
      chunks: [{ type: 'task_update', title: expect.any(String), status: 'in_progress' }],
    });
    turn.progress('Forecasting');
    await until(() =>
      calls('chat.appendStream').some(({ args }) => JSON.stringify(args.chunks).includes('Forecasting')),
    );
    expect(test.host.lives).toEqual([
      { eventId: inbound.eventId, ref: { conversation: CHANNEL, message: message()?.ts } },
    ]);
    const outgoing = test.host.outgoing(inbound);
    const parts = await test.deliver(outgoing);
    turn.end();
    await shown;
    expect(parts[0]).toEqual([0, test.host.lives[0]?.ref]);
    expect(message()).toMatchObject({ state: 'posted', metadata: { event_payload: { outbox: outgoing.id } } });
    expect(calls('chat.postMessage')).toEqual([]);
  });

  it('goes on from a stream that another process opened', async () => {
    const { turn, shown } = await showing(makeInbound(), 'chat.startStream');
    await until(() => test.host.lives.length === 1);
    const live = test.host.lives[0]?.ref ?? null;
    const other = await startSender({
      clientFor: async () => makeClient(test.slack.url),
    });
    const parts = await other.deliver(other.host.outgoing(makeInbound(), { live }));
    expect(parts[0]?.[1]).toEqual(live);
    expect(message()?.state).toBe('posted');
    turn.end();
    await shown;
    await other.close();
  });

  it('waits for a message that is being opened, and writes nothing on it afterwards', async () => {
    const inbound = makeInbound();
    const { turn, shown } = await showing(inbound, 'chat.startStream');
    // The house has not kept it yet: the outbox knows of no live message.
    const parts = await test.deliver(test.host.outgoing(inbound, { live: null }));
    turn.progress('Too late');
    turn.end();
    await shown;
    expect(parts[0]?.[1].message).toBe(message()?.ts);
    expect(JSON.stringify(calls('chat.appendStream'))).not.toContain('Too late');
    expect(test.slack.workspace.messages.get(CHANNEL)).toHaveLength(1);
  });

  it('opens nothing once the answer is on its way', async () => {
    const inbound = makeInbound();
    const turn = makeTurn();
    const shown = test.sender.showTurn(inbound, turn.events);
    await test.deliver(test.host.outgoing(inbound));
    turn.progress('Too late');
    turn.end();
    await shown;
    expect(calls('chat.startStream')).toEqual([]);
  });

  it('takes a message where there are no streams, and edits it', async () => {
    test.slack.always('chat.startStream', { error: 'unknown_method' });
    const inbound = makeInbound();
    const { turn, shown } = await showing(inbound, 'chat.postMessage');
    turn.progress('Forecasting <now>');
    await until(() => calls('chat.update').length > 0);
    expect(message()?.text).toBe('Forecasting &lt;now&gt;…');
    await test.deliver(test.host.outgoing(inbound));
    turn.end();
    await shown;
    expect(message()?.text).toContain('$18,412');
    expect(calls('chat.stopStream')).toEqual([]);
  });

  it('finishes a stream that Slack ended by editing it', async () => {
    const { turn, shown } = await showing(makeInbound(), 'chat.startStream');
    test.slack.next('chat.stopStream', { error: 'message_not_in_streaming_state' });
    const parts = await test.deliver(test.host.outgoing(makeInbound()));
    expect(parts[0]?.[1].message).toBe(message()?.ts);
    expect(calls('chat.update')).toHaveLength(1);
    turn.end();
    await shown;
  });

  it('posts anew when the message is gone, or so old that nobody would see it change', async () => {
    for (const ts of [`${Math.floor(Date.now() / 1_000)}.999900`, `${Math.floor(Date.now() / 1_000) - 400}.000100`]) {
      const live = { conversation: CHANNEL, message: ts };
      const parts = await test.deliver(test.host.outgoing(makeInbound(), { live }));
      expect(parts[0]?.[1].message).not.toBe(ts);
      expect(calls('chat.delete').at(-1)?.args.ts).toBe(ts);
    }
    expect(calls('chat.postMessage')).toHaveLength(2);
  });

  it('is finished with the first part of a long answer', async () => {
    const { turn, shown } = await showing(makeInbound(), 'chat.startStream');
    const content = { kind: 'reply' as const, turn: TURN, reply: overLong, controls: [] };
    const parts = await test.deliver(test.host.outgoing(makeInbound(), { content }));
    expect(parts[0]?.[1].message).toBe(message()?.ts);
    expect(calls('chat.postMessage')).toHaveLength(parts.length - 1);
    turn.end();
    await shown;
  });

  it('says it in simpler blocks on the same message when newer ones are refused', async () => {
    const { turn, shown } = await showing(makeInbound(), 'chat.startStream');
    test.slack.next('chat.stopStream', { error: 'invalid_blocks' });
    const parts = await test.deliver(test.host.outgoing(makeInbound()));
    expect(parts[0]?.[1].message).toBe(message()?.ts);
    expect(JSON.stringify(message()?.blocks)).not.toContain('context_actions');
    turn.end();
    await shown;
  });
});

describe('where the answer goes to the asker alone', () => {
  it('shows nothing in the channel', async () => {
    test.host.script.audience = 'asker';
    const turn = makeTurn();
    const asked: string[] = [];
    const { audience } = test.host;
    test.host.audience = async (...about) => {
      asked.push('asked');
      return audience(...about);
    };
    const shown = test.sender.showTurn(makeInbound(), turn.events);
    turn.progress('Reading your sales');
    await until(() => asked.length > 0);
    turn.end();
    await shown;
    expect(test.slack.calls).toEqual([]);
  });

  it('takes a message away that was opened before that was known', async () => {
    const { turn, shown } = await showing(makeInbound(), 'chat.startStream');
    const outgoing = test.host.outgoing(makeInbound());
    await test.deliver({ ...outgoing, target: { ...outgoing.target, visibility: 'asker' } });
    turn.end();
    await shown;
    expect(test.slack.workspace.messages.get(CHANNEL)).toEqual([]);
    expect(test.slack.workspace.messages.get(`D${ASKER.slice(1)}`)).toHaveLength(1);
  });
});

describe('a direct message', () => {
  it('needs no recipient for a stream, and without a thread takes a message', async () => {
    const dm = { conversation: 'D0MARIA001', audience: 'private' as const };
    const inThread = await showing(makeInbound({ ...dm, eventId: 'a' }), 'chat.startStream');
    expect(calls('chat.startStream')[0]?.args.recipient_user_id).toBeUndefined();
    const flat = await showing(makeInbound({ ...dm, eventId: 'b', thread: 'D0MARIA001' }), 'chat.postMessage');
    expect(calls('chat.postMessage')[0]?.args.thread_ts).toBeUndefined();
    for (const { turn, shown } of [inThread, flat]) {
      turn.end();
      await shown;
    }
  });
});

describe('the assistant pane', () => {
  const pane = { conversation: 'D0MARIA001', audience: 'private' as const, address: { assistant: true } };

  it('has a status line, and no message', async () => {
    const { turn, shown } = await showing(makeInbound(pane), 'assistant.threads.setStatus');
    turn.progress('Forecasting');
    await until(() => JSON.stringify(calls('assistant.threads.setStatus')).includes('Forecasting'));
    expect(calls('assistant.threads.setStatus')[0]?.args).toMatchObject({
      channel_id: 'D0MARIA001',
      thread_ts: THREAD,
    });
    await test.deliver(test.host.outgoing(makeInbound(pane)));
    turn.end();
    await shown;
    expect(calls('chat.startStream')).toEqual([]);
    expect(calls('chat.postMessage')).toHaveLength(1);
  });

  it('takes a message when there is no status line', async () => {
    test.slack.always('assistant.threads.setStatus', { error: 'missing_scope' });
    const turn = makeTurn();
    const shown = test.sender.showTurn(makeInbound(pane), turn.events);
    turn.progress('Reading');
    await until(() => calls('assistant.threads.setStatus').length > 0);
    turn.progress('Forecasting');
    await until(() => calls('chat.startStream').length > 0);
    turn.end();
    await shown;
  });
});

it('never throws, whatever Slack and the house do', async () => {
  test.slack.always('chat.startStream', { status: 500 });
  test.slack.always('chat.postMessage', { rateLimited: 30 });
  test.host.keepLive = async () => {
    throw new TypeError('no');
  };
  const { turn, shown } = await showing(makeInbound(), 'chat.postMessage');
  turn.progress('More');
  turn.end();
  await expect(shown).resolves.toBeUndefined();
  const broken = { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new TypeError('events broke')) }) };
  await expect(test.sender.showTurn(makeInbound(), broken)).resolves.toBeUndefined();
});
