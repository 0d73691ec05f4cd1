import { expect, test } from 'vitest';
import { sayChanges } from '../../../skills/planning/say-change.ts';
import type { PlanChange } from '../../../src/contracts/plan.ts';
import { createFactBook } from '../../../src/facts/fact-book.ts';
import { createGrounder } from '../../../src/facts/ground.ts';

const style = { locale: 'en-US', currency: 'USD', today: '2026-11-23' };

function said(...changes: PlanChange[]): string | null {
  const book = createFactBook();
  const template = sayChanges(book, changes);
  return template === null ? null : createGrounder(book.facts, style).text(template);
}

test.each<[PlanChange, string]>([
  [{ what: 'storage', percent: -20 }, 'storage 20% less'],
  [{ what: 'cover', weekday: 5, by: -2 }, '2 fewer on Saturdays'],
  [{ what: 'price', of: 'Latte', atMost: 5 }, 'Latte price at most $5'],
  [{ what: 'price', of: 'Tea', by: 0 }, 'Tea price as it is'],
  [{ what: 'person', of: 'Ana', day: '2026-11-27', off: true }, 'Ana off on Fri, Nov 27'],
  [{ what: 'total', to: 2_000 }, 'budget at $2,000'],
  [{ what: 'spend', of: 'Flyers', atLeast: 100, atMost: 300 }, 'Flyers spend at least $100 and at most $300'],
  [{ what: 'max-change', to: 5 }, 'largest change at 5%'],
])('%j', (change, words) => {
  expect(said(change)).toBe(`This plan is made with: ${words}.`);
});

test('nothing is said where nothing was changed', () => {
  expect(said()).toBeNull();
});

test('the same on several days is said once', () => {
  const off = (day: string): PlanChange => ({ what: 'person', of: 'Ana', day, off: true });
  expect(said(off('2026-11-30'), off('2026-12-01'), off('2026-12-02'))?.replaceAll(/\s/gu, ' ')).toMatch(
    /^This plan is made with: Ana off on Nov 30.–.Dec 2\.$/,
  );
  const fewer = (weekday: number): PlanChange => ({ what: 'cover', weekday, by: -1 });
  expect(said(fewer(5), fewer(6))).toBe('This plan is made with: 1 fewer on Saturdays and Sundays.');
});
