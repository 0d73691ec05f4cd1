import { describe, expect, test, vi } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import type { Outgoing, Place } from '../../src/contracts/delivery.ts';
import { ChannelError, UpstreamError } from '../../src/contracts/errors.ts';
import type { TurnEvent } from '../../src/contracts/turn.ts';
import type { TestDatabase } from './harness.ts';
import {
  type CoreOptions,
  createFakePlatform,
  createSlackCompany,
  type HouseCore,
  readOutbox,
  sayReply,
  slackMessage,
} from './house-core.ts';
import { useSlackHouse } from './use-slack-house.ts';

let database: TestDatabase;
let company: Company;
let place: Place;
const start = useSlackHouse((scene) => {
  ({ database, company, place } = scene);
});
const until = { timeout: 20_000, interval: 20 };
const statuses = async () => (await readOutbox(database, company.id)).map(({ status }) => status);
const refuse = (retryAfter?: number) => {
  throw new UpstreamError('Slack says no.', { code: 'slack-busy', advice: 'Wait.', retryAfter });
};
async function last(events: AsyncIterable<TurnEvent>): Promise<TurnEvent | undefined> {
  return (await Array.fromAsync(events)).at(-1);
}

describe('an answer', () => {
  test('goes out once, with where it belongs, its thumbs and the event it answers', async () => {
    const platform = createFakePlatform();
    const core = await start({ deliver: platform.deliver });
    const inbound = slackMessage(place, { text: 'orders?', address: { channel: 'C1' } });
    const { events } = await core.accept(inbound);
    expect(await last(events)).toMatchObject({ type: 'reply' });
    await expect.poll(platform.texts, until).toEqual(['Answer to orders?']);
    expect(platform.shown[0]?.outgoing).toMatchObject({
      place,
      target: {
        conversation: 'C1',
        thread: 'C1:1',
        user: 'U1',
        visibility: 'here',
        address: { channel: 'C1' },
      },
      content: { kind: 'reply', controls: ['good', 'bad', 'remove'] },
      attempt: 0,
      uncertain: false,
      eventId: inbound.eventId,
      live: null,
    });
    await expect.poll(statuses, until).toEqual(['sent']);
    const again = await core.accept(inbound);
    expect(await last(again.events)).toMatchObject({ type: 'reply' });
    expect(platform.calls()).toBe(1);
  });

  test('that failed is said too, once, also when the platform sends the event again', async () => {
    const platform = createFakePlatform();
    const core = await start({
      deliver: platform.deliver,
      answer: async () => {
        throw new UpstreamError('The forecast is not there.', { code: 'x', advice: 'Ask later.' });
      },
    });
    const inbound = slackMessage(place, {});
    await last((await core.accept(inbound)).events);
    expect(await last((await core.accept(inbound)).events)).toMatchObject({ type: 'failed' });
    await expect.poll(statuses, until).toEqual(['sent']);
    expect(platform.texts()).toEqual(['The forecast is not there.\n\nAsk later.']);
    expect(platform.shown[0]?.outgoing.content).toMatchObject({ controls: [] });
  });

  test('to an event of yesterday is given as to any other', async () => {
    const platform = createFakePlatform();
    const core = await start({ deliver: platform.deliver });
    await core.accept(slackMessage(place, { text: 'late', receivedAt: '2026-11-20T10:00:00.000Z' }));
    await expect.poll(platform.texts, until).toEqual(['Answer to late']);
  });

  test('of the web needs no outbox', async () => {
    const core = await start({ deliver: createFakePlatform().deliver });
    const web = { channel: 'web' as const, workspace: company.slug };
    await last((await core.accept(slackMessage(web, { audience: 'private' }))).events);
    expect(await readOutbox(database, company.id)).toEqual([]);
  });
});

