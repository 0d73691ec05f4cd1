import { describe, expect, it } from 'vitest';
import type { MetricDefinition } from '../../../src/contracts/catalogue.ts';
import { chooseStretches } from '../../../src/datasets/choose-stretches.ts';
import { findUnusual } from '../../../src/datasets/find-unusual.ts';
import { type FirstLook, firstFindings, topMover } from '../../../src/datasets/first-findings.ts';
import { createFactBook } from '../../../src/facts/fact-book.ts';

const metric: MetricDefinition = {
  key: 'quantity',
  label: 'Quantity sold',
  unit: 'count',
  grain: 'day',
  synonyms: [],
  aggregation: { kind: 'sum' },
  nonNegative: true,
  goodDirection: 'up',
  role: 'measure',
};

/** 84 days from Monday 2024-01-01: 100 a day, Saturdays 150, the last 28 days a tenth more; one day is 400. */
const points = Array.from({ length: 84 }, (_, at) => {
  const usual = at % 7 === 5 ? 150 : 100;
  const y = at === 16 ? 400 : at >= 56 ? usual * 1.1 : usual;
  return { t: new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10), y, state: 'open' as const };
});

const stretches = chooseStretches('2024-03-24', 'day');
const look: FirstLook = {
  metric,
  series: { metric, filter: {}, grain: 'day', points, closedWeekdays: [], sources: [] },
  recent: stretches.recent,
  before: stretches.before,
  yearBefore: null,
  split: {
    label: 'Item',
    rows: [
      { member: 'Tea', value: 700, before: 650 },
      { member: 'Cake', value: 300, before: 150 },
      { member: 'Bread', value: 100, before: 100 },
    ],
    sources: [],
  },
};

describe('first findings', () => {
  it('are three, the level first, with numbers computed by hand', () => {
    const book = createFactBook();
    const findings = firstFindings(book, look);
    expect(findings).toHaveLength(3);
    expect(findings[0]?.about).toBe('level');
    // Four weeks of 6·110 + 165 = 825, before them four of 6·100 + 150 = 750: a tenth more.
    const numbers = book.facts.filter((fact) => findings[0]?.text.includes(`{{${fact.id}}}`)).map((fact) => fact.value);
    expect(numbers[1]).toBeCloseTo(825 / 7, 9);
    expect(numbers[2]).toBeCloseTo(0.1, 9);
  });

  it('hold no digit outside of slots', () => {
    const book = createFactBook();
    for (const finding of firstFindings(book, look)) {
      expect(`${finding.text} ${finding.title}`.replace(/\{\{\w+\}\}/g, '')).not.toMatch(/\d/);
    }
  });

  it('name the member that moved the total most, not the one with the largest percentage', () => {
    const rows = [
      { member: 'small', value: 4, before: 1 },
      { member: 'large', value: 900, before: 1_000 },
      { member: 'new', value: 500, before: null },
    ];
    expect(topMover({ ...look, split: { label: 'Item', rows, sources: [] } })?.member).toBe('large');
  });

  it('compare four weeks with the four before and the same weekdays a year earlier', () => {
    expect(stretches).toMatchObject({
      recent: { period: { start: '2024-02-26', end: '2024-03-24' } },
      before: { period: { start: '2024-01-29', end: '2024-02-25' } },
      yearBefore: { period: { start: '2023-02-27', end: '2023-03-26' } },
    });
  });

  it('compare whole months for monthly numbers', () => {
    expect(chooseStretches('2024-03-01', 'month')).toMatchObject({
      recent: { period: { start: '2024-01-01', end: '2024-03-31' } },
      before: { period: { start: '2023-10-01', end: '2023-12-31' } },
      yearBefore: { period: { start: '2023-01-01', end: '2023-03-31' } },
    });
  });
});

describe('an unusual day', () => {
  it('is the one far from its weekday’s median', () => {
    expect(findUnusual(points)).toMatchObject({ t: '2024-01-17', y: 400, usual: 100, weekday: 2 });
  });

  it('is not there in a steady series', () => {
    expect(findUnusual(points.filter((_, at) => at !== 16))).toBeNull();
  });
});
