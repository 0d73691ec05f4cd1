import { type Clause, hasName } from '../read-clause.ts';
import type { Operation } from '../read-operation.ts';
import { is, measured, type Target, unitOf } from './target.ts';

const SPENDING = /\b(spend\w*|money|budget|put|ads?|advert\w*|marketing|campaigns?|invest\w*)\b/;
/** A number without a currency that can only be money: "make it 3000". */
const isRoundSum = (clause: Clause, operation: Operation | undefined): boolean =>
  clause.days.length === 0 && operation !== undefined && 'value' in operation && Math.abs(operation.value) >= 20;

/** What words can change of a marketing plan. First fit wins. */
export const BUDGET_TARGETS: readonly Target[] = [
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
      if (is(operation, 'off', 'on', 'keep'))
        return kind === 'budget' || SPENDING.test(clause.shape) || kind === undefined
          ? is(operation, 'off')
            ? 'what-if'
            : 'thread'
          : undefined;
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
      if (kind === 'budget')
        return unitOf(operation) !== 'number' || SPENDING.test(clause.shape) || isRoundSum(clause, operation)
          ? 'thread'
          : undefined;
      const budget = /\b(ads?|ad|advert\w*|marketing)\b/.test(clause.shape) && /\bbudgets?\b/.test(clause.shape);
      return budget ? 'what-if' : undefined;
    },
  },
];