describe('a platform that refuses', () => {
  test('is asked again after exactly the pause it named, and its whole workspace keeps the pause', async () => {
    const other = await createSlackCompany(database);
    const started: { at: number; text: string }[] = [];
    const platform = createFakePlatform(({ content, place: { workspace } }, nth) => {
      const text = content.kind === 'reply' ? content.reply.text : '';
      started.push({ at: performance.now(), text: workspace === place.workspace ? text : 'other workspace' });
      if (nth === 1) refuse(1_500);
    });
    const core = await start({ deliver: platform.deliver });
    await core.accept(slackMessage(place, { text: 'one' }));
    await expect.poll(() => platform.calls(), until).toBe(1);
    await expect
      .poll(async () => (await readOutbox(database, company.id))[0]?.last_error, until)
      .toContain('slack-busy');
    await core.accept(slackMessage(place, { text: 'two', conversation: 'C2', thread: 'C2:1' }));
    await core.accept(slackMessage(other.place, { text: 'three' }));
    await expect.poll(() => platform.shown.length, until).toBe(3);
    const [first, ...rest] = started;
    const waited = (text: string) => (rest.find((call) => call.text === text)?.at ?? 0) - (first?.at ?? 0);
    expect(waited('Answer to one')).toBeGreaterThanOrEqual(1_500);
    expect(waited('Answer to one')).toBeLessThan(4_000);
    expect(waited('Answer to two')).toBeGreaterThanOrEqual(1_500);
    expect(waited('other workspace')).toBeLessThan(1_500);
    // A pause that was asked for is no failed try.
    const { message } = (await readOutbox(database, company.id))[0] ?? {};
    expect(message).toMatchObject({ failures: 0 });
    expect(message).not.toHaveProperty('uncertain');
  });

  test('for good ends in a dead letter that blocks nobody', async () => {
    const platform = createFakePlatform((_outgoing, nth) => {
      if (nth === 1) throw new ChannelError('The channel is archived.', { code: 'is_archived', advice: 'Open it.' });
    });
    const core = await start({ deliver: platform.deliver });
    await core.accept(slackMessage(place, { text: 'one' }));
    await core.accept(slackMessage(place, { text: 'two' }));
    await expect.poll(statuses, until).toEqual(['dead', 'sent']);
    expect(platform.texts()).toEqual(['Answer to two']);
    expect((await readOutbox(database, company.id))[0]?.last_error).toBe('is_archived: The channel is archived.');
  });

  test('for a moment is asked again, told that the first try may be out, and order is kept meanwhile', async () => {
    const tries: { attempt: number; uncertain: boolean; text: string }[] = [];
    const platform = createFakePlatform(({ attempt, uncertain, content }, nth) => {
      tries.push({ attempt, uncertain, text: content.kind === 'reply' ? content.reply.text : '' });
      if (nth === 1) refuse();
    });
    const core = await start({ deliver: platform.deliver });
    await core.accept(slackMessage(place, { text: 'one' }));
    await core.accept(slackMessage(place, { text: 'two' }));
    await expect.poll(platform.texts, until).toEqual(['Answer to one', 'Answer to two']);
    expect(tries).toEqual([
      { attempt: 0, uncertain: false, text: 'Answer to one' },
      { attempt: 1, uncertain: true, text: 'Answer to one' },
      { attempt: 0, uncertain: false, text: 'Answer to two' },
    ]);
  });

  test('half way through a long answer gets the rest of it, not the beginning again', async () => {
    const parts: number[] = [];
    const deliver: CoreOptions['deliver'] = async ({ sent }, posted) => {
      for (const part of [0, 1, 2]) {
        if (sent.has(part)) continue;
        if (part === 2 && !sent.has(1)) refuse(50);
        parts.push(part);
        await posted(part, { conversation: 'C1', message: `m${part}` });
      }
    };
    const core = await start({ deliver });
    await core.accept(slackMessage(place, {}));
    await expect.poll(statuses, until).toEqual(['sent']);
    expect(parts).toEqual([0, 1, 2]);
  });

  test('for a reason nobody knows is logged as our bug, without the words of the error', async () => {
    const lines: string[] = [];
    const platform = createFakePlatform((_outgoing, nth) => {
      if (nth === 1) throw new TypeError('cannot read “Maria asked about wages”');
    });
    const core = await start({ deliver: platform.deliver, lines });
    await core.accept(slackMessage(place, {}));
    await expect.poll(statuses, until).toEqual(['sent']);
    const line = lines.map((text) => JSON.parse(text)).find(({ msg }) => msg === 'message not sent yet');
    expect(line).toMatchObject({ level: 50, reason: 'unexpected: TypeError' });
  });
});

