import { describe, expect, it } from 'vitest';
import { splitTimes } from '../../../src/datasets/split-times.ts';

const ALL = { first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY };

describe('adding a file up part by part', () => {
  it('cuts between times, never inside one, and leaves no row out', () => {
    const times = Int32Array.from([5, 1, 1, 1, 2, 3, 3, 9]);
    expect(splitTimes(times, ALL, 3)).toEqual([
      { first: 1, last: 1, done: 3 / 8 },
      { first: 2, last: 3, done: 6 / 8 },
      { first: 5, last: 9, done: 1 },
    ]);
  });

  it('keeps to the stretch that is wanted', () => {
    const times = Int32Array.from([1, 2, 3, 4, 5]);
    expect(splitTimes(times, { first: 2, last: 4 }, 2)).toEqual([
      { first: 2, last: 3, done: 2 / 3 },
      { first: 4, last: 4, done: 1 },
    ]);
    expect(splitTimes(times, { first: 6, last: 9 }, 2)).toEqual([]);
  });
});
