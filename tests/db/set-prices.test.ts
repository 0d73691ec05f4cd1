import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PricingBasis } from '../../skills/set-prices/basis.ts';
import { setPrices } from '../../skills/set-prices/run.ts';
import { whatIf } from '../../skills/what-if/run.ts';
import type { Company } from '../../src/contracts/company.ts';
import { savePlanningSetting } from '../../src/db/queries/planning-settings.ts';
import { listPlans, readExpectations } from '../../src/db/queries/plans.ts';
import { createEnginePool, type EnginePool } from '../../src/engines/pool.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';
import { addProducts, askSkill, BREADS, importSales, TODAY, writeSales } from './set-prices-support.ts';

let database: TestDatabase;
let engines: EnginePool;
let bakery: Company;

beforeAll(async () => {
  database = await openTestDatabase();
  engines = createEnginePool({ threads: 1 });
  bakery = await createTestCompany(database);
  await importSales(database, bakery, writeSales(['quantity', 'revenue']));
});
afterAll(async () => {
  await engines?.close();
  await database?.close();
});

const ask = (input: Readonly<Record<string, unknown>>) =>
  askSkill({ database, engines, company: bakery }, setPrices, input);
const tryIt = (changes: readonly object[]) =>
  askSkill({ database, engines, company: bakery }, whatIf, { kind: 'pricing', changes });

async function newest() {
  return database.inTenant(bakery.id, async (tx) => {
    const [plan] = await listPlans(tx, { kind: 'pricing', limit: 1 });
    if (!plan) throw new Error('no plan was kept');
    // Only the price plan's own maker writes this column.
    return { plan, basis: plan.basis as PricingBasis, expectations: await readExpectations(tx, plan.id) };
  });
}

describe('what is missing', () => {
  test('a company with money alone is told which file it takes', async () => {
    const company = await createTestCompany(database);
    await importSales(database, company, writeSales(['revenue']));
    const { said, result } = await askSkill({ database, engines, company }, setPrices, {});
    expect(said).toMatch(/not how many are sold/);
    expect(said).toMatch(/the date, the product, the quantity sold and the revenue/);
    expect(result.files?.map(({ name }) => name)).toEqual(['sales-by-product.csv']);
    expect(result.followUps.map(({ kind }) => kind)).toEqual(['upload']);
  });

  test('costs are asked for with a template and a way on', async () => {
    const { answer, result } = await ask({});
    expect(answer).toMatch(/what one more unit costs you.*Rye Loaf/);
    expect(result.files?.[0]?.name).toBe('products.csv');
    const onward = result.followUps.find(({ kind }) => kind === 'choose')?.call;
    expect(onward).toMatchObject({ skill: 'set-prices', input: { assume: true } });
    const { said } = await ask(onward?.input ?? {});
    expect(said).toMatch(/One unit of .*Rye Loaf.* costs you 35% of its price/);
    expect(said).toMatch(/move in steps of \$0\.05/);
  });

  test('a product nobody knows is answered with the closest names', async () => {
    await expect(ask({ filter: { item: 'Pretzelini' } })).rejects.toMatchObject({
      code: 'unknown-product',
      advice: expect.stringContaining('Pretzel'),
    });
  });
});