describe('order and pace', () => {
  test('a conversation goes one by one, the others beside it', async () => {
    const gate = Promise.withResolvers<void>();
    const begun: string[] = [];
    const platform = createFakePlatform(async ({ content, target }) => {
      begun.push(content.kind === 'reply' ? content.reply.text : '');
      if (target.conversation === 'C1') await gate.promise;
    });
    const core = await start({ deliver: platform.deliver });
    for (const [text, conversation] of [
      ['one', 'C1'],
      ['two', 'C1'],
      ['three', 'C2'],
    ] as const)
      await last(
        (await core.accept(slackMessage(place, { text, conversation, thread: `${conversation}:${text}` }))).events,
      );
    await expect.poll(() => platform.texts(), until).toEqual(['Answer to three']);
    expect(begun.toSorted()).toEqual(['Answer to one', 'Answer to three']);
    gate.resolve();
    await expect.poll(() => platform.texts(), until).toEqual(['Answer to three', 'Answer to one', 'Answer to two']);
  });

  test('keeps the pace of a conversation', async () => {
    const at: number[] = [];
    const platform = createFakePlatform(() => void at.push(performance.now()));
    const core = await start({ deliver: platform.deliver, pace: { everyMs: 300, burst: 1 } });
    for (const text of ['one', 'two', 'three']) await core.accept(slackMessage(place, { text }));
    await expect.poll(() => at.length, until).toBe(3);
    const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThan(295);
  });
});

describe('a message the channel opened while the turn ran', () => {
  const live = { conversation: 'C1', message: 'live1' };

  test('is finished by the answer, and not again by a later one', async () => {
    const go = Promise.withResolvers<void>();
    const platform = createFakePlatform();
    const core = await start({
      deliver: platform.deliver,
      answer: async () => {
        await go.promise;
        return sayReply('done');
      },
    });
    const inbound = slackMessage(place, {});
    await core.accept(inbound);
    await core.keepLive(place, inbound.eventId, live);
    go.resolve();
    await expect.poll(statuses, until).toEqual(['sent']);
    expect(platform.shown).toMatchObject([{ ref: live, outgoing: { live } }]);
    const [row] = await database.asOwner('select live from inbound_events where event_id = $1', [inbound.eventId]);
    expect(row?.live).toBeNull();
  });

  test('is taken away when the answer was out before it was known, or the question is withdrawn', async () => {
    const removed: Outgoing['content'][] = [];
    const platform = createFakePlatform(({ content }) => void (content.kind === 'remove' && removed.push(content)));
    const core = await start({ deliver: platform.deliver });
    const inbound = slackMessage(place, {});
    await core.accept(inbound);
    await expect.poll(statuses, until).toEqual(['sent']);
    await core.keepLive(place, inbound.eventId, live);
    await expect.poll(() => removed, until).toEqual([{ kind: 'remove', messages: [live] }]);
    await core.keepLive(place, 'unknown', live);
    await core.keepLive({ ...place, workspace: 'unknown' }, inbound.eventId, live);
  });
});

