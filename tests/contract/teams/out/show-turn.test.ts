import { beforeEach, describe, expect, it, vi } from 'vitest';
import { IN_CHANNEL, PERSONAL, refusal } from './memory-transport.ts';
import { answer, ask, makeTurn, type RunningSender, startSender } from './start-sender.ts';

const FINAL = { type: 'streaminfo', streamType: 'final', streamId: 'sent-1' };

describe('a turn while it runs', () => {
  let run: RunningSender;
  beforeEach(() => {
    run = startSender();
  });
  const sent = () => run.transport.calls;
  const until = (what: () => void) => vi.waitFor(what, { timeout: 15_000, interval: 20 });

  it('shows words of progress in a chat of two, and ends them with the answer', async () => {
    const inbound = ask(PERSONAL);
    const turn = makeTurn();
    turn.say('reading your sales');
    const shown = run.sender.showTurn(inbound, turn.events);
    await until(() => expect(sent().length).toBe(1));
    turn.say('trying four ways of forecasting');
    await until(() => expect(sent().length).toBe(2));
    expect(sent().map(({ draft }) => [draft?.type, draft?.text, draft?.entities?.[0]])).toEqual([
      ['typing', 'reading your sales', { type: 'streaminfo', streamType: 'informative', streamSequence: 1 }],
      [
        'typing',
        'trying four ways of forecasting',
        { type: 'streaminfo', streamType: 'informative', streamSequence: 2, streamId: 'sent-1' },
      ],
    ]);
    const live = { conversation: 'a:maria-chat', message: 'sent-1' };
    expect(run.host.lives).toEqual([{ eventId: inbound.eventId, ref: live }]);

    await run.deliver(answer(run.host, inbound, {}, { live }));
    turn.end();
    await shown;
    const [words, card] = run.transport.messages();
    expect(words?.draft?.text).toContain('$18,412');
    expect(words?.draft?.entities).toEqual([
      FINAL,
      expect.objectContaining({ additionalType: ['AIGeneratedContent'] }),
    ]);
    expect(card?.draft?.entities).not.toContainEqual(expect.objectContaining({ type: 'streaminfo' }));
    expect(run.parts[0]).toEqual({ part: 0, ref: live });
  });

  it('shows nothing of a turn that is over at once', async () => {
    const turn = makeTurn();
    turn.say('reading your sales');
    turn.end();
    await run.sender.showTurn(ask(PERSONAL), turn.events);
    expect(sent()).toEqual([]);
  });

  it('waits for a progress line that is still on the wire, and ends that very stream', async () => {
    const inbound = ask(PERSONAL);
    const turn = makeTurn();
    let release: () => void = () => undefined;
    run.transport.hold = new Promise((resolve) => {
      release = resolve;
    });
    const send = vi.spyOn(run.transport, 'send');
    turn.say('reading your sales');
    const shown = run.sender.showTurn(inbound, turn.events);
    await until(() => expect(send).toHaveBeenCalledTimes(1));
    // The outbox does not know of the stream yet: nobody could tell it.
    const delivered = run.deliver(answer(run.host, inbound));
    turn.say('too late to be shown');
    release();
    await delivered;
    turn.end();
    await shown;
    expect(sent().map(({ draft }) => draft?.entities?.[0]?.streamType ?? 'card')).toEqual([
      'informative',
      'final',
      'card',
    ]);
  });

  it.each([403, 404, 400])('posts the answer anew when its stream is over (%s)', async (status) => {
    const live = { conversation: 'a:maria-chat', message: 'old-stream' };
    run.transport.refuse = ({ draft }) =>
      draft?.entities?.[0]?.type === 'streaminfo' ? refusal(status, 'ContentStreamNotAllowed') : null;
    await run.deliver(answer(run.host, ask(PERSONAL), {}, { live }));
    expect(run.transport.messages().map(({ draft }) => draft?.entities?.length)).toEqual([2, 1, 1]);
    expect(run.parts.map(({ ref }) => ref.message)).toEqual(['sent-2', 'sent-3']);
  });

  it('does not say it twice when an earlier try may have ended the stream', async () => {
    const live = { conversation: 'a:maria-chat', message: 'old-stream' };
    run.transport.refuse = ({ draft }) =>
      draft?.entities?.[0]?.type === 'streaminfo' ? refusal(403, 'ContentStreamNotAllowed') : null;
    await run.deliver(answer(run.host, ask(PERSONAL), {}, { live, uncertain: true }));
    expect(sent().map(({ kind, id }) => [kind, id])).toEqual([
      ['send', undefined],
      ['update', 'old-stream'],
      ['send', undefined],
    ]);
    expect(run.parts[0]?.ref).toEqual(live);
  });

  it('tries a stream later when Teams has trouble, with the stream kept', async () => {
    const live = { conversation: 'a:maria-chat', message: 'old-stream' };
    run.transport.refuse = () => refusal(429, undefined, 2_000);
    await expect(run.deliver(answer(run.host, ask(PERSONAL), {}, { live }))).rejects.toMatchObject({
      code: 'teams-too-many',
      retryAfter: 2_000,
    });
    expect(run.parts).toEqual([]);
  });

  it('says "is typing" in a channel, again and again, and opens no message', async () => {
    const turn = makeTurn();
    turn.say('reading your sales');
    const shown = run.sender.showTurn(ask(IN_CHANNEL), turn.events);
    await until(() => expect(sent().length).toBe(2));
    expect(sent().map(({ draft }) => draft)).toEqual([{ type: 'typing' }, { type: 'typing' }]);
    expect(run.host.lives).toEqual([]);
    turn.end();
    await shown;
  });

  it('says "is typing" where streams are not allowed', async () => {
    run.transport.refuse = ({ draft }) => (draft?.text ? refusal(403, 'ContentStreamNotAllowed') : null);
    const turn = makeTurn();
    turn.say('reading your sales');
    const shown = run.sender.showTurn(ask(PERSONAL), turn.events);
    await until(() => expect(sent().at(-1)?.draft).toEqual({ type: 'typing' }));
    turn.end();
    await shown;
    expect(run.host.lives).toEqual([]);
  });

  it('takes its stream away when the question was taken back', async () => {
    const turn = makeTurn();
    turn.say('reading your sales');
    const shown = run.sender.showTurn(ask(PERSONAL), turn.events);
    await until(() => expect(sent().length).toBe(1));
    turn.end();
    await shown;
    expect(sent().at(-1)).toMatchObject({ kind: 'remove', id: 'sent-1' });
  });

  it('never throws', async () => {
    const turn = makeTurn();
    turn.end();
    await run.sender.showTurn({ ...ask(PERSONAL), address: { nonsense: true } }, turn.events);
    expect(run.logged).toEqual(['progress not shown in Teams {"code":"bad-teams-address"}']);
  });
});
