import { hasName } from '../read-clause.ts';
import { BUSY, COSTLY, counts, is, measured, PRICES, type Target, unitOf } from './target.ts';

const STORAGE =
  /\b(storage|storeroom|stockroom|store room|stock room|shel(f|ves)|fridges?|freezers?|cold room|cellar|warehouse|pantry|space to store|storage room)\b/;
const COUNTED =
  /\b(counted|count|found|in stock|on (the shelf|hand|the shelves)|left|there (is|are)|remaining|stock of|in the (fridge|freezer|store|stockroom)|threw|thrown|wasted|we (only )?(have|had|got)|have got)\b/;
const ORDERING = /\b(order|orders|ordering|buy|buying|get|reorder|re-order|purchase|bring in)\b/;
/** "Two crates left in the fridge" is stock, not the size of the fridge. */
const COUNTED_ONLY = /\b(left|counted|remaining)\b/;

/** What words can change of an order plan. First fit wins. */
export const ORDER_TARGETS: readonly Target[] = [
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
      measured(operation) &&
      unitOf(operation) !== 'money' &&
      STORAGE.test(shape) &&
      names.length === 0 &&
      !COUNTED_ONLY.test(shape)
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
      (/\b(suppliers?|deliver\w*|lead times?|arriv\w*|wholesaler)\b/.test(clause.shape) ||
        hasName(clause, 'supplier', 'item'))
        ? hasName(clause, 'supplier')
          ? 'statement'
          : 'what-if'
        : undefined,
  },
  {
    what: 'supplier',
    kinds: ['inventory'],
    of: ['supplier'],
    fits: (clause, operation) =>
      hasName(clause, 'supplier') && !hasName(clause, 'item') && is(operation, 'off', 'on') ? 'statement' : undefined,
  },
  {
    what: 'stock',
    kinds: ['inventory', 'pricing'],
    of: ['item', 'product'],
    prefer: 'number',
    fits: (clause, operation) =>
      counts(operation) &&
      COUNTED.test(clause.shape) &&
      !/\border\b/.test(clause.shape) &&
      hasName(clause, 'item', 'product')
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
      if (ORDERING.test(clause.shape) && hasName(clause, 'item'))
        return /^(order|buy|reorder)\b/.test(clause.shape) || is(operation, 'by') ? 'statement' : 'what-if';
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
      (/\b(orders?|ordering|stock|purchas\w+|buying|supplies|ingredients|suppliers)\b/.test(clause.shape) ||
        kind === 'inventory') &&
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
      if (
        /\b(costs?|costing|purchase price|buying price)\b/.test(clause.shape) &&
        kind !== 'budget' &&
        kind !== 'staffing'
      )
        return bought ? 'what-if' : kind === undefined ? undefined : 'thread';
      if (!COSTLY.test(clause.shape)) return undefined;
      if (bought && !(kind === undefined && hasName(clause, 'product'))) return 'what-if';
      return kind === 'inventory' && /\b(suppliers?|ingredients|goods|everything)\b/.test(clause.shape)
        ? 'thread'
        : undefined;
    },
  },
];