describe('a price plan', () => {
  beforeAll(async () => {
    const costs: Record<string, number> = {
      'Rye Loaf': 1.2,
      Baguette: 0.9,
      'Cake Slice': 1.4,
      'Bun 5': 0.5,
      Pretzel: 0.5,
    };
    const products = Object.entries(BREADS).map(([name, { price }]) => ({
      name: name.toLowerCase(),
      price,
      cost: costs[name] ?? 1,
      ...(name === 'Baguette' ? { group: 'White', rank: 2 } : name === 'Bun 5' ? { group: 'White', rank: 1 } : {}),
    }));
    await addProducts(database, bakery, products);
  });

  test('finds how customers answer, and raises what they mind little and lowers what they mind much', async () => {
    const { answer, said, tables, result } = await ask({});
    const { basis, expectations } = await newest();
    for (const { name, belief } of basis.products) {
      const truth = BREADS[name];
      if (!truth || truth.fixed) continue;
      expect(belief.how).toBe('estimated');
      expect(Math.abs(belief.mean - truth.elasticity)).toBeLessThan(3 * belief.sd);
      expect(belief.sd).toBeLessThan(0.35);
    }
    expect(answer).toMatch(
      /^Raise .*Rye Loaf to \$4\.\d\d.*lower .*Cake Slice to \$3\.\d\d.*: that should bring about \$\d+ a week more profit, most likely between \$\d+ and \$\d+\.$/,
    );
    expect(said).toMatch(
      /Pretzel: its price has hardly ever moved, so I took what (your other products|.*Rye Loaf.*) show/,
    );
    expect(said).toMatch(/No price changes by more than 10% at once/);
    const rye = tables[0]?.find(([name]) => name === 'Rye Loaf');
    expect(rye?.[3]).toMatch(/^\+([5-9](\.\d)?|10)%$/);
    expect(result.charts[0]).toMatchObject({ kind: 'before-after' });
    expect(result.files?.map(({ name }) => name)).toEqual(['prices-2026-11-30.xlsx', 'prices-2026-11-30.csv']);
    const units = expectations.find(({ metric, filter }) => metric === 'quantity' && filter.item === 'Rye Loaf');
    const week = (BREADS['Rye Loaf']?.units ?? 0) * 7;
    // Four weeks at today's price sell what they always did; the dearer bread a little less.
    expect((units?.without ?? 0) / (4 * week)).toBeCloseTo(1, 1);
    expect(units?.value).toBeLessThan(units?.without ?? 0);
    expect(units?.low80).toBeLessThan(units?.value ?? 0);
    expect(units?.period).toEqual({ start: '2026-11-30', end: '2026-12-27' });
  });

  test('about one product is answered with what each price would bring', async () => {
    const { answer, tables, result } = await ask({ filter: { item: 'rye loaves' } });
    expect(answer).toMatch(/^Charge \$4\.\d\d for Rye Loaf instead of \$4\.00: /);
    const curve = tables[0] ?? [];
    expect(curve.length).toBeGreaterThanOrEqual(3);
    expect(curve.length).toBeLessThanOrEqual(7);
    const profit = (row: readonly string[]) => Number(row[2]?.replace(/[^\d.]/g, ''));
    const best = curve.find((row) => row.at(-1)?.includes('best')) ?? [];
    expect(Math.max(...curve.map(profit))).toBe(profit(best));
    expect(result.charts[0]).toMatchObject({ kind: 'bars' });
    expect((await newest()).plan.title).toMatch(/^Price of Rye Loaf for/);
  });

  test('changes are tried against the plan before', async () => {
    await ask({});
    const { answer, tables } = await tryIt([{ what: 'price', of: 'Rye Loaf', by: 0 }]);
    expect(answer).toMatch(
      /^With that the plan brings about \$\d+ a week more than today’s prices; before it was \$\d+\./,
    );
    expect(answer).toMatch(/Rye Loaf \$4\.00 instead of \$4\.\d\d/);
    expect(tables[0]?.find(([name]) => name === 'Rye Loaf')?.[2]).toBe('as now');
    const dearer = await tryIt([{ what: 'cost', percent: 25 }]);
    expect(dearer.answer).toMatch(/profit of these products goes from \$[\d,]+ to \$[\d,]+ a week/);
    const forced = await tryIt([{ what: 'price', of: 'Bun 5', to: 3 }]);
    expect(forced.said).toMatch(/With the price you want, Bun 5 costs more than Baguette/);
    expect(forced.tables[0]?.find(([name]) => name === 'Bun 5')?.[2]).toBe('$3.00');
    const out = await tryIt([{ what: 'product', of: 'Cake Slice', off: true }]);
    expect(out.tables[0]?.some(([name]) => name === 'Cake Slice')).toBe(false);
  });

  test('what cannot be is said with what would make it possible, and nothing is kept', async () => {
    const before = (await newest()).plan.id;
    const { answer, said } = await ask({
      changes: [
        { what: 'price', of: 'Baguette', atMost: 2 },
        { what: 'margin', atLeast: 60 },
      ],
    });
    expect(answer).toBe('There is no plan that keeps every rule.');
    expect(said).toMatch(/Allow a margin on Baguette that is .* lower|Let Baguette keep its price/);
    expect((await newest()).plan.id).toBe(before);
  });

  test('no change allowed is no change', async () => {
    const { answer, result } = await ask({ maxChangePercent: 0 });
    expect(answer).toBe('Leave your prices as they are: you said that none may change.');
    expect(result.charts).toEqual([]);
  });

  test('what was told of a product counts more than its past', async () => {
    await database.inTenant(bakery.id, (tx) =>
      savePlanningSetting(tx, { key: 'elasticity:Pretzel', value: -3, saidBy: null }),
    );
    await database.inTenant(bakery.id, (tx) =>
      savePlanningSetting(tx, { key: 'price-endings', value: '00,50', saidBy: null }),
    );
    await ask({});
    const { basis, plan } = await newest();
    const pretzel = basis.products.find(({ name }) => name === 'Pretzel');
    expect(pretzel?.belief).toMatchObject({ how: 'said', mean: -3 });
    // The same column: what the solver found.
    const outcome = plan.outcome as {
      readonly plan: { readonly rows: readonly { changed: boolean; price: number }[] };
    };
    for (const { changed, price } of outcome.plan.rows) if (changed) expect((price * 2) % 1).toBe(0);
    expect(plan.expiresAt.toISOString().slice(0, 10) > TODAY).toBe(true);
  });
});
