import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import type { Outgoing, Place } from '../../src/contracts/delivery.ts';
import { ChannelError, UpstreamError } from '../../src/contracts/errors.ts';
import { claimHeads, enqueue, settleClaim, untilNextClaim } from '../../src/db/queries/outbox.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import { inspectOutbox, retryDead } from '../../src/delivery/inspect-outbox.ts';
import { checkMessage } from '../../src/delivery/look-after-message.ts';
import { acceptInbound } from '../../src/inbox/accept-inbound.ts';
import { finishTurn } from '../../src/inbox/finish-turn.ts';
import type { TestDatabase } from './harness.ts';
import {
  createFakePlatform,
  createSlackCompany,
  type HouseCore,
  readOutbox,
  sayReply,
  slackMessage,
  startCore,
} from './house-core.ts';
import { useSlackHouse } from './use-slack-house.ts';

let database: TestDatabase;
let company: Company;
let place: Place;
const start = useSlackHouse((scene) => {
  ({ database, company, place } = scene);
});
const until = { timeout: 40_000, interval: 20 };
const run = <T>(work: (tx: TenantTx) => Promise<T>) => database.inTenant(company.id, work);
const statuses = async () => (await readOutbox(database, company.id)).map(({ status }) => status);
const removal = (conversation: string, message = 'm1') => ({
  ...place,
  conversation,
  thread: '',
  turn: null,
  message: {
    kind: 'remove',
    user: 'U1',
    visibility: 'here',
    conversation,
    address: null,
    messages: [{ conversation, message }],
  },
});
const put = (conversation: string) => run((tx) => enqueue(tx, removal(conversation)));
const claim = (holder: string, change: { leaseMs?: number; busy?: string[]; limit?: number } = {}) =>
  run(async (tx) => {
    const heads = await claimHeads(tx, {
      holder,
      leaseMs: 60_000,
      channels: ['slack'],
      limit: 10,
      busy: [],
      ...change,
    });
    return heads.map(({ id }) => id);
  });

describe('claiming', () => {
  test('gives the oldest of each conversation, to one holder, until it is settled', async () => {
    const [a1, b1, a2] = [await put('A'), await put('B'), await put('A')];
    expect(await claim('one')).toEqual([a1, b1]);
    expect(await claim('two')).toEqual([]);
    expect(await run((tx) => settleClaim(tx, { id: a1, holder: 'two' }, { status: 'sent' }))).toBeNull();
    expect(await run((tx) => settleClaim(tx, { id: a1, holder: 'one' }, { status: 'sent' }))).toBe('sent');
    expect(await claim('two')).toEqual([a2]);
    await run((tx) => settleClaim(tx, { id: b1, holder: 'one' }, { status: 'dead', error: 'no' }));
    expect(await statuses()).toEqual(['sent', 'dead', 'sending']);
  });

  test('takes over what its holder left, and says that it may be out', async () => {
    const id = await put('A');
    await claim('one', { leaseMs: 0 });
    const [again] = await run((tx) =>
      claimHeads(tx, { holder: 'two', leaseMs: 60_000, channels: ['slack'], limit: 1, busy: [] }),
    );
    expect(again).toMatchObject({ id, attempts: 1, message: { uncertain: true } });
    expect(await run((tx) => settleClaim(tx, { id, holder: 'one' }, { status: 'sent' }))).toBeNull();
  });

  test('of a workspace that must pause gives nothing, and says when', async () => {
    const id = await put('A');
    await put('B');
    await claim('one', { limit: 1 });
    const pause = { status: 'waiting' as const, error: 'slow down', waitMs: 5_000, patch: { limited: true } };
    await run((tx) => settleClaim(tx, { id, holder: 'one' }, pause));
    expect(await claim('one')).toEqual([]);
    const ms = await run((tx) => untilNextClaim(tx, []));
    expect(ms).toBeGreaterThan(2_000);
    expect(ms).toBeLessThanOrEqual(5_000);
  });

  test('another company sees none of it', async () => {
    await put('A');
    const other = await createSlackCompany(database);
    const seen = await database.inTenant(other.company.id, (tx) =>
      claimHeads(tx, { holder: 'x', leaseMs: 1_000, channels: ['slack'], limit: 10, busy: [] }),
    );
    expect(seen).toEqual([]);
  });
});

