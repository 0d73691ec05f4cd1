import { describe, expect, test } from 'vitest';
import { fits, kindOfChanges, mergeChanges } from '../../../skills/planning/change-kinds.ts';
import { planChange } from '../../../skills/planning/plan-input.ts';
import { CHANGE_TARGETS, type PlanChange } from '../../../src/contracts/plan.ts';

describe('the plan that changes are about', () => {
  test.each<[readonly PlanChange[], ReturnType<typeof kindOfChanges>]>([
    [[{ what: 'storage', percent: -20 }], 'inventory'],
    [[{ what: 'cover', weekday: 5, by: -2 }], 'staffing'],
    [[{ what: 'price', of: 'Latte', atMost: 5 }], 'pricing'],
    [[{ what: 'total', to: 2_000 }], 'budget'],
    // More demand alone is about orders; with a price beside it, about prices.
    [[{ what: 'demand', percent: 10 }], 'inventory'],
    [
      [
        { what: 'demand', percent: 10 },
        { what: 'price', of: 'Tea', by: 0 },
      ],
      'pricing',
    ],
    [
      [
        { what: 'storage', percent: -20 },
        { what: 'wage', percent: 3 },
      ],
      null,
    ],
    [[], null],
  ])('%j', (changes, kind) => {
    expect(kindOfChanges(changes)).toBe(kind);
  });

  test('every target belongs to some plan', () => {
    for (const what of CHANGE_TARGETS) expect(kindOfChanges([{ what, to: 1 }])).not.toBeNull();
  });

  test('a change of wages does not fit an order plan', () => {
    expect(fits([{ what: 'wage', percent: 3 }], 'inventory')).toBe(false);
  });
});

describe('what was said before and what is said now', () => {
  test('the newer word about the same thing holds', () => {
    const merged = mergeChanges([{ what: 'storage', percent: -20 }], [{ what: 'storage', percent: -30 }]);
    expect(merged).toEqual([{ what: 'storage', percent: -30 }]);
  });

  test('however a name is written, it is the same thing', () => {
    const merged = mergeChanges([{ what: 'price', of: 'Latte', atMost: 5 }], [{ what: 'price', of: 'latte ', by: 0 }]);
    expect(merged).toEqual([{ what: 'price', of: 'latte ', by: 0 }]);
  });

  test('limits stand together, but an older one that cannot hold beside the newer goes', () => {
    const atMost = { what: 'price', of: 'Latte', atMost: 5 } as const;
    expect(mergeChanges([atMost], [{ what: 'price', of: 'Latte', atLeast: 4 }])).toEqual([{ ...atMost, atLeast: 4 }]);
    expect(mergeChanges([atMost], [{ what: 'price', of: 'Latte', atLeast: 6 }])).toEqual([
      { what: 'price', of: 'Latte', atLeast: 6 },
    ]);
  });

  test('steps add up', () => {
    const merged = mergeChanges(
      [{ what: 'cover', weekday: 5, by: -2 }],
      [
        { what: 'cover', weekday: 5, by: 1 },
        { what: 'cover', weekday: 6, by: 1 },
      ],
    );
    expect(merged).toEqual([
      { what: 'cover', weekday: 5, by: -1 },
      { what: 'cover', weekday: 6, by: 1 },
    ]);
  });

  test('“keep it as it is” takes a step back', () => {
    const merged = mergeChanges([{ what: 'price', of: 'Tea', by: 0.5 }], [{ what: 'price', of: 'Tea', by: 0 }]);
    expect(merged).toEqual([{ what: 'price', of: 'Tea', by: 0 }]);
  });

  test('a lower and an upper limit stand side by side', () => {
    const merged = mergeChanges([{ what: 'price', of: 'Tea', atLeast: 3 }], [{ what: 'price', of: 'Tea', atMost: 4 }]);
    expect(merged).toEqual([{ what: 'price', of: 'Tea', atLeast: 3, atMost: 4 }]);
  });
});

describe('a change as it may come in', () => {
  test.each([
    [{ what: 'storage' }],
    [{ what: 'storage', percent: Number.NaN }],
    [{ what: 'storage', percent: -101 }],
    [{ what: 'storage', to: Number.POSITIVE_INFINITY }],
    [{ what: 'weather', to: 1 }],
    [{ what: 'cover', weekday: 7, by: 1 }],
    [{ what: 'person', of: '', off: true }],
    [{ what: 'person', of: 'Ana', day: '2026-02-30', off: true }],
  ])('refuses %j', (change) => {
    expect(planChange.safeParse(change).success).toBe(false);
  });
});
