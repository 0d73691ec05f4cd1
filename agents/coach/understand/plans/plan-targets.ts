import type { ChangeTarget, PlanKind } from '../../../../src/contracts/plan.ts';
import { STAFF_WORDS } from '../ontology.ts';
import type { PlanNameKind } from './name-index.ts';
import { type Clause, hasName } from './read-clause.ts';
import { type Operation, saysAway, type Unit } from './read-operation.ts';

/** How sure a clause is about a target: in a thread about such a plan, after "what if", or said out of nowhere. */
export type Strength = 'thread' | 'what-if' | 'statement';

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

const counts = (operation: Operation | undefined): boolean =>
  operation !== undefined && 'value' in operation && operation.unit === 'number';
const unitOf = (operation: Operation | undefined): Unit | undefined =>
  operation !== undefined && 'unit' in operation ? operation.unit : undefined;
/** A number without a currency that can only be money: "make it 3000". */
const isRoundSum = (clause: Clause, operation: Operation | undefined): boolean =>
  clause.days.length === 0 && operation !== undefined && 'value' in operation && Math.abs(operation.value) >= 20;
const is = (operation: Operation | undefined, ...kinds: readonly Operation['kind'][]): boolean =>
  operation !== undefined && kinds.includes(operation.kind);
const measured = (operation: Operation | undefined): boolean => unitOf(operation) !== undefined;

const STORAGE = /\b(storage|storeroom|stockroom|store room|stock room|shel(f|ves)|fridges?|freezers?|cold room|cellar|warehouse|pantry|space to store|storage room)\b/;
const BUSY = /\b(demand|sales|sell|sold|selling|customers|guests|visitors|footfall|busier|quieter|orders come|trade|business|covers)\b/;
const COSTLY = /\b(costs?|costing|dearer|expensive|cheaper|purchase price|buying price|pric\w+|goes? up|go(es)? down|went up|rises?|up|down|falls?|drops?)\b/;
const COUNTED = /\b(counted|count|in stock|on (the shelf|hand|the shelves)|left|there (is|are)|remaining|stock of|in the (fridge|freezer|store|stockroom)|threw|thrown|wasted|we (only )?(have|had|got)|have got)\b/;
const ORDERING = /\b(order|orders|ordering|buy|buying|get|reorder|re-order|purchase|bring in)\b/;
const PRICES = /\b(pric\w+|charg\w+|cents?|sell for|cost customers)\b/;
const SPENDING = /\b(spend\w*|money|budget|put|ads?|advert\w*|marketing|campaigns?|invest\w*)\b/;
const PEOPLE = new RegExp(`${STAFF_WORDS.source}|\\b(?:nobody|somebody|someone|cover|heads|bodies|pairs? of hands)\\b`);

