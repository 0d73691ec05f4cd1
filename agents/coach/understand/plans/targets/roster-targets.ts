import { STAFF_WORDS } from '../../ontology.ts';
import { hasName } from '../read-clause.ts';
import { saysAway } from '../read-operation.ts';
import { BUSY, counts, is, measured, type Target, unitOf } from './target.ts';

const PEOPLE = new RegExp(`${STAFF_WORDS.source}|\\b(?:nobody|somebody|someone|cover|heads|bodies|pairs? of hands)\\b`);
const SHIFT_WORDS =
  /\b(mornings?|afternoons?|evenings?|nights?|late|early|opening|closing|lunch\w*|breakfast|dinner|shifts?)\b/;

/** What words can change of a roster. First fit wins. */
export const ROSTER_TARGETS: readonly Target[] = [
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
      if (!none && !(counts(operation) || (unitOf(operation) === 'percent' && PEOPLE.test(shape) && !BUSY.test(shape))))
        return undefined;
      if (hasName(clause, 'item', 'product', 'supplier', 'ad-channel') && !hasName(clause, 'role')) return undefined;
      if (/\b(days?|weeks?|prices?|changes?|orders?|packs?|hours?)\b/.test(shape) && !hasName(clause, 'role'))
        return undefined;
      const placed = clause.days.length > 0 || hasName(clause, 'shift', 'location') || SHIFT_WORDS.test(shape);
      if (hasName(clause, 'role') || PEOPLE.test(shape))
        return placed && (is(operation, 'by') || none) ? 'statement' : 'what-if';
      return kind === 'staffing' ? 'thread' : placed && is(operation, 'by') ? 'what-if' : undefined;
    },
  },
];
