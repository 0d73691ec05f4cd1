import { dayNumber } from '../../src/calendar/civil-day.ts';
import type { ChangeTarget, PlanChange } from '../../src/contracts/plan.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';

/** What a change is called, and how its amounts are written. */
const TARGETS: Readonly<
  Record<ChangeTarget, { readonly name: string; readonly unit: 'currency' | 'count' | 'percent' }>
> = {
  storage: { name: 'storage', unit: 'count' },
  'order-budget': { name: 'money for orders', unit: 'currency' },
  demand: { name: 'demand', unit: 'count' },
  cost: { name: 'cost', unit: 'currency' },
  stock: { name: 'stock', unit: 'count' },
  order: { name: 'order', unit: 'count' },
  'lead-time': { name: 'days to delivery', unit: 'count' },
  'service-level': { name: 'share of demand to be met', unit: 'percent' },
  supplier: { name: 'supplier', unit: 'count' },
  item: { name: 'item', unit: 'count' },
  cover: { name: 'people wanted', unit: 'count' },
  person: { name: 'shifts', unit: 'count' },
  hours: { name: 'hours a week', unit: 'count' },
  wage: { name: 'wages', unit: 'currency' },
  price: { name: 'price', unit: 'currency' },
  'max-change': { name: 'largest change', unit: 'percent' },
  'number-of-changes': { name: 'number of changes', unit: 'count' },
  margin: { name: 'margin', unit: 'percent' },
  product: { name: 'product', unit: 'count' },
  elasticity: { name: 'change of sales for each percent on the price', unit: 'count' },
  total: { name: 'budget', unit: 'currency' },
  spend: { name: 'spend', unit: 'currency' },
  'result-value': { name: 'worth of one result', unit: 'currency' },
};

const WEEKDAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];
const SOURCE = { kind: 'asked' } as const;

/** A change in words, as a template: "storage {{f1}} less", "Ana off on {{f2}}". */
export function sayChange(book: FactBook, change: PlanChange, when = sayWhen(book, [change])): string {
  const { name, unit } = TARGETS[change.what];
  const of = change.of === undefined ? '' : book.name(change.of);
  const place = [
    change.role && book.name(change.role),
    change.shift && book.name(change.shift),
    change.location && `at ${book.name(change.location)}`,
    when,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  const subject =
    change.what === 'person' || change.what === 'supplier' || change.what === 'item' || change.what === 'product'
      ? of || name
      : `${of}${of ? ' ' : ''}${name}`;
  if (change.what === 'cover' && change.by !== undefined && change.by !== 0) {
    const people = book.count('People', Math.abs(change.by), { source: SOURCE });
    return `${people} ${change.by < 0 ? 'fewer' : 'more'}${place === '' ? '' : ` ${place}`}`;
  }
  const said = sayAmount(book, change, unit, change.of ?? name);
  return [subject, said, place].filter((part) => part !== '').join(' ');
}

function sayAmount(
  book: FactBook,
  { what, off, percent, by, to, atMost, atLeast }: PlanChange,
  unit: 'currency' | 'count' | 'percent',
  label: string,
): string {
  const write = (value: number) =>
    unit === 'percent'
      ? book.percent(label, value / 100, { source: SOURCE })
      : book.metric({ label, unit }, value, { source: SOURCE });
  if (off === true) return what === 'person' ? 'off' : 'left out';
  if (what === 'person' && (to ?? by ?? 0) > 0) return 'at work';
  if (off === false) return 'back in';
  if (percent !== undefined)
    return `${book.percent(label, Math.abs(percent) / 100, { source: SOURCE })} ${percent < 0 ? 'less' : 'more'}`;
  if (by === 0) return 'as it is';
  if (by !== undefined) return `${write(Math.abs(by))} ${by < 0 ? 'less' : 'more'}`;
  if (to !== undefined) return `at ${write(to)}`;
  return [
    atLeast === undefined ? undefined : `at least ${write(atLeast)}`,
    atMost === undefined ? undefined : `at most ${write(atMost)}`,
  ]
    .filter((part) => part !== undefined)
    .join(' and ');
}

/** "on Fri, Nov 27", "from Nov 30 to Dec 4", "on Mondays and Tuesdays"; '' where no day was named. */
function sayWhen(book: FactBook, changes: readonly PlanChange[]): string {
  const days = changes.flatMap(({ day }) => day ?? []).sort();
  const weekdays = changes.flatMap(({ weekday }) => weekday ?? []).sort((a, b) => a - b);
  const [first, last] = [days[0], days.at(-1)];
  if (first && last && days.length >= SHORTEST_RUN && dayNumber(last) - dayNumber(first) === days.length - 1)
    return `on ${book.period('Days of the change', { start: first, end: last }, SOURCE)}`;
  const named = [
    ...days.map((day) => book.date('Day of the change', day, { weekday: true })),
    ...weekdays.map((weekday) => WEEKDAYS[weekday] ?? ''),
  ];
  return named.length === 0 ? '' : `on ${AND.format(named)}`;
}

const SHORTEST_RUN = 3;
const AND = new Intl.ListFormat('en', { type: 'conjunction' });

/** All changes in force, as one sentence; null when there are none. The same on several days is said once. */
export function sayChanges(
  book: FactBook,
  changes: readonly PlanChange[],
  opening = 'This plan is made with',
): string | null {
  if (changes.length === 0) return null;
  const alike = Map.groupBy(changes, ({ day, weekday, ...rest }) => JSON.stringify(rest));
  const said = [...alike.values()].flatMap((group) => {
    const [first] = group;
    return first ? [sayChange(book, first, sayWhen(book, group))] : [];
  });
  return `${opening}: ${said.join('; ')}.`;
}
