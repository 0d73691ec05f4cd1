import { expect, test } from 'vitest';
import { closestNames, findName, matchName } from '../../../skills/planning/closest-names.ts';

const NAMES = ['Oat milk', 'Whole milk', 'Loaves', 'Tea', 'Green tea', 'Crème brûlée', 'Steak'];

test.each([
  ['oat MILK', 'Oat milk'],
  ['oat', 'Oat milk'],
  ['loaf', 'Loaves'],
  ['teas', 'Tea'],
  ['creme brulee', 'Crème brûlée'],
  ['stek', 'Steak'],
  ['milk', null],
  ['coffee', null],
  ['', null],
])('%j means %j', (said, meant) => {
  expect(matchName(NAMES, said)).toBe(meant);
});

test('what several hold is offered, else what is written most like it', () => {
  expect(closestNames(NAMES, 'milk')).toEqual(['Oat milk', 'Whole milk']);
  expect(closestNames(NAMES, 'stak')[0]).toBe('Steak');
});

test('who is not known is told the closest names', () => {
  const otherwise = { code: 'unknown-product', what: 'product', advice: 'Send a list.' };
  expect(() => findName(NAMES, 'milk', otherwise)).toThrow(
    expect.objectContaining({ code: 'unknown-product', advice: 'Did you mean Oat milk or Whole milk?' }),
  );
  expect(() => findName([], 'milk', otherwise)).toThrow(expect.objectContaining({ advice: 'Send a list.' }));
});
