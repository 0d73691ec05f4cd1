import { beforeEach, describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../../src/contracts/delivery.ts';
import { ChannelError, UpstreamError } from '../../../../src/contracts/errors.ts';
import { IN_CHANNEL, PERSONAL, refusal, THREAD } from './memory-transport.ts';
import { answer, ask, type RunningSender, startSender } from './start-sender.ts';

const CHANNEL = '19:shop@thread.tacv2';
const NOT_EVERYONE = 'not everyone here may see';

describe('an answer on its way to Teams', () => {
  let run: RunningSender;
  beforeEach(() => {
    run = startSender();
  });
  const send = (outgoing: Outgoing) => run.deliver(outgoing);
  const failing = async (outgoing: Outgoing) => send(outgoing).catch((error: unknown) => error);
  const texts = () => run.transport.messages().map(({ draft }) => draft?.text ?? 'card');

  it('goes into the thread it was asked in, words first, each part told', async () => {
    await send(answer(run.host, ask(IN_CHANNEL)));
    expect(texts()).toEqual(['Harbor should take about $18,412 next week, 8% more than last week.', 'card']);
    expect(run.transport.messages().every(({ conversation }) => conversation === THREAD)).toBe(true);
    expect(run.parts).toEqual([
      { part: 0, ref: { conversation: THREAD, message: 'sent-1' } },
      { part: 1, ref: { conversation: THREAD, message: 'sent-2' } },
    ]);
  });

  it('begins a thread of its own when it answers none, and goes on below it', async () => {
    await send(answer(run.host, ask(IN_CHANNEL), { thread: 'digest:2026-11-23' }));
    expect(run.transport.messages().map(({ conversation }) => conversation)).toEqual([
      CHANNEL,
      `${CHANNEL};messageid=sent-1`,
    ]);
  });

  it('goes on where it stopped', async () => {
    const first = new Map([[0, { conversation: THREAD, message: 'earlier' }]]);
    await send(answer(run.host, ask(IN_CHANNEL), {}, { sent: first }));
    expect(texts()).toEqual(['card']);
    expect(run.parts.map(({ part }) => part)).toEqual([1]);
  });

  it('answers one person of a group directly, with a word without numbers in the thread', async () => {
    await send(answer(run.host, ask(IN_CHANNEL), { visibility: 'asker' }));
    expect(run.transport.calls[0]).toMatchObject({ kind: 'openDirect', id: '29:maria' });
    const [words, card, word] = run.transport.messages();
    expect([words?.conversation, card?.conversation, word?.conversation]).toEqual(['a:29:maria', 'a:29:maria', THREAD]);
    expect(word?.draft?.text).toBe(`I answered Maria directly, because ${NOT_EVERYONE} these numbers.`);
    expect(run.parts.map(({ part }) => part)).toEqual([0, 1, 1_000]);
  });

  it('does not repeat that word', async () => {
    const sent = new Map([0, 1, 1_000].map((part) => [part, { conversation: 'x', message: `m${part}` }]));
    await send(answer(run.host, ask(IN_CHANNEL), { visibility: 'asker' }, { sent }));
    expect(run.transport.messages()).toEqual([]);
  });

  it('needs no such word in a chat of two', async () => {
    await send(answer(run.host, ask(PERSONAL), { visibility: 'asker' }));
    expect(run.transport.calls.map(({ kind, conversation }) => [kind, conversation])).toEqual([
      ['send', 'a:maria-chat'],
      ['send', 'a:maria-chat'],
    ]);
  });

  it.each(['openDirect', 'send'] as const)('tells the asker in the thread when %s is shut', async (shut) => {
    run.transport.refuse = ({ kind, conversation }) =>
      kind === shut && (kind === 'openDirect' || conversation.startsWith('a:'))
        ? refusal(403, 'BotNotInConversationRoster')
        : null;
    const error = await failing(answer(run.host, ask(IN_CHANNEL), { visibility: 'asker' }));
    expect(error).toBeInstanceOf(ChannelError);
    expect(error).toMatchObject({ code: 'teams-no-direct-chat' });
    const word = run.transport.messages().at(-1);
    expect(word?.conversation).toBe(THREAD);
    expect(word?.draft?.text).toMatch(/^Maria, I have an answer, but not everyone here may see it/);
    expect(word?.draft?.text).not.toMatch(/\d/);
    expect(run.parts.map(({ part }) => part)).toEqual([1_000]);
  });

  it('reaches a person nobody answers by their last known address', async () => {
    const { target } = answer(run.host, ask(PERSONAL));
    await send({ ...answer(run.host, ask(PERSONAL)), eventId: null, target: { ...target, visibility: 'direct' } });
    expect(run.transport.messages().map(({ conversation }) => conversation)).toEqual(['a:maria-chat', 'a:maria-chat']);
  });

  it('opens a chat with a person who never wrote to it alone', async () => {
    const { target } = answer(run.host, ask(PERSONAL));
    const unknown = { ...target, conversation: '', visibility: 'direct' as const, address: null };
    await send({ ...answer(run.host, ask(PERSONAL)), eventId: null, target: unknown });
    expect(run.transport.calls[0]).toMatchObject({ kind: 'openDirect', id: 'maria-in-entra' });
    expect(run.transport.messages()[0]?.conversation).toBe('a:maria-in-entra');
  });

  it('says in words that there is no way to a conversation it never heard from', async () => {
    const error = await failing(answer(run.host, ask(PERSONAL), { visibility: 'here', address: null }));
    expect(error).toBeInstanceOf(ChannelError);
    expect(error).toMatchObject({ code: 'no-teams-address' });
  });

  it('takes messages away; those that are gone are no error, and one refusal does not keep the others', async () => {
    run.transport.refuse = ({ id }) => (id === 'gone' ? refusal(404) : id === 'kept' ? refusal(403) : null);
    const messages = ['gone', 'kept', 'last'].map((message) => ({ conversation: 'a:elsewhere', message }));
    const error = await failing(answer(run.host, ask(IN_CHANNEL), {}, { content: { kind: 'remove', messages } }));
    expect(error).toBeInstanceOf(ChannelError);
    expect(run.transport.calls.map(({ kind, conversation, id }) => [kind, conversation, id])).toEqual([
      ['remove', 'a:elsewhere', 'gone'],
      ['remove', 'a:elsewhere', 'kept'],
      ['remove', 'a:elsewhere', 'last'],
    ]);
  });

  it.each([
    [429, undefined, 7_000, 'teams-too-many'],
    [412, 'PreconditionFailed', undefined, 'teams-trouble'],
    [502, undefined, undefined, 'teams-trouble'],
    [504, undefined, undefined, 'teams-trouble'],
    [401, 'login-refused', undefined, 'teams-login'],
    [null, 'ECONNRESET', undefined, 'teams-unreachable'],
  ])('may work later after %s', async (status, code, retryAfter, name) => {
    run.transport.refuse = () => refusal(status, code, retryAfter);
    const error = await failing(answer(run.host, ask(PERSONAL)));
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({ code: name, retryAfter });
    expect(run.transport.calls.length).toBe(1);
  });

  it.each([
    [403, 'MessageWritesBlocked', /blocked/],
    [403, 'BotNotInConversationRoster', /not part of this conversation/],
    [404, 'ConversationNotFound', /no longer there/],
  ])('never works after %s %s, in words', async (status, code, words) => {
    run.transport.refuse = () => refusal(status, code);
    const error = await failing(answer(run.host, ask(PERSONAL)));
    expect(error).toBeInstanceOf(ChannelError);
    expect(error).toMatchObject({ message: expect.stringMatching(words), advice: expect.stringMatching(/\.$/) });
    expect(run.parts).toEqual([]);
  });

  it('sends a card that is too large with smaller pictures, then with numbers, then as words', async () => {
    run.transport.refuse = ({ draft }) => (draft?.attachments ? refusal(413, 'MessageSizeTooBig') : null);
    await send(answer(run.host, ask(PERSONAL)));
    const [, large, smaller, numbers, words] = run.transport.messages();
    expect(JSON.stringify(large)).toContain('data:image/png');
    expect(JSON.stringify(smaller)).toContain('data:image/png');
    expect(JSON.stringify(numbers)).not.toContain('data:image/png');
    expect(JSON.stringify(numbers)).toContain('$3,745');
    expect(words?.draft?.attachments).toBeUndefined();
    expect(words?.draft?.text).toContain('Most likely it ends between $17,105 and $19,731.');
    expect(run.parts.map(({ part }) => part)).toEqual([0, 1]);
    expect(run.logged.map((line) => JSON.parse(line.replace(/^[^{]+/, '')).to)).toEqual([
      'smaller',
      'numbers',
      'words',
    ]);
  });

  it('gives up in words when Teams does not take the words', async () => {
    run.transport.refuse = () => refusal(400, 'BadSyntax');
    const error = await failing(answer(run.host, ask(PERSONAL)));
    expect(error).toMatchObject({ code: 'teams-refused' });
    expect(run.transport.calls.length).toBe(1);
  });

  it('shows the numbers when a chart cannot be drawn, and logs no words', async () => {
    const broken = {
      ...run.host,
      chart: async () => {
        throw new Error('The chart thread sent no picture.');
      },
    };
    Object.assign(run.host, { chart: broken.chart });
    await send(answer(run.host, ask(PERSONAL)));
    expect(JSON.stringify(run.transport.messages())).toContain('The chart could not be drawn.');
    expect(run.logged.length).toBe(1);
    expect(run.logged.join()).not.toMatch(/Harbor|Maria|18,412/);
  });

  it('says a short text as it is', async () => {
    await run.sender.say(PERSONAL, 'Thank you. **Really**');
    expect(run.transport.messages()[0]?.draft).toEqual({
      type: 'message',
      text: 'Thank you. **Really**',
      textFormat: 'plain',
    });
  });
});
