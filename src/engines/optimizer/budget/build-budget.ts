import type { Term } from '../model/linear-model.ts';
import { LinearModel } from '../model/linear-model.ts';
import type { BuiltModel } from '../model/optimization-model.ts';
import type { Line } from './response-curve.ts';
import { linesOf, resultAt, slopeAt } from './response-curve.ts';
import type { BudgetChannel, BudgetInput, BudgetLimitCode } from './types.ts';

/** Lines above each smooth curve to begin with; more are added where the plan comes to lie. */
const FIRST_LINES = 20;

/** Lines that touch closer together than this share of the spend are one: the error between goes with the square. */
const NEAREST = 1e-6;

/** One channel in one period. */
export interface BudgetCell {
  readonly channel: number;
  readonly period: number;
  readonly spend: number;
  /** Variable of the spend that is felt: with what lasts from before. The spend itself without carry-over. */
  readonly felt: number;
  /** Variable of the result; lies below every line of the curve. */
  readonly result: number;
  /** Most that can be felt here. */
  readonly most: number;
  /** Yes/no variable; -1 when the channel has no least spend. */
  readonly used: number;
  /** Where lines touch the curve so far. */
  readonly touched: number[];
}

/** A row that may give way when nothing is possible. */
export interface SoftRow {
  readonly row: number;
  readonly code: BudgetLimitCode;
  readonly id?: string;
  readonly penalty: number;
}

export interface BuiltBudget extends BuiltModel {
  readonly cells: readonly BudgetCell[];
  readonly soft: readonly SoftRow[];
}

/**
 * Results as variables under lines that touch the concave curves from above: the objective is a proven bound, and it
 * is exact where a line touches. Yes/no variables only for a least spend of used channels.
 */
export function buildBudget(input: BudgetInput): BuiltBudget {
  const model = new LinearModel('maximize');
  const { channels, periods = 1, aim = 'result' } = input;
  const soft: SoftRow[] = [];
  const cells = channels.flatMap((channel, index) => {
    const most = mostSpend(input, channel);
    const spends = Array.from({ length: periods }, (_, period) =>
      model.addVariable({
        name: `${channel.name} in period ${period + 1}`,
        upper: most,
        cost: aim === 'profit' ? -1 : 0,
      }),
    );
    const felt = addFelt(model, channel, spends, most);
    return spends.map((spend, period): BudgetCell => {
      const strength = channel.strength?.[period] ?? 1;
      const result = model.addVariable({
        name: `result of ${channel.name} in period ${period + 1}`,
        upper: resultAt(channel.curve, most),
        cost: (channel.value ?? 1) * strength,
      });
      const used = channel.minIfUsed ? model.addBinary(`${channel.name} used in period ${period + 1}`) : -1;
      return { channel: index, period, spend, felt: felt[period] ?? spend, result, most, used, touched: [] };
    });
  });
  for (const cell of cells) {
    const channel = channels[cell.channel];
    if (!channel) continue;
    addFirstLines(model, input, channel, cell);
    addCellLimits(model, input, channel, cell, soft);
  }
  addTotals(model, input, cells, soft);
  return { model, cells, soft };
}

/**
 * Adds to each of the models the line that touches the channel's curve at `felt`; false when there is one (nearly)
 * there. Curves given by points have all their lines already.
 */
export function addTouchingLine(
  models: readonly LinearModel[],
  input: BudgetInput,
  cell: BudgetCell,
  felt: number,
): boolean {
  const curve = input.channels[cell.channel]?.curve;
  if (!curve || curve.kind === 'points' || curve.kind === 'linear' || cell.most === 0) return false;
  const at = Math.max(felt, cell.most * 1e-9);
  if (cell.touched.some((known) => Math.abs(known - at) <= NEAREST * at)) return false;
  cell.touched.push(at);
  for (const model of models) addLine(model, cell, touchAt(curve, at), resultAt(curve, 0));
  return true;
}

/** Limits change in bounds only, so nothing in the model needs to reach beyond this. */
function mostSpend({ total, maxChange, periodMax }: BudgetInput, channel: BudgetChannel): number {
  const { max = Infinity, maxTotal = Infinity, min = 0, minTotal = 0, current = 0 } = channel;
  const byChange = maxChange === undefined ? Infinity : current * (1 + maxChange);
  const byPeriod = periodMax ? Math.max(...periodMax) : Infinity;
  // Minimums above the rest are impossible; the room for them lets the solver say by how much.
  return Math.max(Math.min(total, max, maxTotal, byChange, byPeriod), min, minTotal, channel.minIfUsed ?? 0);
}

/**
 * felt = (1 − c) · spend + c · felt before. The first period follows the last: the plan is judged as if it went on
 * and on, so that late spend is not worth less for ending with the plan.
 */
function addFelt(
  model: LinearModel,
  channel: BudgetChannel,
  spends: readonly number[],
  most: number,
): readonly number[] {
  const { carryOver = 0 } = channel;
  if (carryOver === 0 || spends.length === 1) return spends;
  const felt = spends.map(() => model.addVariable({ name: `${channel.name} felt`, upper: most }));
  felt.forEach((variable, period) => {
    const before = felt.at(period - 1) ?? variable;
    const spend = spends[period] ?? variable;
    const terms: Term[] = [
      [variable, 1],
      [spend, carryOver - 1],
      [before, -carryOver],
    ];
    model.addRow({ name: `${channel.name} felt`, lower: 0, upper: 0, terms });
  });
  return felt;
}

