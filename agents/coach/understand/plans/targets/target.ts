import type { ChangeTarget, PlanKind } from '../../../../../src/contracts/plan.ts';
import type { PlanNameKind } from '../name-index.ts';
import type { Clause } from '../read-clause.ts';
import type { Operation, Unit } from '../read-operation.ts';

/** How sure a clause is about a target: in a thread about such a plan, after "what if", or said out of nowhere. */
export type Strength = 'thread' | 'what-if' | 'statement';

/** Something of a plan that a clause can change, and the signs of it. */
export interface Target {
  readonly what: ChangeTarget;
  /** Plans it belongs to, the likeliest first. */
  readonly kinds: readonly PlanKind[];
  /** What it can be of, the likeliest first. */
  readonly of: readonly PlanNameKind[];
  /** Which number counts. */
  readonly prefer?: Unit;
  /** A limit in itself: "at most" and "at least" say what it becomes. */
  readonly limit?: boolean;
  readonly fits: (clause: Clause, operation: Operation | undefined, kind: PlanKind | undefined) => Strength | undefined;
}

/** Is it a plain number of something? */
export const counts = (operation: Operation | undefined): boolean =>
  operation !== undefined && 'value' in operation && operation.unit === 'number';
/** What its number counts. */
export const unitOf = (operation: Operation | undefined): Unit | undefined =>
  operation !== undefined && 'unit' in operation ? operation.unit : undefined;
/** Is it one of these operations? */
export const is = (operation: Operation | undefined, ...kinds: readonly Operation['kind'][]): boolean =>
  operation !== undefined && kinds.includes(operation.kind);
/** Is there a number at all? */
export const measured = (operation: Operation | undefined): boolean => unitOf(operation) !== undefined;

/** Words of what is charged. */
export const PRICES = /\b(pric\w+|charg\w+|cents?|sell for|cost customers)\b/;
/** Words of how much is sold. */
export const BUSY =
  /\b(demand|sales|sell|sold|selling|customers|guests|visitors|footfall|busier|quieter|orders come|trade|business|covers)\b/;
/** Words of what something costs, or of its going up and down. */
export const COSTLY =
  /\b(costs?|costing|dearer|expensive|cheaper|purchase price|buying price|pric\w+|goes? up|go(es)? down|went up|rises?|up|down|falls?|drops?)\b/;
