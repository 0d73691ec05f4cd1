import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CoverRecord, EmployeeRecord } from '../../src/contracts/record.ts';
import { decidePlan, listPlans, readExpectations } from '../../src/db/queries/plans.ts';
import { type Bakery, keptRoster, NOW, openBakery, tabsOf } from './plan-staffing-support.ts';

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;
const SATURDAY = '2026-12-05';

const somebody = (name: string, wagePerHour: number, change: Partial<EmployeeRecord> = {}): EmployeeRecord => ({
  name,
  roles: ['counter'],
  wagePerHour,
  maxHours: 40,
  ...change,
});

/** Two at the counter in the morning and one late, every day, for five people of whom one bakes as well. */
const PEOPLE = [
  somebody('Ana', 21.37, { roles: ['counter', 'oven'] }),
  somebody('Ben', 15.11),
  somebody('Cleo', 16.23),
  somebody('Dan', 17.41),
  somebody('Eva', 18.53, { roles: ['oven', 'counter'] }),
];
const line = (weekday: number, shift: string, from: number, role: string, people: number): CoverRecord => ({
  weekday,
  shift,
  from: from * 60,
  to: (from + 6) * 60,
  role,
  people,
});
const COVER = WEEKDAYS.flatMap((weekday) => [
  line(weekday, 'Morning', 7, 'counter', 2),
  line(weekday, 'Morning', 7, 'oven', 1),
  line(weekday, 'Late', 13, 'counter', 1),
]);

let bakery: Bakery;
beforeAll(async () => {
  bakery = await openBakery();
});
afterAll(() => bakery?.close());

