import { describe, expect, it } from 'vitest';
import { createRandom, createXoshiro, hashLabel } from '../../../src/sample/random.ts';

describe('random numbers of the sample company', () => {
  it('follows xoshiro128**', () => {
    // Worked by hand from the algorithm of Blackman & Vigna 2018 with the state 1, 2, 3, 4.
    const next = createXoshiro([1, 2, 3, 4]);
    expect([next(), next(), next()]).toEqual([11520, 0, 5927040]);
  });

  it('hashes labels by FNV-1a', () => {
    // Test vectors of the FNV authors (draft-eastlake-fnv, appendix C).
    expect([hashLabel(''), hashLabel('a'), hashLabel('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  });

  it('gives each label its own stream', () => {
    const draw = (seed: number, label: string) => createRandom(seed, label).uniform();
    expect(draw(1, 'rain')).toBe(draw(1, 'rain'));
    expect(draw(1, 'rain')).not.toBe(draw(1, 'orders'));
    expect(draw(1, 'rain')).not.toBe(draw(2, 'rain'));
  });

  it('draws normals of mean 0, variance 1 and no memory', () => {
    const random = createRandom(7, 'normal');
    const draws = Array.from({ length: 20_000 }, () => random.normal());
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    const lagged = draws.slice(1).reduce((sum, draw, index) => sum + draw * (draws[index] ?? 0), 0) / draws.length;
    // Four standard errors: 4/√n for the mean and the lag, 4·√(2/n) for the variance.
    expect(Math.abs(mean)).toBeLessThan(0.0283);
    expect(Math.abs(lagged)).toBeLessThan(0.0283);
    expect(Math.abs(variance - 1)).toBeLessThan(0.04);
  });
});
