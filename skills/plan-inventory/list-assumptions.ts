import type { PlanChange } from '../../src/contracts/plan.ts';
import type { RecordBook } from '../../src/records/read-record-book.ts';
import type { Assumption } from '../planning/plan-maker.ts';
import type { Changed } from './apply-changes.ts';
import type { Problem } from './build-problem.ts';
import { USUAL_LEAD_DAYS } from './choose-horizon.ts';
import { USUAL_MARGIN } from './price-shortage.ts';

/** Everything that was taken for granted, each with the words that would replace it. */
export function listAssumptions(parts: {
  readonly book: RecordBook;
  readonly room: Changed;
  readonly made: Problem;
  readonly changes: readonly PlanChange[];
  readonly weekly: boolean;
}): Assumption[] {
  const { book, room, made, changes, weekly } = parts;
  const { limits, items, suppliers } = room;
  const found: Assumption[] = [];
  if (items.some(({ stock }) => stock === undefined)) {
    found.push({ text: 'What nobody counted, lasts a week.', values: {} });
  }
  if (book.number('service-level') === null && !changes.some(({ what }) => what === 'service-level')) {
    found.push({
      text: 'What keeps should last until the next delivery in {{level}} of cases.',
      values: { level: percent(limits.serviceLevel) },
      setting: 'service-level',
      howToSay: 'we want to have everything in … percent of cases',
    });
  }
  if (book.number('holding-rate') === null) {
    found.push({
      text: 'Keeping goods costs {{rate}} of their value a year.',
      values: { rate: percent(limits.holdingRate) },
      setting: 'holding-rate',
      howToSay: 'keeping stock costs us … percent a year',
    });
  }
  const [priced] = made.assumedMargin;
  if (priced !== undefined) {
    found.push({
      text:
        made.assumedMargin.length === 1
          ? 'I know no price of what {{name}} goes into, so I count a margin of {{margin}}.'
          : 'For {{name}} and others I know no price of what they go into, so I count a margin of {{margin}}.',
      values: { name: priced, margin: percent(USUAL_MARGIN) },
    });
  }
  const uncosted = items.filter(({ cost }) => cost === undefined);
  if (uncosted[0]) {
    found.push({
      text: '{{name}} has no cost in your list; I count what your items cost in the middle.',
      values: { name: uncosted.map(({ name }) => name).join(', ') },
    });
  }
  const timed = new Set(suppliers.filter(({ leadDays }) => leadDays !== undefined).map(({ name }) => name));
  if (
    items.some(({ leadDays, supplier }) => leadDays === undefined && !(supplier !== undefined && timed.has(supplier)))
  ) {
    found.push({
      text: 'Where nobody says how long a delivery takes, it takes {{days}} day.',
      values: { days: { value: USUAL_LEAD_DAYS, unit: 'count' } },
    });
  }
  if (weekly) {
    found.push({ text: 'The plan counts in weeks: one delivery a week from each supplier.', values: {} });
  }
  const [fresh] = made.takenAsOrdered;
  if (fresh !== undefined) {
    found.push({
      text: 'Fresh goods for the days before the first delivery ({{names}}) are ordered already.',
      values: { names: made.takenAsOrdered.join(', ') },
    });
  }
  return found;
}

const percent = (value: number) => ({ value, unit: 'percent' as const });
