import { describe, expect, it } from 'vitest';
import { findAlternatives } from '../../../src/engines/optimizer/model/find-alternatives.ts';
import { findShortage } from '../../../src/engines/optimizer/model/find-shortage.ts';
import { LinearModel } from '../../../src/engines/optimizer/model/linear-model.ts';
import { measureWorth } from '../../../src/engines/optimizer/model/measure-worth.ts';
import { listBindingLimits, priceLimits } from '../../../src/engines/optimizer/model/price-limits.ts';
import { hasPlan } from '../../../src/engines/optimizer/model/solution.ts';
import { solveModel } from '../../../src/engines/optimizer/model/solve-model.ts';

/** Chairs and tables: 30 and 50 of profit, 40 hours of carpentry, 50 of finishing. By hand: 20 and 10 make 1,100. */
function makeWorkshop({ integer = true, carpentry = 40 } = {}) {
  const model = new LinearModel('maximize');
  const chairs = model.addVariable({ name: 'chairs', cost: 30, integer });
  const tables = model.addVariable({ name: 'tables', cost: 50, integer });
  const wood = model.addRow({
    name: 'carpentry',
    upper: carpentry,
    terms: [
      [chairs, 1],
      [tables, 2],
    ],
  });
  const finish = model.addRow({
    name: 'finishing',
    upper: 50,
    terms: [
      [chairs, 2],
      [tables, 1],
    ],
  });
  return { model, chairs, tables, wood, finish };
}

function solved(model: LinearModel) {
  const solution = solveModel(model);
  if (!hasPlan(solution)) throw new Error(solution.status);
  return solution;
}

describe('solveModel', () => {
  it('finds and proves the best plan', () => {
    const solution = solved(makeWorkshop().model);
    expect(solution).toMatchObject({ status: 'optimal', objective: 1100, bound: 1100, gap: 0 });
    expect([...solution.values]).toEqual([20, 10]);
  });

  it('tells impossible from unlimited, with and without whole numbers', () => {
    for (const integer of [true, false]) {
      const { model, wood, finish } = makeWorkshop({ integer });
      model.setRowBounds(wood, 41, Infinity);
      model.setRowBounds(finish, -Infinity, 10);
      expect(solveModel(model).status).toBe('infeasible');
      model.setRowBounds(finish, 0, Infinity);
      expect(solveModel(model).status).toBe('unbounded');
    }
  });

  it('solves models without variables, without rows, and with rows that hold nothing', () => {
    const empty = new LinearModel();
    empty.offset = 7;
    expect(solveModel(empty)).toMatchObject({ status: 'optimal', objective: 7 });
    empty.addRow({ name: 'nothing is at least one', lower: 1, terms: [] });
    expect(solveModel(empty).status).toBe('infeasible');
    empty.addVariable({ name: 'x', lower: 2, upper: 1 });
    expect(solveModel(empty).status).toBe('infeasible');
  });

  it('ends with the best plan so far when it is stopped, and claims no more than is proven', () => {
    const model = makeHardKnapsack();
    let asked = 0;
    const progress: number[] = [];
    const solution = solveModel(model, {
      shouldStop: () => ++asked > 40,
      onProgress: ({ gap }) => progress.push(gap),
    });
    expect(solution.status).toBe('best-found');
    if (!hasPlan(solution)) return;
    expect(solution.bound).toBeGreaterThan(solution.objective);
    expect(progress.length).toBeGreaterThan(0);
    for (let row = 0; row < model.rowCount; row += 1) {
      expect(model.activityOf(row, solution.values)).toBeLessThanOrEqual(model.row(row).upper + 1e-6);
    }
  });

  it('refuses numbers that are none, by name', () => {
    const model = new LinearModel();
    expect(() => model.addVariable({ name: 'oat milk', cost: Number.NaN })).toThrow(/oat milk/);
    expect(() => model.addVariable({ name: 'oat milk', lower: Number.NaN })).toThrow(/oat milk/);
    const x = model.addVariable({ name: 'x' });
    expect(() => model.addRow({ name: 'storage', upper: 3, terms: [[x, Infinity]] })).toThrow(/storage/);
    expect(() => model.addRow({ name: 'storage', upper: 3, terms: [[x + 1, 1]] })).toThrow(/no variable 1/);
  });
});

describe('what a limit is worth', () => {
  it('prices the limits of a linear model as the textbook does', () => {
    // Duals by hand: y1 + 2·y2 = 30, 2·y1 + y2 = 50 → 70/3 and 10/3.
    const { model, wood, finish } = makeWorkshop({ integer: false });
    const { rows } = priceLimits(model, solved(model));
    expect(rows[wood]).toBeCloseTo(70 / 3, 9);
    expect(rows[finish]).toBeCloseTo(10 / 3, 9);
  });

  it('is measured by solving again, where whole numbers make steps', () => {
    // With 41 hours by enumeration: 19 chairs and 11 tables make 1,120.
    const { model, wood } = makeWorkshop();
    const solution = solved(model);
    const limits = listBindingLimits(model, solution, [wood]);
    expect(limits).toMatchObject([{ name: 'carpentry', side: 'upper', limit: 40 }]);
    expect(measureWorth(model, solution, limits)).toMatchObject([{ step: 1, gain: 20, least: 20, most: 20 }]);
  });
});

describe('findShortage', () => {
  it('gives the smallest change that makes a model possible', () => {
    const { model, chairs, wood, finish } = makeWorkshop();
    model.setBounds(chairs, 30, Infinity);
    const result = findShortage(model, [{ row: wood }, { row: finish }]);
    // 30 chairs take 60 of the 50 hours of finishing and fit the 40 of carpentry.
    expect(result).toMatchObject({
      found: true,
      proven: true,
      shortages: [{ name: 'finishing', side: 'upper', amount: 10 }],
    });
  });

  it('says when no soft limit helps', () => {
    const { model, chairs, wood, finish } = makeWorkshop();
    model.setBounds(chairs, 30, Infinity);
    expect(findShortage(model, [{ row: wood }])).toEqual({ found: false, reason: 'impossible' });
    model.setBounds(chairs, 0, Infinity);
    expect(findShortage(model, [{ row: finish }])).toMatchObject({ found: true, shortages: [] });
  });
});

describe('findAlternatives', () => {
  it('finds different plans within the given distance, and none that are not', () => {
    const model = new LinearModel('maximize');
    const picks = [100, 99.9, 99.8, 50].map((worth, index) => model.addBinary(`offer ${index}`, worth));
    model.addRow({ name: 'one offer', upper: 1, terms: picks.map((pick) => [pick, 1] as const) });
    const best = solved(model);
    const alternatives = findAlternatives(model, best, { choices: picks, count: 3 });
    expect(alternatives.map(({ objective }) => objective).sort()).toEqual([99.8, 99.9]);
    expect(alternatives.every(({ differences }) => differences === 2)).toBe(true);
  });
});

/** 60 offers under 8 budgets with pseudo-random worths: minutes to prove, a good plan at once. */
function makeHardKnapsack(): LinearModel {
  let state = 1;
  const draw = () => {
    state = (state * 16807) % 2147483647;
    return 10 + (90 * state) / 2147483647;
  };
  const model = new LinearModel('maximize');
  const picks = Array.from({ length: 60 }, (_, index) => model.addBinary(`offer ${index}`, draw()));
  for (let row = 0; row < 8; row += 1) {
    model.addRow({ name: `budget ${row}`, upper: 700, terms: picks.map((pick) => [pick, draw()] as const) });
  }
  return model;
}
