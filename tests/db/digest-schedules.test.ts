import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { Inbound } from '../../src/contracts/inbound.ts';
import { listSchedules } from '../../src/db/queries/digests.ts';
import { ensurePerson } from '../../src/db/queries/people.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import { pauseDigest, resumeDigest, stopDigest } from '../../src/digests/manage-digest.ts';
import { runDueDigests } from '../../src/digests/run-due-digests.ts';
import { nextDigestOf } from '../../src/digests/say-due.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { addDigest, keepInbound, linkAllChannels, readRuns, workspaceOf } from './digest-support.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';

let database: TestDatabase;
let company: Company;
let sent: Inbound[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  await database?.close();
});
beforeEach(async () => {
  sent = [];
  company = await createTestCompany(database);
  await linkAllChannels(database, company);
});

const MONDAY = { channel: 'slack', weekday: 1, at: '08:00', timezone: 'UTC' } as const;
const at = (text: string) => new Date(`${text}Z`);
const data = <T>(work: (tx: TenantTx) => Promise<T>) => database.inTenant(company.id, work);
const outcomes = async () =>
  (await readRuns(database, company)).map((run) => `${run.due_at.toISOString().slice(0, 10)} ${run.outcome}`);

const look = (now: Date, accept?: (inbound: Inbound) => Promise<unknown>) =>
  runDueDigests(
    {
      database,
      log: createLogger('silent'),
      now: () => now,
      accept:
        accept ??
        (async (inbound) => {
          if (await keepInbound(database, inbound)) sent.push(inbound);
        }),
    },
    company.id,
  );

describe('a schedule', () => {
  test('one a conversation: setting it again changes it from then on', async () => {
    const first = await addDigest(database, company, MONDAY, at('2026-11-01T00:00:00'));
    await look(at('2026-11-02T08:00:10'));
    const second = await addDigest(
      database,
      company,
      { ...MONDAY, weekday: 3, at: '09:30' },
      at('2026-11-02T10:00:00'),
    );
    expect(second).toMatchObject({ id: first.id, weekday: 3, at: '09:30' });
    expect(await data(listSchedules)).toHaveLength(1);
    expect((await look(at('2026-11-04T09:30:05'))).next?.toISOString()).toBe('2026-11-11T09:30:00.000Z');
    expect(await outcomes()).toEqual(['2026-11-02 posted', '2026-11-04 posted']);
  });

  test('what was due before a change and never sent is written down as missed, not sent late', async () => {
    await addDigest(database, company, MONDAY, at('2026-11-01T00:00:00'));
    await addDigest(database, company, { ...MONDAY, weekday: 5 }, at('2026-11-02T12:00:00'));
    await look(at('2026-11-02T12:00:30'));
    expect(await outcomes()).toEqual(['2026-11-02 missed']);
    expect(sent).toEqual([]);
  });

  test('paused weeks are accounted for, and it goes on when resumed', async () => {
    const digest = await addDigest(database, company, MONDAY, at('2026-11-01T00:00:00'));
    await data((tx) => pauseDigest(tx, digest, at('2026-11-03T00:00:00')));
    expect((await look(at('2026-11-03T00:00:00'))).next).toBeNull();
    const [paused] = await data(listSchedules);
    if (!paused) throw new Error('The digest is gone.');
    await data((tx) => resumeDigest(tx, paused, at('2026-11-18T00:00:00')));
    await look(at('2026-11-23T08:00:20'));
    expect(await outcomes()).toEqual([
      '2026-11-02 missed',
      '2026-11-09 paused',
      '2026-11-16 paused',
      '2026-11-23 posted',
    ]);
  });

  test('a stopped one is silent, and a new one starts from now', async () => {
    const digest = await addDigest(database, company, MONDAY, at('2026-11-01T00:00:00'));
    await data((tx) => stopDigest(tx, digest, at('2026-11-01T12:00:00')));
    expect((await look(at('2026-11-02T08:00:10'))).next).toBeNull();
    const again = await addDigest(database, company, MONDAY, at('2026-11-03T00:00:00'));
    expect(again.id).not.toBe(digest.id);
    await look(at('2026-11-09T08:00:10'));
    expect(await outcomes()).toEqual(['2026-11-09 posted']);
  });
});

