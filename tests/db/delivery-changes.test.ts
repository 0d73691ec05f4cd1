import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import type { Place } from '../../src/contracts/delivery.ts';
import type { TurnEvent } from '../../src/contracts/turn.ts';
import { findTurnOfInbound } from '../../src/db/queries/turns.ts';
import type { TestDatabase } from './harness.ts';
import { createFakePlatform, createSlackCompany, readOutbox, sayReply, slackMessage } from './house-core.ts';
import { useSlackHouse } from './use-slack-house.ts';

let database: TestDatabase;
let company: Company;
let place: Place;
const start = useSlackHouse((scene) => {
  ({ database, company, place } = scene);
});
const until = { timeout: 20_000, interval: 20 };
const statuses = async () => (await readOutbox(database, company.id)).map(({ status }) => status);
async function last(events: AsyncIterable<TurnEvent>): Promise<TurnEvent | undefined> {
  return (await Array.fromAsync(events)).at(-1);
}

describe('buttons', () => {
  async function answered(visibility: 'here' | 'asker', platform = createFakePlatform()) {
    const core = await start({ deliver: platform.deliver, visibility: () => visibility });
    const inbound = slackMessage(place, { text: 'secret', user: 'U1', message: 'q1' });
    await core.accept(inbound);
    await expect.poll(statuses, until).toEqual(['sent']);
    const { content } = platform.shown[0]?.outgoing ?? {};
    if (content?.kind !== 'reply') throw new Error('There is no answer.');
    const press = (kind: 'good' | 'bad' | 'remove' | 'share', user = 'U1', comment?: string) =>
      core.control(place, { user, kind, turn: content.turn, ...(comment ? { comment } : {}) });
    return { core, platform, content, press, inbound };
  }
  const feedback = () =>
    database.inTenant(company.id, (tx) => tx.selectFrom('feedback').select(['value', 'comment']).execute());

  test('a thumb is kept once a person, with the words beside it', async () => {
    const { press, core } = await answered('here');
    await press('good', 'U1', 'just what I needed');
    await press('bad');
    expect(await feedback()).toEqual([{ value: 'bad', comment: 'just what I needed' }]);
    expect((await press('good', 'U-stranger')).text).toBe('Only people who are let in can do that.');
    await core.accept(slackMessage(place, { user: 'U2' }));
    await expect.poll(statuses, until).toEqual(['sent', 'sent']);
    await press('good', 'U2');
    expect(await feedback()).toHaveLength(2);
  });

  test('an answer is removed by its asker or a manager only, and at most once', async () => {
    const { core, platform, press } = await answered('here');
    await last((await core.accept(slackMessage(place, { user: 'U2', thread: 'C1:2', text: 'other' }))).events);
    await expect.poll(statuses, until).toEqual(['sent', 'sent']);
    expect((await press('remove', 'U2')).text).toContain('Only the person who asked');
    expect((await press('remove')).text).toBe('Removed.');
    await expect.poll(platform.texts, until).toEqual(['Answer to other']);
    expect((await press('remove')).text).toBe('Removed.');
    expect(await statuses()).toEqual(['cancelled', 'sent', 'sent']);
    expect((await press('share')).text).toBe('I do not have that answer any more.');
  });

  test('an owner may remove what another asked', async () => {
    const { core, platform, press } = await answered('here');
    await last((await core.accept(slackMessage(place, { user: 'owner-1', thread: 'C1:2', text: 'hello' }))).events);
    expect((await press('remove', 'owner-1')).text).toBe('Removed.');
    await expect.poll(platform.texts, until).toEqual(['Answer to hello']);
  });

  test('an answer for its asker alone is shared into its thread once, and removed from both places', async () => {
    const { platform, content, press, core } = await answered('asker');
    expect(content.controls).toEqual(['share', 'good', 'bad', 'remove']);
    await last((await core.accept(slackMessage(place, { user: 'U2', thread: 'C1:2' }))).events);
    expect((await press('share', 'U2')).text).toBe('Only the person who asked can share this.');
    const pressed = await Promise.all([press('share'), press('share')]);
    expect(pressed.map(({ text }) => text).toSorted()).toEqual([
      'Everyone there sees it now.',
      'It is shared already.',
    ]);
    const mine = () => platform.shown.filter(({ text }) => text === 'Answer to secret').map(({ outgoing }) => outgoing);
    await expect.poll(() => mine().length, until).toBe(2);
    expect(mine()[1]).toMatchObject({
      target: { conversation: 'C1', thread: 'C1:1', visibility: 'here' },
      content: { turn: content.turn, controls: ['good', 'bad', 'remove'] },
      eventId: null,
      live: null,
    });
    await press('remove');
    await expect.poll(() => mine().length, until).toBe(0);
  });

  test('a made-up turn, or one of another workspace, is not touched', async () => {
    const { core, content, platform } = await answered('here');
    const other = await createSlackCompany(database);
    for (const [where, turn] of [
      [place, randomUUID()],
      [place, 'drop table'],
      [other.place, content.turn],
    ] as const)
      expect((await core.control(where, { user: 'U1', kind: 'remove', turn })).text).toContain('do not have');
    expect(platform.shown).toHaveLength(1);
  });

  test('on the web a thumb is all there is', async () => {
    const { core } = await answered('here');
    const web = { channel: 'web' as const, workspace: company.slug };
    const answer = (await Array.fromAsync((await core.accept(slackMessage(web, { user: 'local' }))).events))[0];
    const turn = answer?.type === 'accepted' ? answer.turn : '';
    expect((await core.control(web, { user: 'local', kind: 'good', turn })).text).toContain('Thank you');
    expect((await core.control(web, { user: 'local', kind: 'remove', turn })).text).toContain('your own page');
  });
});