describe('a process that dies', () => {
  /** As if the process had ended after the platform took the message and before anybody noted that. */
  async function dieAfterSending(platform: ReturnType<typeof createFakePlatform>): Promise<HouseCore> {
    const sent = Promise.withResolvers<void>();
    const dead = new Promise<never>(() => undefined);
    const first = await startCore({
      database,
      deliver: async (outgoing) => {
        await platform.deliver(outgoing, async () => {
          sent.resolve();
          await dead;
        });
      },
    });
    await first.accept(slackMessage(place, { text: 'once' }));
    await sent.promise;
    return first;
  }

  test('after sending and before noting it: the next one is told to look first', async () => {
    const tries: Pick<Outgoing, 'attempt' | 'uncertain'>[] = [];
    const platform = createFakePlatform(({ attempt, uncertain }) => void tries.push({ attempt, uncertain }));
    const first = await dieAfterSending(platform);
    await first.services.jobs.stop();
    // Its lease runs out, as that of a dead process does.
    await database.asOwner(`update outbox set lease_until = now() - interval '1 second' where status = 'sending'`);
    await start({ deliver: platform.deliver });
    await expect.poll(statuses, until).toEqual(['sent']);
    expect(tries).toEqual([
      { attempt: 0, uncertain: false },
      { attempt: 1, uncertain: true },
    ]);
    expect(platform.texts()).toEqual(['Answer to once']);
  });

  test('between saving an answer and sending it: the job that looks after the turn sends it', async () => {
    const lost = await start({ deliver: async () => Promise.reject(new Error('not reached')) });
    const inbound = slackMessage(place, { text: 'kept' });
    const services = { ...lost.services, delivery: { ...lost.services.delivery, kick: () => undefined } };
    const { events } = await acceptInbound(services, inbound);
    await Array.fromAsync(events);
    expect(await statuses()).toEqual(['waiting']);
    const platform = createFakePlatform();
    const next = await start({ deliver: platform.deliver });
    const [row] = await database.asOwner('select id from inbound_events where event_id = $1', [inbound.eventId]);
    // The row was read by its id's own column.
    await finishTurn(next.services, { tenant: company.id, inbound: row?.id as never });
    await expect.poll(platform.texts, until).toEqual(['Answer to kept']);
  });

  test('two side by side send each message once, and keep the order', async ({ skip }) => {
    if (database.kind === 'pglite') skip('one process at a time opens the embedded database');
    const platform = createFakePlatform();
    const both = [await start({ deliver: platform.deliver }), await start({ deliver: platform.deliver })];
    const texts = Array.from({ length: 40 }, (_, at) => `q${at}`);
    for (const [at, text] of texts.entries()) {
      const conversation = `C${at % 4}`;
      await both[at % 2]?.accept(slackMessage(place, { text, conversation, thread: conversation }));
    }
    await expect.poll(async () => (await statuses()).filter((status) => status === 'sent').length, until).toBe(40);
    for (const lane of [0, 1, 2, 3]) {
      const said = platform.shown.filter(({ ref }) => ref.conversation === `C${lane}`).map(({ text }) => text);
      expect(said).toEqual(texts.filter((_, at) => at % 4 === lane).map((text) => `Answer to ${text}`));
    }
    expect(platform.calls()).toBe(40);
  });

  test('and stays away: another one takes its message over when the lease is over', async ({ skip }) => {
    if (database.kind === 'pglite') skip('one process at a time opens the embedded database');
    const platform = createFakePlatform();
    await put('C1');
    await claim('a process that is gone', { leaseMs: 1_500 });
    const core = await start({ deliver: platform.deliver });
    core.services.delivery.kick(company.id);
    await expect.poll(statuses, until).toEqual(['sent']);
    expect(platform.calls()).toBe(1);
  });
});