describe('who it goes out for', () => {
  const endAccess = (user: string) =>
    data((tx) =>
      tx
        .updateTable('channel_identities')
        .set({ ended_at: at('2026-11-01T12:00:00') })
        .where('external_user', '=', user)
        .execute(),
    );
  const addPerson = (user: string, role: 'owner' | 'member') =>
    data((tx) =>
      ensurePerson(
        tx,
        { channel: 'slack', workspace: workspaceOf(company, 'slack'), externalUser: user },
        { displayName: user, role },
      ),
    );

  test('who set it left: somebody who manages there', async () => {
    await addDigest(database, company, MONDAY, at('2026-11-01T00:00:00'));
    await addPerson('member', 'member');
    await addPerson('boss', 'owner');
    await endAccess('u1');
    await look(at('2026-11-02T08:00:10'));
    expect(sent.map((inbound) => inbound.user)).toEqual(['boss']);
  });

  test('nobody is left, or it was theirs alone: not sent, and said so in the runs', async () => {
    await addDigest(database, company, { ...MONDAY, audience: 'private' }, at('2026-11-01T00:00:00'));
    await addPerson('boss', 'owner');
    await endAccess('u1');
    await look(at('2026-11-02T08:00:10'));
    expect(sent).toEqual([]);
    expect(await outcomes()).toEqual(['2026-11-02 failed']);
  });
});

describe('when the inbox will not have it', () => {
  test('a workspace that is linked no more: failed, and not tried again', async () => {
    await addDigest(database, company, MONDAY, at('2026-11-01T00:00:00'));
    const refuse = async () => {
      throw new UserError('Not linked.', { code: 'unknown-workspace', advice: 'Link it.' });
    };
    const { next } = await look(at('2026-11-02T08:00:10'), refuse);
    expect(next?.toISOString()).toBe('2026-11-09T08:00:00.000Z');
    expect(await outcomes()).toEqual(['2026-11-02 failed']);
  });

  test('anything else: again a minute later, under the same event id', async () => {
    await addDigest(database, company, MONDAY, at('2026-11-01T00:00:00'));
    const tried: string[] = [];
    const fail = async (inbound: Inbound) => {
      tried.push(inbound.eventId);
      throw new Error('The database is away.');
    };
    const { next } = await look(at('2026-11-02T08:00:10'), fail);
    expect(next?.toISOString()).toBe('2026-11-02T08:01:10.000Z');
    await look(at('2026-11-02T08:00:40'));
    expect(sent).toEqual([]);
    await look(at('2026-11-02T08:01:10'));
    expect(sent.map((inbound) => inbound.eventId)).toEqual(tried);
  });
});

describe('the home tab', () => {
  test('names the next one in the company’s words, and nobody’s private one but the person’s own', async () => {
    const now = at('2026-11-23T12:00:00');
    const place = { channel: 'slack', workspace: workspaceOf(company, 'slack') } as const;
    const say = (user: string) => data((tx) => nextDigestOf(tx, company, place, user, now));
    expect(await say('u1')).toBeNull();
    await addDigest(database, company, { ...MONDAY, timezone: 'Europe/Berlin' }, now);
    expect(await say('u2')).toBe('Monday, Nov 30, 8:00 AM, in a channel');
    const own = { ...MONDAY, weekday: 5, at: '17:30', conversation: 'D1', audience: 'private' } as const;
    await addDigest(database, company, own, now);
    expect(await say('u1')).toBe('Friday, Nov 27, 5:30 PM, to you directly');
    expect(await say('u2')).toBe('Monday, Nov 30, 8:00 AM, in a channel');
  });
});