function addFirstLines(model: LinearModel, input: BudgetInput, { curve }: BudgetChannel, cell: BudgetCell): void {
  const { most } = cell;
  if (curve.kind === 'points') {
    const start = resultAt(curve, 0);
    for (const line of linesOf(curve.points)) if (line.from <= most) addLine(model, cell, line, start);
  } else if (curve.kind === 'linear') {
    addLine(model, cell, { slope: curve.perUnit, start: 0 }, 0);
  } else {
    // Closer together where curves bend most.
    for (let i = 0; i < FIRST_LINES; i += 1)
      addTouchingLine([model], input, cell, most * ((i + 0.5) / FIRST_LINES) ** 2);
  }
}

function touchAt(curve: BudgetChannel['curve'], x: number): Pick<Line, 'slope' | 'start'> {
  const slope = slopeAt(curve, x);
  return { slope, start: resultAt(curve, x) - slope * x };
}

/**
 * result ≤ start + slope · felt; where a yes/no variable says whether anything is spent, start counts only then (the
 * perspective form of Günlük & Linderoth 2010: far tighter, and the same plans).
 */
function addLine(
  model: LinearModel,
  { result, felt, spend, used }: BudgetCell,
  { slope, start }: Pick<Line, 'slope' | 'start'>,
  unspent: number,
): void {
  const terms: Term[] = [
    [result, 1],
    [felt, -slope],
  ];
  if (used >= 0 && felt === spend)
    model.addRow({ name: 'response', upper: unspent, terms: [...terms, [used, unspent - start]] });
  else model.addRow({ name: 'response', upper: start, terms });
}

function addCellLimits(
  model: LinearModel,
  input: BudgetInput,
  channel: BudgetChannel,
  cell: BudgetCell,
  soft: SoftRow[],
): void {
  const { name, id, min = 0, max, minIfUsed = 0, current } = channel;
  const { spend, used, most } = cell;
  const add = (code: BudgetLimitCode, bounds: { lower?: number; upper?: number }, terms: Term[]) => {
    soft.push({ row: model.addRow({ name: `${code} of ${name}`, ...bounds, terms }), code, id, penalty: 1 });
  };
  if (min > 0) add('min', { lower: min }, [[spend, 1]]);
  if (max !== undefined && max < most) add('max', { upper: max }, [[spend, 1]]);
  if (used >= 0) {
    model.addRow({
      name: `${name} used`,
      upper: 0,
      terms: [
        [spend, 1],
        [used, -most],
      ],
    });
    add('minIfUsed', { lower: 0 }, [
      [spend, 1],
      [used, -minIfUsed],
    ]);
  }
  const { maxChange } = input;
  if (maxChange === undefined || current === undefined) return;
  add('maxChange', { lower: current * (1 - maxChange), upper: current * (1 + maxChange) }, [[spend, 1]]);
}

function addTotals(model: LinearModel, input: BudgetInput, cells: readonly BudgetCell[], soft: SoftRow[]): void {
  const { channels, total, leastTotal = 0, periodMax = [], spendLimits = [] } = input;
  const add = (
    code: BudgetLimitCode,
    bounds: { lower?: number; upper?: number },
    terms: Term[],
    id?: string,
    penalty = 1,
  ) => {
    if (terms.length === 0 && (bounds.lower ?? 0) <= 0) return;
    soft.push({ row: model.addRow({ name: id ? `${code} of ${id}` : code, ...bounds, terms }), code, id, penalty });
  };
  const sum = (chosen: readonly BudgetCell[]) => chosen.map(({ spend }): Term => [spend, 1]);
  // A little cheaper than anything else that could give way, so that one sentence says what is missing.
  add('total', { upper: total }, sum(cells), undefined, 0.999);
  if (leastTotal > 0) add('leastTotal', { lower: leastTotal }, sum(cells));
  periodMax.forEach((most, period) => {
    add('periodMax', { upper: most }, sum(cells.filter((cell) => cell.period === period)), String(period + 1));
  });
  channels.forEach(({ id, minTotal, maxTotal }, index) => {
    const own = sum(cells.filter(({ channel }) => channel === index));
    if (minTotal !== undefined) add('minTotal', { lower: minTotal }, own, id);
    if (maxTotal !== undefined) add('maxTotal', { upper: maxTotal }, own, id);
  });
  for (const { id, min, max, perUnit } of spendLimits) {
    const value = new Map(perUnit.map((each) => [each.channelId, each.value]));
    const terms = cells.map(({ spend, channel }): Term => [spend, value.get(channels[channel]?.id ?? '') ?? 0]);
    // In money: what a unit of the limit costs at most, so that it is weighed like the other limits.
    const dearest = Math.max(...perUnit.map((each) => Math.abs(each.value)), 1e-9);
    if (min !== undefined) add('spendLimitMin', { lower: min }, terms, id, 1 / dearest);
    if (max !== undefined) add('spendLimitMax', { upper: max }, terms, id, 1 / dearest);
  }
}
