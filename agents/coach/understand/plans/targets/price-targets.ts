import { hasName } from '../read-clause.ts';
import { COSTLY, counts, is, measured, PRICES, type Target, unitOf } from './target.ts';

/** What words can change of a price plan. First fit wins. */
export const PRICE_TARGETS: readonly Target[] = [
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
      measured(operation) &&
      /\b(elasticit\w+|price[- ]sensitive|(customers|guests|people) (mind|react|care))\b/.test(shape)
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
      (/\bNUM (price )?changes?\b|\bNUM (of the )?(prices|products)\b|\bchange (only |just |at most |no more than )?NUM\b/.test(
        shape,
      ) ||
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
      if (moving && limited && (PRICES.test(shape) || kind !== undefined))
        return kind === undefined ? 'what-if' : 'thread';
      return kind === 'pricing' &&
        (is(operation, 'at-most') ||
          ((is(operation, 'to') || moving) && !COSTLY.test(shape.replace(/\bprices?\b/g, ''))))
        ? 'thread'
        : undefined;
    },
  },
  {
    what: 'price',
    kinds: ['pricing'],
    of: ['product'],
    prefer: 'money',
    fits: (clause, operation, kind) => {
      const product = hasName(clause, 'product');
      if (is(operation, 'keep'))
        return product
          ? PRICES.test(clause.shape)
            ? 'statement'
            : kind === 'pricing'
              ? 'thread'
              : undefined
          : undefined;
      if (!measured(operation) || hasName(clause, 'ad-channel')) return undefined;
      const limit = is(operation, 'at-most', 'at-least', 'between');
      if (
        product &&
        limit &&
        unitOf(operation) !== 'percent' &&
        (unitOf(operation) === 'money' || PRICES.test(clause.shape) || kind === 'pricing')
      )
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
];
