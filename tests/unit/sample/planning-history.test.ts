import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/calendar/civil-day.ts';
import { fitResponse } from '../../../src/engines/optimizer/budget/fit-response.ts';
import { resultAt } from '../../../src/engines/optimizer/budget/response-curve.ts';
import { estimateElasticity } from '../../../src/engines/optimizer/pricing/estimate-elasticity.ts';
import { sumIntoWeeks } from '../../../src/engines/optimizer/pricing/sum-into-weeks.ts';
import { generateSampleCompany, type SampleCompany } from '../../../src/sample/generate-sample-company.ts';
import { PRODUCTS } from '../../../src/sample/menu.ts';
import { sumWeeks } from './sum-weeks.ts';

const END = '2026-06-17';
const company = generateSampleCompany({ endDate: END });

/** What the engine makes of a product's sales. */
function estimate({ rows }: SampleCompany, product: string) {
  const days = new Map<string, { units: number; paid: number }>();
  for (const { metric, dims, day, value } of rows) {
    if (dims.product !== product || (metric !== 'quantity' && metric !== 'revenue')) continue;
    const sum = days.get(day) ?? { units: 0, paid: 0 };
    if (metric === 'quantity') sum.units += value;
    else sum.paid += value;
    days.set(day, sum);
  }
  const points = [...days].map(([t, { units, paid }]) => ({ t, units, price: paid / units }));
  return estimateElasticity({ productId: product, points: sumIntoWeeks(points) });
}

describe('prices of two years', () => {
  it('let the engine find most planted elasticities inside its 80% range', () => {
    expect(company.plantedElasticities).toHaveLength(PRODUCTS.length - 1);
    // Other seeds and days than the one that was looked at while the prices were written.
    const tries = [company, ...[2, 3].map((seed) => generateSampleCompany({ endDate: '2026-10-04', seed }))];
    const found = tries.flatMap((tried) =>
      tried.plantedElasticities.map(({ product, elasticity }) => {
        const seen = estimate(tried, product);
        if (seen.kind !== 'estimated') return { product, inside: false, near: false };
        const inside = seen.low80 <= elasticity && elasticity <= seen.high80;
        return { product, inside, near: Math.abs(seen.mean - elasticity) < 3 * seen.sd };
      }),
    );
    expect(found.filter(({ near }) => !near)).toEqual([]);
    // 80% of 18, less two deviations of such a count (1.7 each).
    expect(found.filter(({ inside }) => inside).length).toBeGreaterThanOrEqual(11);
  });

  it('cannot tell about the one whose price never moved', () => {
    const planted = new Set(company.plantedElasticities.map(({ product }) => product));
    const [still] = PRODUCTS.filter((product) => !planted.has(product));
    expect(estimate(company, still ?? '')).toMatchObject({
      kind: 'cannot-tell',
      refusal: { code: 'price-never-moved' },
    });
  });

  it('move no price in the half year that belongs to the planted causes', () => {
    const half = addDays(END, -182);
    const moved = new Set<string>();
    const last = new Map<string, number>();
    for (const { metric, dims, day, value } of company.rows) {
      if (metric !== 'price' || day < half) continue;
      const product = dims.product ?? '';
      if ((last.get(product) ?? value) !== value) moved.add(`${product} ${day}`);
      last.set(product, value);
    }
    const rise = company.plantedCauses.find(({ id }) => id === 'price-rise');
    expect([...moved]).toEqual([`Coffee ${rise?.period.start}`]);
  });
});

describe('advertising by channel', () => {
  it('adds up to the advertising of the cafés on every day, to the cent', () => {
    const sums = new Map<string, { location: number; ad_channel: number }>();
    for (const { metric, dims, day, value } of company.rows) {
      if (metric !== 'marketing_spend') continue;
      const sum = sums.get(day) ?? { location: 0, ad_channel: 0 };
      sum[dims.location ? 'location' : 'ad_channel'] += Math.round(100 * value);
      sums.set(day, sum);
    }
    expect(sums.size).toBe(731);
    expect([...sums.values()].filter(({ location, ad_channel }) => location !== ad_channel)).toEqual([]);
  });

  it('tells what three of the four bring, and cannot tell of the one that was always the same', () => {
    for (const { adChannel, curve, spendMoved } of company.plantedResponses) {
      const spend = sumWeeks(company.rows, 'marketing_spend', ['ad_channel', adChannel]);
      const result = sumWeeks(company.rows, 'vouchers', ['ad_channel', adChannel]);
      const [seen] = fitResponse({
        dates: [...spend.keys()],
        result: [...spend.keys()].map((week) => result.get(week) ?? null),
        channels: [{ id: adChannel, spend: [...spend.values()] }],
      });
      if (!spendMoved) {
        expect(seen).toMatchObject({ kind: 'cannot-tell', refusal: { code: 'spend-never-moved' } });
        continue;
      }
      if (seen?.kind !== 'estimated') throw new Error(`${adChannel} was not estimated`);
      const truth = resultAt(curve, seen.usualSpend);
      expect(Math.abs(seen.usualResult.mean / truth - 1), adChannel).toBeLessThan(0.15);
      expect(seen.usualResult.high80 / seen.usualResult.low80, adChannel).toBeLessThan(1.5);
    }
  });

  it('could bring about a fifth more vouchers for the same money, by the planted truth', () => {
    const limits = { Instagram: 320, 'Google Search': 360, 'Local Paper': 300, Flyers: 350 };
    const channels = company.plantedResponses.map(({ adChannel, curve }) => {
      const weeks = [...sumWeeks(company.rows, 'marketing_spend', ['ad_channel', adChannel]).values()].slice(-4);
      return { curve, now: weeks.reduce((sum, spend) => sum + spend, 0) / 4, most: limits[adChannel], best: 0 };
    });
    const total = channels.reduce((sum, { now }) => sum + now, 0);
    // Curves that flatten: giving each dollar to where it brings most is the best split.
    for (let spent = 0; spent < total; spent += 1) {
      const open = channels.filter(({ best, most }) => best < most);
      const gain = ({ curve, best }: (typeof channels)[number]) => resultAt(curve, best + 1) - resultAt(curve, best);
      const next = open.toSorted((a, b) => gain(b) - gain(a))[0];
      if (next) next.best += 1;
    }
    const brings = (spend: 'now' | 'best') =>
      channels.reduce((sum, channel) => sum + resultAt(channel.curve, channel[spend]), 0);
    expect(brings('best') / brings('now') - 1).toBeGreaterThan(0.15);
    expect(brings('best') / brings('now') - 1).toBeLessThan(0.25);
  });
});