describe('dead letters', () => {
  async function buryOne(platform: ReturnType<typeof createFakePlatform>): Promise<HouseCore> {
    const core = await start({ deliver: platform.deliver });
    await core.accept(slackMessage(place, { text: 'secret plans' }));
    await expect.poll(statuses, until).toEqual(['dead']);
    return core;
  }
  const brokenOnce = () =>
    createFakePlatform((_outgoing, nth) => {
      if (nth === 1) throw new ChannelError('The channel is archived.', { code: 'is_archived', advice: 'Open it.' });
    });

  test('are counted by the doctor with channel, reason and age, and not with what they say', async () => {
    await buryOne(brokenOnce());
    const findings = await inspectOutbox(database, [company.id], new Date(Date.now() + 3 * 3_600_000));
    expect(findings).toEqual([
      { name: 'outbox', ok: 'ok', detail: 'nothing waits' },
      {
        name: 'dead letters in slack',
        ok: 'warning',
        detail: '1 given up, the oldest 3 hours ago: is_archived: The channel is archived.',
        advice: 'Put the reason right, then send them with `npm run cli -- outbox retry`.',
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain('secret');
  });

  test('are sent when they are tried again', async () => {
    const platform = brokenOnce();
    const core = await buryOne(platform);
    expect(await retryDead(core.services, company.id, randomUUID())).toBe(0);
    expect(await retryDead(core.services, company.id)).toBe(1);
    await expect.poll(platform.texts, until).toEqual(['Answer to secret plans']);
    await expect.poll(statuses, until).toEqual(['sent']);
    expect(await inspectOutbox(database, [company.id], new Date())).toContainEqual({
      name: 'dead letters',
      ok: 'ok',
      detail: 'none',
    });
  });
});

describe('the job that looks after a message', () => {
  const state = (channels: string[]) => {
    const sent: unknown[] = [];
    const kicked: string[] = [];
    return {
      sent,
      kicked,
      services: {
        database,
        // The job asks of the queue only that it comes again.
        jobs: { send: async (...job: unknown[]) => String(sent.push(job)) } as never,
        has: (channel: string) => channels.includes(channel),
        kick: (tenant: string) => void kicked.push(tenant),
        now: () => new Date(),
      },
    };
  };

  test('comes again while it is open, and not after', async () => {
    const outbox = await put('A');
    const job = { tenant: company.id, outbox };
    const open = state(['slack']);
    await checkMessage(open.services, job);
    expect(open.kicked).toEqual([company.id]);
    expect(open.sent).toEqual([['deliver', job, { startAfterSeconds: 20 }]]);
    await claim('one');
    await run((tx) => settleClaim(tx, { id: outbox, holder: 'one' }, { status: 'sent' }));
    const over = state(['slack']);
    await checkMessage(over.services, job);
    expect([over.kicked, over.sent]).toEqual([[], []]);
  });

  test('gives up what no channel can send any more, after an hour', async () => {
    const outbox = await put('A');
    const none = state([]);
    await checkMessage(none.services, { tenant: company.id, outbox });
    expect(await statuses()).toEqual(['waiting']);
    const later = { ...none.services, now: () => new Date(Date.now() + 3_700_000) };
    await checkMessage(later, { tenant: company.id, outbox });
    expect(await readOutbox(database, company.id)).toMatchObject([
      { status: 'dead', last_error: 'channel-not-set-up: This channel is not set up in the service.' },
    ]);
  });
});

test('a stop lets go of what has not begun, so that the next process sends it at once', async () => {
  const gate = Promise.withResolvers<void>();
  const platform = createFakePlatform(() => gate.promise);
  const core = await startCore({ database, deliver: platform.deliver, pace: { everyMs: 60_000, burst: 1 } });
  await core.accept(slackMessage(place, { text: 'one' }));
  await expect.poll(() => platform.calls(), until).toBe(1);
  await core.accept(slackMessage(place, { text: 'two' }));
  gate.resolve();
  await expect.poll(statuses, until).toEqual(['sent', 'sending']);
  await core.close();
  expect(await statuses()).toEqual(['sent', 'waiting']);
  expect(platform.calls()).toBe(1);
  await start({ deliver: platform.deliver });
  await expect.poll(platform.texts, until).toEqual(['Answer to one', 'Answer to two']);
});

test('the pause a platform names stands in the row itself, so that any process keeps it', async () => {
  const platform = createFakePlatform((_outgoing, nth) => {
    if (nth === 1) throw new UpstreamError('Slow down.', { code: 'ratelimited', advice: 'Wait.', retryAfter: 30_000 });
  });
  const core = await start({ deliver: platform.deliver, answer: async () => sayReply('x') });
  await core.accept(slackMessage(place, {}));
  await expect.poll(async () => (await readOutbox(database, company.id))[0]?.last_error, until).toBeTruthy();
  const [row] = await database.asOwner(
    `select extract(epoch from next_attempt_at - now()) as seconds from outbox where tenant_id = $1`,
    [company.id],
  );
  expect(Number(row?.seconds)).toBeGreaterThan(25);
  expect(Number(row?.seconds)).toBeLessThanOrEqual(30);
});
