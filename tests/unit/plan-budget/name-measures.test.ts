import { expect, test } from 'vitest';
import { isMoneyOut, mayBeResult } from '../../../skills/plan-budget/name-measures.ts';
import { metricOf } from '../../db/metrics-support.ts';

test.each([
  ['spend', 'count', true],
  ['ad_spend', 'currency', true],
  ['staff_cost', 'currency', true],
  ['revenue', 'currency', false],
  ['signups', 'count', false],
] as const)('%s in %s: is it money that goes out? %s', (key, unit, expected) => {
  const metric = metricOf(key, { unit });
  expect(isMoneyOut(metric)).toBe(expected);
  // Nothing is both what is spent and what comes of it.
  expect(mayBeResult(metric)).toBe(!expected);
});
