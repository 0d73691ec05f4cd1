import { describe, expect, it } from 'vitest';
import { knowChannels } from '../../../skills/plan-budget/know-channels.ts';
import { isLikeAnOrder, isMarketing, mayBeResult } from '../../../skills/plan-budget/name-measures.ts';
import { type ChannelHistory, sumByWeek } from '../../../skills/plan-budget/read-history.ts';
import type { MetricDefinition } from '../../../src/contracts/catalogue.ts';
import type { ResponseEstimate } from '../../../src/engines/optimizer/budget/response-types.ts';
import type { SeriesPoint } from '../../../src/metrics/metric-series.ts';

const open = (t: string, y: number): SeriesPoint => ({ t, y, state: 'open' });

describe('weeks', () => {
  it('are the company’s own; a file’s week counts where most of it lies', () => {
    const points = [open('2026-11-02', 10), open('2026-11-09', 20)];
    expect([...sumByWeek({ points, grain: 'week' }, 'monday')]).toEqual([
      ['2026-11-02', 10],
      ['2026-11-09', 20],
    ]);
    // Weeks from Sunday hold six of the seven days from Monday.
    expect([...sumByWeek({ points, grain: 'week' }, 'sunday').keys()]).toEqual(['2026-11-01', '2026-11-08']);
  });

  it('share a month by its days, and leave out those it covers in part', () => {
    const weeks = sumByWeek({ points: [open('2026-11-01', 300)], grain: 'month' }, 'monday');
    // November 2026 begins on a Sunday and ends on a Monday: four whole weeks.
    expect([...weeks.keys()]).toEqual(['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23']);
    expect(weeks.get('2026-11-02')).toBeCloseTo(70);
  });
});

describe('channels the past cannot tell about', () => {
  const history = (name: string, spend: number, result: number | null): ChannelHistory => ({
    name,
    spend: Array.from({ length: 30 }, () => spend),
    result: result === null ? null : Array.from({ length: 30 }, () => result),
    nowSources: [],
  });
  const refused = (channelId: string): ResponseEstimate => ({
    kind: 'cannot-tell',
    channelId,
    refusal: { code: 'spend-never-moved' },
  });
  const estimated: ResponseEstimate = {
    kind: 'estimated',
    channelId: 'Known',
    draws: [{ kind: 'hill', a: 20, k: 50 }],
    carryOver: 0,
    usualSpend: 100,
    usualResult: { mean: 13, low80: 10, high80: 16 },
    highestSpend: 150,
  };

  it('stay as they are unless something is to be assumed', () => {
    const [known] = knowChannels([history('Paper', 90, 9)], [refused('Paper')], { assume: false, byMonth: false });
    expect(known).toMatchObject({ response: null, refusal: { code: 'spend-never-moved' }, assumed: null });
  });

  it('are taken to bring half to all of what was counted for them', () => {
    const [known] = knowChannels([history('Paper', 90, 9)], [refused('Paper')], { assume: true, byMonth: false });
    expect(known?.assumed).toEqual({ from: 'own-results', spend: 90, low: 4.5, high: 9 });
    const { low80 = 0, high80 = 0 } = known?.response?.usualResult ?? {};
    // 200 draws: the ends of the range are known to about a tenth.
    expect(low80 / 4.5).toBeCloseTo(1, 0);
    expect(high80 / 9).toBeCloseTo(1, 0);
  });

  it('else to work like the others, within a wider range', () => {
    const channels = [history('Known', 100, null), history('Paper', 60, null)];
    const [, paper] = knowChannels(channels, [estimated, refused('Paper')], { assume: true, byMonth: false });
    expect(paper?.assumed).toMatchObject({ from: 'other-channels', spend: 60 });
    expect(paper?.assumed?.low).toBeCloseTo((0.1 / 1.5) * 60);
    expect(paper?.assumed?.high).toBeCloseTo(0.16 * 1.5 * 60);
  });

  it('and to nothing where there is no other either', () => {
    const [paper] = knowChannels([history('Paper', 60, null)], [refused('Paper')], { assume: true, byMonth: false });
    expect(paper?.response).toBeNull();
  });
});

describe('names of numbers', () => {
  const named = (key: string, label: string, more: Partial<MetricDefinition> = {}): MetricDefinition => ({
    key,
    label,
    unit: 'count',
    grain: 'day',
    synonyms: [],
    aggregation: { kind: 'sum' },
    nonNegative: true,
    goodDirection: 'up',
    role: 'measure',
    ...more,
  });

  it.each(['Marketing spend', 'Ad spend', 'Werbekosten', 'Ads', 'Campaign cost', 'Advertising'])(
    '%s is marketing',
    (label) => {
      expect(isMarketing(named('x', label))).toBe(true);
    },
  );

  it.each(['Staff cost', 'Roads', 'Added value', 'Revenue'])('%s is not', (label) => {
    expect(isMarketing(named('x', label))).toBe(false);
  });

  it('results are sums that marketing may raise', () => {
    expect(mayBeResult(named('vouchers', 'Vouchers'))).toBe(true);
    expect(mayBeResult(named('revenue', 'Revenue', { unit: 'currency' }))).toBe(true);
    expect(mayBeResult(named('food_cost', 'Food cost', { unit: 'currency', goodDirection: 'down' }))).toBe(false);
    expect(mayBeResult(named('refunds', 'Refunds', { goodDirection: 'down' }))).toBe(false);
    expect(mayBeResult(named('rain', 'Rain', { role: 'context' }))).toBe(false);
    expect(mayBeResult(named('rate', 'Rate', { aggregation: { kind: 'mean' } }))).toBe(false);
  });

  it('a voucher comes one a sale, a click does not', () => {
    expect(isLikeAnOrder(named('v', 'Vouchers redeemed'))).toBe(true);
    expect(isLikeAnOrder(named('c', 'Clicks'))).toBe(false);
  });
});