describe('a message that is changed or taken back', () => {
  /** The first message holds the thread until `go`; what is asked after it waits. */
  async function withBusyThread() {
    const go = Promise.withResolvers<void>();
    const begun: string[] = [];
    const platform = createFakePlatform();
    const core = await start({
      deliver: platform.deliver,
      answer: async ({ text, signal }) => {
        begun.push(text);
        if (text === 'first')
          await Promise.race([
            go.promise,
            new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
          ]);
        return sayReply(`Answer to ${text}`);
      },
    });
    const first = slackMessage(place, { text: 'first', message: 'q1' });
    const second = slackMessage(place, { text: 'second', message: 'q2' });
    const heard = [(await core.accept(first)).events, (await core.accept(second)).events] as const;
    await expect.poll(() => begun, until).toEqual(['first']);
    return { core, platform, begun, go, heard, first, second };
  }
  const inbound = (text: string) =>
    database.inTenant(company.id, async (tx) => {
      const rows = await tx.selectFrom('inbound_events').select(['id', 'status', 'inbound']).execute();
      return rows.find((row) => row.inbound.text === text);
    });

  test('is answered in its new words while it waits', async () => {
    const { core, platform, go } = await withBusyThread();
    await core.notice(place, { kind: 'edited', conversation: 'C1', message: 'q2', text: 'second, better' });
    await core.notice(place, { kind: 'edited', conversation: 'C1', message: 'q1', text: 'too late' });
    go.resolve();
    await expect.poll(platform.texts, until).toEqual(['Answer to first', 'Answer to second, better']);
  });

  test('is never answered when it waited', async () => {
    const { core, platform, begun, go, heard, second } = await withBusyThread();
    await core.notice(place, { kind: 'deleted', conversation: 'C1', message: 'q2' });
    go.resolve();
    expect(await last(heard[1])).toMatchObject({ type: 'failed', code: 'withdrawn' });
    await expect.poll(platform.texts, until).toEqual(['Answer to first']);
    // The platform's own repetition does not bring it back.
    expect(await last((await core.accept(second)).events)).toMatchObject({ code: 'withdrawn' });
    expect(begun).toEqual(['first']);
  });

  test('is stopped when it runs, nothing is said, and the next one goes on', async () => {
    const { core, platform, heard } = await withBusyThread();
    await core.notice(place, { kind: 'deleted', conversation: 'C1', message: 'q1' });
    expect(await last(heard[0])).toMatchObject({ type: 'failed', code: 'withdrawn' });
    await expect.poll(platform.texts, until).toEqual(['Answer to second']);
    expect((await inbound('first'))?.status).toBe('withdrawn');
  });

  test('takes its answer with it', async () => {
    const { core, platform, go } = await withBusyThread();
    go.resolve();
    await expect.poll(platform.texts, until).toEqual(['Answer to first', 'Answer to second']);
    await expect.poll(statuses, until).toEqual(['sent', 'sent']);
    await core.notice(place, { kind: 'deleted', conversation: 'C1', message: 'q1' });
    await expect.poll(platform.texts, until).toEqual(['Answer to second']);
  });

  test('while its answer is being sent: the answer goes as soon as it is there', async () => {
    const gate = Promise.withResolvers<void>();
    const sending = Promise.withResolvers<void>();
    const platform = createFakePlatform(async ({ content }) => {
      if (content.kind !== 'reply') return;
      sending.resolve();
      await gate.promise;
    });
    const core = await start({ deliver: platform.deliver });
    await core.accept(slackMessage(place, { message: 'q1' }));
    await sending.promise;
    await core.notice(place, { kind: 'deleted', conversation: 'C1', message: 'q1' });
    gate.resolve();
    await expect.poll(statuses, until).toEqual(['cancelled', 'sent']);
    expect(platform.shown).toEqual([]);
  });

  test('a stop on the web reaches a message that waits, and it may be asked again', async () => {
    const { core, begun, go } = await withBusyThread();
    const web = { channel: 'web' as const, workspace: company.slug };
    const hold = slackMessage(web, { text: 'first', thread: 'w', conversation: 'w' });
    const waiting = slackMessage(web, { text: 'waits', thread: 'w', conversation: 'w' });
    await core.accept(hold);
    const stop = new AbortController();
    await core.accept(waiting, stop.signal);
    stop.abort();
    await expect.poll(async () => (await inbound('waits'))?.status, until).toBe('failed');
    const event = await inbound('waits');
    if (!event) throw new Error('The event is not there.');
    const turn = await database.inTenant(company.id, (tx) => findTurnOfInbound(tx, event.id));
    expect(turn?.reply?.text).toContain('Stopped.');
    expect(begun).not.toContain('waits');
    go.resolve();
    expect(await last((await core.accept(waiting)).events)).toMatchObject({ type: 'reply' });
  });
});
