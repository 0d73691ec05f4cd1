import { describe, expect, it } from 'vitest';
import { planRuns } from '../../../src/digests/plan-runs.ts';

const mondayAtEight = { weekday: 1, at: '08:00', timezone: 'UTC', pausedAt: null };
const plan = (now: string, pausedAt: string | null = null, accounted = '2026-11-01T00:00:00Z') =>
  planRuns(
    { ...mondayAtEight, pausedAt: pausedAt === null ? null : new Date(pausedAt) },
    new Date(accounted),
    new Date(now),
  ).map(({ due, outcome }) => `${due.toISOString().slice(0, 10)} ${outcome}`);

describe('what becomes of due digests', () => {
  it('nothing before the time', () => expect(plan('2026-11-02T07:59:59Z')).toEqual([]));
  it('posted at the time', () => expect(plan('2026-11-02T08:00:00Z')).toEqual(['2026-11-02 posted']));
  it('posted by a busy queue', () => expect(plan('2026-11-02T08:10:00Z')).toEqual(['2026-11-02 posted']));
  it('caught up after that', () => expect(plan('2026-11-02T08:10:01Z')).toEqual(['2026-11-02 caught-up']));
  it('caught up for three days', () => expect(plan('2026-11-05T08:00:00Z')).toEqual(['2026-11-02 caught-up']));
  it('missed after three days', () => expect(plan('2026-11-05T08:00:01Z')).toEqual(['2026-11-02 missed']));

  it('after weeks away only the newest is sent, once', () => {
    expect(plan('2026-11-24T09:00:00Z')).toEqual([
      '2026-11-02 missed',
      '2026-11-09 missed',
      '2026-11-16 missed',
      '2026-11-23 caught-up',
    ]);
  });

  it('paused from the moment of the pause on', () => {
    expect(plan('2026-11-16T08:00:00Z', '2026-11-09T08:00:00Z')).toEqual([
      '2026-11-02 missed',
      '2026-11-09 paused',
      '2026-11-16 paused',
    ]);
  });

  it('nothing twice: what has its outcome is left alone', () => {
    expect(plan('2026-11-16T08:01:00Z', null, '2026-11-09T08:00:00Z')).toEqual(['2026-11-16 posted']);
  });
});