describe('a notice', () => {
  const tell = (core: HouseCore, user = 'U9') =>
    database.inTenant(company.id, (tx) =>
      core.services.delivery.queueNotice(tx, {
        place,
        user,
        reply: { ...sayReply('Maria asks to be let in.', []), actions: [{ id: 'yes', label: 'Yes', kind: 'choose' }] },
        actions: [{ id: 'yes', label: 'Yes', call: { skill: 'help', input: {} } }],
      }),
    );

  test('finds the newest way to its person, and its buttons work', async () => {
    const platform = createFakePlatform();
    const core = await start({ deliver: platform.deliver });
    const first = await tell(core);
    await core.services.delivery.send(company.id, first ?? '');
    await expect.poll(() => platform.shown.length, until).toBe(1);
    expect(platform.shown[0]?.outgoing.target).toEqual({
      conversation: '',
      thread: 'direct:U9',
      user: 'U9',
      visibility: 'direct',
      address: null,
    });
    const direct = { conversation: 'D9', thread: 'D9', user: 'U9', audience: 'private' as const };
    await core.accept(slackMessage(place, { ...direct, address: { reference: 'r1' } }));
    await core.accept(slackMessage(place, { ...direct, address: { reference: 'r2' } }));
    await expect.poll(statuses, until).toEqual(['sent', 'sent', 'sent']);
    const second = await tell(core);
    await core.services.delivery.send(company.id, second ?? '');
    await expect.poll(() => platform.shown.length, until).toBe(4);
    const { outgoing } = platform.shown[3] ?? {};
    expect(outgoing).toMatchObject({ target: { conversation: 'D9', address: { reference: 'r2' } }, eventId: null });
    const { reply, turn } = outgoing?.content.kind === 'reply' ? outgoing.content : {};
    expect(reply?.actions).toMatchObject([{ id: `${turn}-0`, label: 'Yes' }]);
    const pressed = vi.fn();
    const other = await start({
      deliver: platform.deliver,
      answer: async (request) => {
        pressed(request.pressed);
        return sayReply('Let in.');
      },
    });
    await last((await other.accept(slackMessage(place, { ...direct, kind: 'action', actionId: `${turn}-0` }))).events);
    expect(pressed).toHaveBeenCalledWith({ skill: 'help', input: {} });
    await expect.poll(statuses, until).toEqual(Array(5).fill('sent'));
  });

  test('to a channel that is not set up is not queued', async () => {
    const core = await start({ deliver: createFakePlatform().deliver, channel: 'teams' });
    expect(await tell(core)).toBeNull();
  });
});

describe('leaving', () => {
  test('an app that was taken out sends nothing more and is unlinked; the others go on', async () => {
    const other = await createSlackCompany(database);
    const platform = createFakePlatform(({ place: { workspace } }) => {
      if (workspace === place.workspace) refuse(60_000);
    });
    const core = await start({ deliver: platform.deliver });
    await core.accept(slackMessage(place, { address: { a: 1 } }));
    await expect.poll(async () => (await readOutbox(database, company.id))[0]?.last_error, until).toBeTruthy();
    await core.notice(place, { kind: 'removed' });
    expect(await statuses()).toEqual(['cancelled']);
    const accounts = 'select 1 from channel_identities where tenant_id = $1 and workspace = $2 and ended_at is null';
    expect(await database.asOwner(accounts, [company.id, place.workspace])).toEqual([]);
    expect(await database.asOwner('select 1 from channel_addresses where tenant_id = $1', [company.id])).toEqual([]);
    await expect(core.accept(slackMessage(place, {}))).rejects.toMatchObject({ code: 'unknown-workspace' });
    await core.accept(slackMessage(other.place, { text: 'still here' }));
    await expect.poll(platform.texts, until).toEqual(['Answer to still here']);
  });

  test('a person who left may press nothing', async () => {
    const platform = createFakePlatform();
    const core = await start({ deliver: platform.deliver });
    await core.accept(slackMessage(place, { user: 'owner-1' }));
    await core.accept(slackMessage(place, { user: 'U1', thread: 'C1:2' }));
    await expect.poll(statuses, until).toEqual(['sent', 'sent']);
    const content = platform.shown.find(({ outgoing }) => outgoing.target.user === 'U1')?.outgoing.content;
    const turn = content?.kind === 'reply' ? content.turn : '';
    await core.notice(place, { kind: 'left', user: 'U1' });
    expect((await core.control(place, { user: 'U1', kind: 'good', turn })).text).toContain(
      'Only people who are let in',
    );
  });
});
