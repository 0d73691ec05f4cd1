import { describe, expect, it } from 'vitest';
import { choosePeriods } from '../../../skills/explain-change/choose-periods.ts';

/** 2026-11-15 is a Sunday. */
const company = { end: '2026-11-18', grain: 'day', weekStart: 'monday' } as const;

describe('which stretches are compared', () => {
  it('takes the last complete week and the average of four before when none is named', () => {
    expect(choosePeriods(company)).toEqual({
      period: { start: '2026-11-09', end: '2026-11-15' },
      compare: { start: '2026-10-12', end: '2026-11-08' },
      beforeScale: 0.25,
      chosen: 'default',
      cut: false,
    });
  });

  it('takes a week that is over to the day, and the company’s own first weekday', () => {
    expect(choosePeriods({ ...company, end: '2026-11-15' }).period.end).toBe('2026-11-15');
    expect(choosePeriods({ ...company, weekStart: 'sunday' }).period).toEqual({
      start: '2026-11-08',
      end: '2026-11-14',
    });
  });

  it('takes months where there are only months', () => {
    expect(choosePeriods({ ...company, grain: 'month', end: '2026-10-31' })).toMatchObject({
      period: { start: '2026-10-01', end: '2026-10-31' },
      compare: { start: '2026-09-01', end: '2026-09-30' },
      beforeScale: 1,
    });
  });

  it('holds a month against the month before and a week against the week before', () => {
    const month = choosePeriods({ ...company, period: { start: '2026-10-01', end: '2026-10-31' } });
    expect(month).toMatchObject({ compare: { start: '2026-09-01', end: '2026-09-30' }, chosen: 'before' });
    const week = choosePeriods({ ...company, period: { start: '2026-11-09', end: '2026-11-15' } });
    expect(week.compare).toEqual({ start: '2026-11-02', end: '2026-11-08' });
  });

  it('keeps what was asked', () => {
    const compare = { start: '2025-10-01', end: '2025-10-31' };
    const asked = choosePeriods({ ...company, period: { start: '2026-10-01', end: '2026-10-31' }, compare });
    expect(asked).toMatchObject({ compare, chosen: 'asked', cut: false });
  });

  it('cuts both where the period is not over', () => {
    expect(choosePeriods({ ...company, period: { start: '2026-11-01', end: '2026-11-30' } })).toMatchObject({
      period: { start: '2026-11-01', end: '2026-11-18' },
      compare: { start: '2026-10-01', end: '2026-10-18' },
      cut: true,
    });
  });
});
