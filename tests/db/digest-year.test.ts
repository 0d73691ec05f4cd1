import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Company } from '../../src/contracts/company.ts';
import type { Inbound } from '../../src/contracts/inbound.ts';
import type { DigestSchedule } from '../../src/db/queries/digests.ts';
import { runDueDigests } from '../../src/digests/run-due-digests.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { addDigest, CHANNELS, keepInbound, linkAllChannels, readRuns } from './digest-support.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';

/**
 * One year by a driven clock: both clock changes of Berlin and New York, two processes that look at the same moment,
 * three of them killed in the middle, five days off.
 */
const START = Date.parse('2026-01-01T00:00:00Z');
const END = Date.parse('2027-01-01T00:00:00Z');
/** Thursday noon to Tuesday noon. */
const OFF = { from: Date.parse('2026-06-11T12:00:00Z'), until: Date.parse('2026-06-16T12:00:00Z') };

const TIMES = [
  { weekday: 1, at: '08:00', timezone: 'Europe/Berlin' },
  { weekday: 5, at: '17:30', timezone: 'America/New_York' },
  // Does not exist on 29 March, exists twice on 25 October.
  { weekday: 7, at: '02:30', timezone: 'Europe/Berlin' },
] as const;

let database: TestDatabase;
let company: Company;
const schedules: DigestSchedule[] = [];
const sent: Inbound[] = [];
let clock = START;

beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 4 });
  company = await createTestCompany(database, { timezone: 'Europe/Berlin' });
  await linkAllChannels(database, company);
  for (const channel of CHANNELS) {
    for (const [index, time] of TIMES.entries()) {
      // The odd time once: two in each channel make the test long enough.
      if (index === 2 && channel !== 'slack') continue;
      const wanted = { channel, ...time, conversation: `c${index}` };
      schedules.push(await addDigest(database, company, wanted, new Date(START)));
    }
  }
});
afterAll(async () => {
  await database?.close();
});

const keep = async (inbound: Inbound) => {
  if (await keepInbound(database, inbound)) sent.push(inbound);
};
/** How the process that sends the n-th digest dies: before it is in the inbox, after, or without a word. */
const deaths: Readonly<Record<number, (inbound: Inbound, died: () => void) => Promise<void>>> = {
  90: async () => {
    throw new Error('killed before');
  },
  200: async (inbound) => {
    await keep(inbound);
    throw new Error('killed after');
  },
  300: async (inbound, died) => {
    await keep(inbound);
    died();
    await new Promise(() => {});
  },
};
let begun = 0;

/** One look of one process. A process that dies without a word is seen by its job's next try, a minute later. */
async function look(): Promise<number> {
  let died = () => {};
  const death = new Promise<{ next: Date }>((resolve) => {
    died = () => resolve({ next: new Date(clock + 60_000) });
  });
  const accept = async (inbound: Inbound) => {
    begun += 1;
    await (deaths[begun] ?? keep)(inbound, died);
  };
  const services = { database, accept, log: createLogger('silent'), now: () => new Date(clock) };
  const { next } = await Promise.race([runDueDigests(services, company.id), death]);
  return next?.getTime() ?? END;
}

test('52 weeks are accounted for in each channel, none is sent twice, each at its local time', async () => {
  while (clock < END) {
    const next = Math.min(...(await Promise.all([look(), look()])));
    // A job is taken up to three seconds after its time.
    clock = next + (begun % 4) * 1_000;
    if (clock >= OFF.from && clock < OFF.until) clock = OFF.until;
  }
  expect(Object.keys(deaths).every((at) => Number(at) <= begun)).toBe(true);

  const runs = await readRuns(database, company);
  for (const schedule of schedules) {
    const own = runs.filter((run) => run.schedule_id === schedule.id);
    expect(own.map((run) => localTime(run.due_at, schedule.timezone))).toEqual(expectedTimes(schedule));
    const outcomes = own.filter((run) => run.outcome !== 'posted').map((run) => [localDay(run.due_at), run.outcome]);
    // Friday evening is more than three days before Tuesday noon; Sunday and Monday are less.
    const away = { 1: ['2026-06-15', 'caught-up'], 5: ['2026-06-12', 'missed'], 7: ['2026-06-14', 'caught-up'] };
    expect(outcomes).toEqual([away[schedule.weekday === 1 ? 1 : schedule.weekday === 5 ? 5 : 7]]);
    const events = sent.filter((inbound) => inbound.eventId.startsWith(`digest:${schedule.id}:`));
    const told = own.filter((run) => run.outcome !== 'missed');
    expect(events.map((inbound) => inbound.eventId).toSorted()).toEqual(
      told.map((run) => `digest:${schedule.id}:${run.due_at.toISOString()}`).toSorted(),
    );
    expect(told.every((run) => run.inbound_id !== null)).toBe(true);
  }
  for (const channel of CHANNELS) {
    // The Friday of the outage is missing.
    const digests = (channel === 'slack' ? 3 : 2) * 52 - 1;
    expect(sent.filter((inbound) => inbound.channel === channel)).toHaveLength(digests);
  }
});

test('within a minute; what a killed process had in its hands, within three', () => {
  const seconds = sent
    .filter((inbound) => inbound.call?.input.due === undefined)
    .map(
      (inbound) => (Date.parse(inbound.receivedAt) - Date.parse(inbound.eventId.split(':').slice(2).join(':'))) / 1_000,
    );
  const late = seconds.filter((one) => one > 60);
  expect(late.length).toBeGreaterThan(0);
  // At most the digests of one moment for each of the three.
  expect(late.length).toBeLessThanOrEqual(3 * CHANNELS.length);
  expect(Math.max(...late)).toBeLessThan(180);
});

test('each is about the last week that was over then, and a late one says when it was due', () => {
  const monday = sent.find((inbound) => inbound.eventId.endsWith('2026-06-15T06:00:00.000Z'));
  expect(monday?.call).toEqual({
    skill: 'write-digest',
    input: { action: 'post', week: { start: '2026-06-08', end: '2026-06-14' }, due: '2026-06-15T06:00:00.000Z' },
  });
  const friday = sent.find((inbound) => inbound.eventId.endsWith('2026-03-13T21:30:00.000Z'));
  expect(friday).toMatchObject({
    kind: 'scheduled',
    text: '',
    user: 'u1',
    conversation: 'c1',
    // A thread of its own each week.
    thread: friday?.eventId,
    address: { id: 7 },
    call: { input: { action: 'post', week: { start: '2026-03-02', end: '2026-03-08' } } },
  });
});

/** Every local date with the weekday, at the time on the wall; worked out by counting days, without any time zone. */
function expectedTimes({ weekday, at }: DigestSchedule): string[] {
  const days = Array.from({ length: 365 }, (_, i) => addDays('2026-01-01', i)).filter(
    (t) => weekdayOf(t) === weekday - 1,
  );
  expect(days).toHaveLength(52);
  return days.map((day) => (day === '2026-03-29' && at === '02:30' ? `${day} 03:00` : `${day} ${at}`));
}

function localTime(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(at);
}

const localDay = (at: Date): string => at.toISOString().slice(0, 10);
