import { describe, expect, it } from 'vitest';
import { AIR_PASSENGERS } from '../air-passengers.ts';
import { estimateOrder, makeOrder, makeSample } from './estimate-order.ts';
import { LUTEINIZING_HORMONE } from './luteinizing-hormone.ts';

const filters = ['fast', 'levels'] as const;

describe.each(filters)('maximum likelihood by the %s filter', (filter) => {
  it('gives R’s arima(log(AirPassengers), c(0,1,1), seasonal = c(0,1,1))', () => {
    const order = makeOrder([0, 1, 1], { D: 1, Q: 1, m: 12 });
    const { blocks, profile } = estimateOrder(makeSample(AIR_PASSENGERS.map(Math.log)), order, filter);
    expect(blocks.ma[0]).toBeCloseTo(-0.4018, 4);
    expect(blocks.sma[0]).toBeCloseTo(-0.5569, 4);
    expect(profile.variance).toBeCloseTo(0.001348, 6);
    expect(profile.logLikelihood).toBeCloseTo(244.7, 2);
  });

  it('gives arima(lh, order = c(1,0,0)) of R’s help page', () => {
    const { blocks, profile } = estimateOrder(
      makeSample(LUTEINIZING_HORMONE),
      makeOrder([1, 0, 0], { constant: true }),
      filter,
    );
    expect(blocks.ar[0]).toBeCloseTo(0.5739, 4);
    expect(profile.coefficients[0]).toBeCloseTo(2.4133, 4);
    expect(profile.variance).toBeCloseTo(0.1975, 4);
    expect(profile.logLikelihood).toBeCloseTo(-29.38, 2);
  });

  it('gives arima(lh, order = c(3,0,0)) of R’s help page', () => {
    const { blocks, profile } = estimateOrder(
      makeSample(LUTEINIZING_HORMONE),
      makeOrder([3, 0, 0], { constant: true }),
      filter,
    );
    expect(blocks.ar[0]).toBeCloseTo(0.6448, 4);
    expect(blocks.ar[1]).toBeCloseTo(-0.0634, 4);
    expect(blocks.ar[2]).toBeCloseTo(-0.2198, 4);
    expect(profile.coefficients[0]).toBeCloseTo(2.3931, 4);
    expect(profile.variance).toBeCloseTo(0.1787, 4);
    expect(profile.logLikelihood).toBeCloseTo(-27.09, 2);
  });
});