/** Everything of a plan that words can change, told apart by what is named, the words and the number. First fit wins. */
export const TARGETS: readonly Target[] = [
  // Rosters.
  {
    what: 'hours',
    kinds: ['staffing'],
    of: ['employee'],
    fits: (clause, operation) => {
      const { shape } = clause;
      const timed = /\bNUM\b[^,]{0,12}\b(hours?|hrs?|h)\b/.test(shape) && !/\b(orders?|an|per) hour\b/.test(shape);
      if (!counts(operation) || !timed) return undefined;
      if (hasName(clause, 'employee')) return 'statement';
      return /\b(each|every|everyone|everybody|anyone|anybody|nobody|person|people|staff|week)\b/.test(shape)
        ? 'what-if'
        : 'thread';
    },
  },
  {
    what: 'wage',
    kinds: ['staffing'],
    of: ['employee', 'role'],
    fits: ({ shape }, operation, kind) =>
      measured(operation) && /\b(wages?|pay|salar\w+|an hour|hourly)\b/.test(shape) && kind === 'staffing'
        ? 'thread'
        : undefined,
  },
  {
    what: 'person',
    kinds: ['staffing'],
    of: ['employee'],
    fits: (clause, operation) => {
      if (!hasName(clause, 'employee')) return undefined;
      if (is(operation, 'off', 'on') || saysAway(clause.shape)) return 'statement';
      return is(operation, 'must') && (clause.days.length > 0 || hasName(clause, 'shift')) ? 'what-if' : undefined;
    },
  },
  {
    what: 'cover',
    kinds: ['staffing'],
    of: [],
    fits: (clause, operation, kind) => {
      const { shape } = clause;
      const none = /\bnobody\b/.test(shape);
      if (!none && !(counts(operation) || (unitOf(operation) === 'percent' && PEOPLE.test(shape) && !BUSY.test(shape)))) return undefined;
      if (hasName(clause, 'item', 'product', 'supplier', 'ad-channel') && !hasName(clause, 'role')) return undefined;
      if (/\b(days?|weeks?|prices?|changes?|orders?|packs?|hours?)\b/.test(shape) && !hasName(clause, 'role')) return undefined;
      const placed = clause.days.length > 0 || hasName(clause, 'shift', 'location') || SHIFT_WORDS.test(shape);
      if (hasName(clause, 'role') || PEOPLE.test(shape)) return placed && (is(operation, 'by') || none) ? 'statement' : 'what-if';
      return kind === 'staffing' ? 'thread' : placed && is(operation, 'by') ? 'what-if' : undefined;
    },
  },
  // Orders.
  {
    what: 'service-level',
    kinds: ['inventory'],
    of: [],
    limit: true,
    prefer: 'percent',
    fits: ({ shape }, operation) =>
      unitOf(operation) === 'percent' && /\b(service level|in stock|available|availability|never run out)\b/.test(shape)
        ? 'what-if'
        : undefined,
  },
  {
    what: 'storage',
    kinds: ['inventory'],
    of: [],
    limit: true,
    fits: ({ shape, names }, operation) =>
      measured(operation) && unitOf(operation) !== 'money' && STORAGE.test(shape) && names.length === 0 && !COUNTED_ONLY.test(shape)
        ? 'what-if'
        : undefined,
  },
  {
    what: 'lead-time',
    kinds: ['inventory'],
    of: ['supplier', 'item'],
    limit: true,
    prefer: 'number',
    fits: (clause, operation) =>
      counts(operation) &&
      /\bNUM( more| fewer| less)? (days?|weeks?)\b/.test(clause.shape) &&
      (/\b(suppliers?|deliver\w*|lead times?|arriv\w*|wholesaler)\b/.test(clause.shape) || hasName(clause, 'supplier', 'item'))
        ? hasName(clause, 'supplier')
          ? 'statement'
          : 'what-if'
        : undefined,
  },
  {
    what: 'supplier',
    kinds: ['inventory'],
    of: ['supplier'],
    fits: (clause, operation) => (hasName(clause, 'supplier') && is(operation, 'off', 'on') ? 'statement' : undefined),
  },
  {
    what: 'stock',
    kinds: ['inventory', 'pricing'],
    of: ['item', 'product'],
    prefer: 'number',
    fits: (clause, operation) =>
      counts(operation) && COUNTED.test(clause.shape) && !/\border\b/.test(clause.shape) && hasName(clause, 'item', 'product')
        ? hasName(clause, 'item')
          ? 'statement'
          : 'what-if'
        : undefined,
  },
  {
    what: 'demand',
    kinds: ['inventory', 'staffing', 'pricing'],
    of: ['product', 'item'],
    prefer: 'percent',
    fits: ({ shape }, operation, kind) =>
      unitOf(operation) === 'percent' && BUSY.test(shape) && !PRICES.test(shape)
        ? /\bdemand\b/.test(shape)
          ? 'what-if'
          : kind === undefined || kind === 'budget'
            ? undefined
            : 'thread'
        : undefined,
  },
  {
    what: 'order',
    kinds: ['inventory'],
    of: ['item', 'product'],
    prefer: 'number',
    fits: (clause, operation, kind) => {
      if (!hasName(clause, 'item', 'product')) return undefined;
      if (unitOf(operation) === 'percent')
        return kind === 'inventory' && !COSTLY.test(clause.shape) ? 'thread' : undefined;
      if (!counts(operation)) return undefined;
      if (ORDERING.test(clause.shape) && hasName(clause, 'item')) return /^(order|buy|reorder)\b/.test(clause.shape) || is(operation, 'by') ? 'statement' : 'what-if';
      return kind === 'inventory' ? 'thread' : undefined;
    },
  },
  {
    what: 'order-budget',
    kinds: ['inventory'],
    of: [],
    limit: true,
    prefer: 'money',
    fits: (clause, operation, kind) =>
      unitOf(operation) !== undefined &&
      !hasName(clause, 'item', 'supplier', 'ad-channel') &&
      !/\b(ads?|advert\w*|marketing)\b/.test(clause.shape) &&
      (/\b(orders?|ordering|stock|purchas\w+|buying|supplies|ingredients|suppliers)\b/.test(clause.shape) || kind === 'inventory') &&
      (/\b(budget|spend\w*|money|cash)\b/.test(clause.shape) || (kind === 'inventory' && unitOf(operation) === 'money'))
        ? 'what-if'
        : undefined,
  },
  {
    what: 'item',
    kinds: ['inventory'],
    of: ['item'],
    fits: (clause, operation, kind) =>
      hasName(clause, 'item') && is(operation, 'off', 'on')
        ? kind === 'inventory' || (kind === undefined && !hasName(clause, 'product'))
          ? 'what-if'
          : undefined
        : undefined,
  },
  {
    what: 'cost',
    kinds: ['inventory', 'pricing'],
    of: ['item', 'product', 'supplier'],
    fits: (clause, operation, kind) => {
      const paid = /\bcosts? (us|me)\b|\bcost price\b/.test(clause.shape);
      if (!measured(operation) || (unitOf(operation) === 'number' && !paid)) return undefined;
      const bought = hasName(clause, 'item', 'supplier') && !(kind === 'pricing' && hasName(clause, 'product'));
      if (/\b(costs?|costing|purchase price|buying price)\b/.test(clause.shape) && kind !== 'budget' && kind !== 'staffing')
        return bought ? 'what-if' : kind === undefined ? undefined : 'thread';
      if (!COSTLY.test(clause.shape)) return undefined;
      if (bought && !(kind === undefined && hasName(clause, 'product'))) return 'what-if';
      return kind === 'inventory' && /\b(suppliers?|ingredients|goods|everything)\b/.test(clause.shape) ? 'thread' : undefined;
    },
  },
  // Prices.
  {
    what: 'margin',
    kinds: ['pricing'],
    of: ['product'],
    limit: true,
    prefer: 'percent',
    fits: ({ shape }, operation, kind) =>
      unitOf(operation) === 'percent' && /\bmargins?\b/.test(shape) && kind === 'pricing' ? 'thread' : undefined,
  },
  {
    what: 'elasticity',
    kinds: ['pricing'],
    of: ['product'],
    fits: ({ shape }, operation, kind) =>
      measured(operation) && /\b(elasticit\w+|price[- ]sensitive|(customers|guests|people) (mind|react|care))\b/.test(shape)
        ? kind === 'pricing'
          ? 'thread'
          : 'what-if'
        : undefined,
  },
  {
    what: 'number-of-changes',
    kinds: ['pricing'],
    of: [],
    limit: true,
    prefer: 'number',
    fits: ({ shape, names }, operation, kind) =>
      counts(operation) &&
      names.length === 0 &&
      (/\bNUM (price )?changes?\b|\bNUM (of the )?(prices|products)\b|\bchange (only |just |at most |no more than )?NUM\b/.test(shape) ||
        (kind === 'pricing' && /\b(change|touch|move)\b/.test(shape)))
        ? 'what-if'
        : undefined,
  },
  {
    what: 'max-change',
    kinds: ['pricing', 'budget'],
    of: [],
    limit: true,
    prefer: 'percent',
    fits: ({ shape, names }, operation, kind) => {
      if (unitOf(operation) !== 'percent' || names.length > 0) return undefined;
      const moving = /\b(changes?|moves?|steps?|chang\w+|moving|shift\w*|any (one )?(price|channel))\b/.test(shape);
      const limited = is(operation, 'at-most') || /\b(only|just|max\w*|limit\w*|biggest|largest)\b/.test(shape);
      if (moving && limited && (PRICES.test(shape) || kind !== undefined)) return kind === undefined ? 'what-if' : 'thread';
      return kind === 'pricing' && (is(operation, 'at-most') || ((is(operation, 'to') || moving) && !COSTLY.test(shape.replace(/\bprices?\b/g, '')))) ? 'thread' : undefined;
    },
  },
  {
    what: 'price',
    kinds: ['pricing'],
    of: ['product'],
    prefer: 'money',
    fits: (clause, operation, kind) => {
      const product = hasName(clause, 'product');
      if (is(operation, 'keep')) return product ? (PRICES.test(clause.shape) ? 'statement' : kind === 'pricing' ? 'thread' : undefined) : undefined;
      if (!measured(operation) || hasName(clause, 'ad-channel')) return undefined;
      const limit = is(operation, 'at-most', 'at-least', 'between');
      if (product && limit && unitOf(operation) !== 'percent' && (unitOf(operation) === 'money' || PRICES.test(clause.shape) || kind === 'pricing'))
        return /^(keep|hold|leave|price)\b/.test(clause.shape) ? 'statement' : 'what-if';
      if (kind !== 'pricing') return undefined;
      return product || PRICES.test(clause.shape) || (limit && unitOf(operation) === 'money') ? 'thread' : undefined;
    },
  },
  {
    what: 'product',
    kinds: ['pricing'],
    of: ['product'],
    fits: (clause, operation, kind) =>
      hasName(clause, 'product') && is(operation, 'off', 'on') && kind === 'pricing' ? 'thread' : undefined,
  },
  // Marketing money.
  {
    what: 'result-value',
    kinds: ['budget'],
    of: [],
    limit: true,
    prefer: 'money',
    fits: ({ shape }, operation) =>
      unitOf(operation) === 'money' && /\b(worth|value of (a|one|each))\b/.test(shape) ? 'what-if' : undefined,
  },
  {
    what: 'spend',
    kinds: ['budget'],
    of: ['ad-channel'],
    prefer: 'money',
    fits: (clause, operation, kind) => {
      if (!hasName(clause, 'ad-channel')) return undefined;
      if (is(operation, 'off', 'on', 'keep')) return kind === 'budget' || SPENDING.test(clause.shape) || kind === undefined ? (is(operation, 'off') ? 'what-if' : 'thread') : undefined;
      if (!measured(operation)) return undefined;
      if (kind === 'budget') return 'thread';
      return is(operation, 'at-most', 'at-least', 'between') && unitOf(operation) === 'money' ? 'statement' : 'what-if';
    },
  },
  {
    what: 'total',
    kinds: ['budget'],
    of: [],
    limit: true,
    prefer: 'money',
    fits: (clause, operation, kind) => {
      if (!measured(operation) || hasName(clause, 'ad-channel', 'item', 'product', 'employee')) return undefined;
      if (kind === 'budget') return unitOf(operation) !== 'number' || SPENDING.test(clause.shape) || isRoundSum(clause, operation) ? 'thread' : undefined;
      const budget = /\b(ads?|ad|advert\w*|marketing)\b/.test(clause.shape) && /\bbudgets?\b/.test(clause.shape);
      return budget ? 'what-if' : undefined;
    },
  },
];

const SHIFT_WORDS = /\b(mornings?|afternoons?|evenings?|nights?|late|early|opening|closing|lunch\w*|breakfast|dinner|shifts?)\b/;
/** "Two crates left in the fridge" is stock, not the size of the fridge. */
const COUNTED_ONLY = /\b(left|counted|remaining)\b/;