/** In this order: each test goes on with the lists of the one before. */
describe('a roster, from nothing to a sick call', () => {
  test('without people it asks for them, with a template', async () => {
    const { said, result } = await bakery.ask({});
    expect(said[0]).toContain('who works for you');
    expect(result.files?.map(({ name }) => name)).toEqual(['employees.csv']);
    expect(result.followUps.map(({ kind }) => kind)).toEqual(['upload']);
  });

  test('without a list of shifts it asks for that', async () => {
    await bakery.keep('employee', PEOPLE);
    const { said, result } = await bakery.ask({});
    expect(said[0]).toContain('how many you need on which shift');
    expect(result.files?.map(({ name }) => name)).toEqual(['cover.csv']);
  });

  test('with busy hours it asks what one person can serve, and goes on with a usual figure when told to', async () => {
    await bakery.keep(
      'busy-hours',
      [0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1].map((share, at) => ({ hour: 7 + at, share })),
    );
    const { result } = await bakery.ask({});
    const [choice] = result.question?.choices ?? [];
    expect(result.question?.text).toContain('serve in an hour');
    expect(choice?.call?.skill).toBe('plan-staffing');
    const { said, tables } = await bakery.ask({ ...choice?.call?.input });
    expect(said.some((text) => text.includes('One person serves 12 orders an hour'))).toBe(true);
    expect(said.some((text) => text.includes('no list of shifts'))).toBe(true);
    // Seven hours of business are one shift; Monday's busiest hour is 36 orders or a little more: at least three people.
    expect(tables[0]?.filter((row) => row.split(' | ')[1]?.startsWith('7–14')).length).toBeGreaterThanOrEqual(3);
  });

  test('plans the next week to proof, and tells nobody what one person earns', async () => {
    await bakery.keep('cover', COVER);
    await bakery.keep('absence', [{ employee: 'Ben', start: '2026-12-01', end: '2026-12-01' }]);
    const { said, tables, result, all } = await bakery.ask({}, 'group');
    expect(said[0]).toMatch(/^For 30 Nov . 6 Dec, every shift is covered\. It takes 5 people and 168 hours/);
    expect(said[1]).toContain('No better plan is possible');
    expect(said.some((text) => text.includes('not legal advice'))).toBe(true);
    expect(said.some((text) => text.includes('labor cost came to €2,100'))).toBe(true);
    expect(tables[0]?.[0]).toContain('Roster for');
    expect(tables[0]?.find((row) => row.startsWith('Ben'))?.split(' | ')[2]).toBe('away');
    for (const { wagePerHour } of PEOPLE) expect(all).not.toContain(String(wagePerHour));
    const [plan] = await bakery.inTenant((tx) => listPlans(tx, { kind: 'staffing', limit: 1 }));
    const pay = keptRoster(plan).people.map((one) => Math.round(one.pay));
    for (const amount of pay) expect(all).not.toContain(`€${amount}`);
    const [workbook, csv, calendar] = result.files ?? [];
    expect([workbook?.name, csv?.name, calendar?.name]).toEqual(
      ['xlsx', 'csv', 'ics'].map((ending) => `roster-2026-11-30.${ending}`),
    );
    expect(workbook && tabsOf(workbook)).toEqual(['Roster', 'Shifts', 'Hours']);
  });

  test('the workbook has pay when only the asker reads it', async () => {
    const { result } = await bakery.ask({});
    const [workbook] = result.files ?? [];
    expect(workbook && tabsOf(workbook)).toEqual(['Roster', 'Shifts', 'Hours', 'Pay']);
  });

  test('the calendar has each shift once, in UTC, under ids that last', async () => {
    const eventsOf = async () => {
      const calendar = (await bakery.ask({})).result.files?.[2];
      const text = Buffer.from(calendar?.content ?? []).toString();
      return text.split('BEGIN:VEVENT').slice(1);
    };
    const [first, second] = [await eventsOf(), await eventsOf()];
    const ids = (events: readonly string[]) => events.map((event) => /UID:(\S+)/.exec(event)?.[1]);
    expect(first).toHaveLength(28);
    expect(new Set(ids(first)).size).toBe(28);
    expect(ids(second)).toEqual(ids(first));
    // Seven in the morning in Berlin in winter.
    expect(first.filter((event) => event.includes('DTSTART:20261130T060000Z'))).toHaveLength(3);
  });

  test('one day asked is answered first, within its whole week', async () => {
    const { said } = await bakery.ask({ period: { start: SATURDAY, end: SATURDAY } });
    expect(said[0]).toMatch(/^Sat,? 5 Dec: 4 people work, and every shift is covered\. I planned the whole of/);
    expect(said.some((text) => /^Sat,? 5 Dec: (\w+ 7–13 \(\w+\), ){3}\w+ 13–19 \(counter\)\.$/.test(text))).toBe(true);
  });

  test('busy hours raise the list where that is worth a shift', async () => {
    await bakery.setting('orders-per-person-hour', 4);
    const { said } = await bakery.ask({});
    expect(said.some((text) => /asks for more people than your list in \d+ hours/.test(text))).toBe(true);
    expect(said.some((text) => text.includes('four days of five'))).toBe(true);
    await bakery.setting('orders-per-person-hour', 1_000);
    const enough = await bakery.ask({});
    expect(enough.said.some((text) => text.includes('asks for more people'))).toBe(false);
  });

  test('two fewer on Saturday: before and after, and only what it touches moves', async () => {
    const { said } = await bakery.tryChange({ kind: 'staffing', changes: [{ what: 'cover', weekday: 5, by: -2 }] });
    expect(said.find((text) => text.startsWith('Wages'))).toMatch(
      /^Wages fall from €[\d,]+ to €[\d,]+\. Every shift is covered, before and after\. Paid hours go from 168 to 156\.$/,
    );
    const moved = said.find((text) => text.startsWith('What changes: '));
    expect(moved?.match(/no longer works 7–13 on Sat,? 5 Dec/g)).toHaveLength(2);
    // Two shifts go; what they leave free may be worth a swap or two, and no more.
    expect(moved?.split(';').length).toBeLessThanOrEqual(4);
  });

  test('the approved roster is what a sick call changes, and what the next weeks are held against', async () => {
    await bakery.ask({});
    const [plan] = await bakery.inTenant((tx) => listPlans(tx, { kind: 'staffing', limit: 1 }));
    if (!plan) throw new Error('no plan was kept');
    const expectations = await bakery.inTenant((tx) => readExpectations(tx, plan.id));
    expect(expectations).toMatchObject([{ metric: 'labor_cost', filter: {}, unit: 'currency' }]);
    expect(plan.expiresAt > NOW).toBe(true);
    await bakery.inTenant((tx) => decidePlan(tx, plan.id, { state: 'approved', by: bakery.person.id }));
    const { lines } = keptRoster(plan);
    const lost = lines.find(({ day, employee }) => day === '2026-12-03' && employee !== 'Ana' && employee !== 'Eva');
    const { said, result } = await bakery.ask({
      period: { start: '2026-12-03', end: '2026-12-03' },
      changes: [{ what: 'person', of: lost?.employee, day: '2026-12-03', off: true }],
    });
    expect(said[0]).toMatch(
      /^Only (one shift changes|2 shifts change); the rest of “Roster for 30 Nov . 6 Dec” stays as it is\. Every shift is covered\./,
    );
    expect(said.find((text) => text.startsWith('What changes'))).toContain(`on Thu, 3 Dec for ${lost?.employee}`);
    const [chart] = result.charts;
    const changed =
      chart?.kind === 'roster' ? chart.rows.flatMap(({ cells }) => cells.filter((cell) => cell.changed)) : [];
    expect(changed.map(({ day }) => day)).toContain('2026-12-03');
    expect(changed.length).toBeLessThanOrEqual(2);
    const next = await bakery.ask({ period: { start: '2026-12-07', end: '2026-12-13' } });
    expect(
      next.said.some((text) => /costs .*“Roster for 30 Nov . 6 Dec” repeated, counted the same way/.test(text)),
    ).toBe(true);
  });

  test('nobody left for the oven: what is open is listed, with what it would take', async () => {
    const { said } = await bakery.ask({
      period: { start: '2026-12-14', end: '2026-12-20' },
      changes: [
        { what: 'person', of: 'Ana', day: '2026-12-16', off: true },
        { what: 'person', of: 'Eva', day: '2026-12-16', off: true },
      ],
    });
    expect(said[0]).toContain('one shift stays open');
    expect(said.some((text) => /Wed,? 16 Dec, 7–13: one person is missing for oven\. Everybody else/.test(text))).toBe(
      true,
    );
  });

  test.each([
    [{ changes: [{ what: 'person', of: 'Zoe', off: true }] }, 'who “Zoe” is'],
    [{ changes: [{ what: 'cover', shift: 'Night', by: 1 }] }, 'not in the list'],
    [{ filter: { location: 'Harbor' } }, 'Nobody works at Harbor'],
  ])('%j is answered in words', async (input, words) => {
    await expect(bakery.ask(input)).rejects.toThrow(words);
  });

  test('days that are over are not planned', async () => {
    expect((await bakery.ask({ period: { start: '2026-11-09', end: '2026-11-15' } })).said[0]).toContain('are over');
  });
});
