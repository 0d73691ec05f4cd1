import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MadePlan } from '../planning/plan-maker.ts';
import { countCost } from './count-cost.ts';
import { firstArrival } from './first-arrival.ts';
import type { InventoryBasis } from './inventory-basis.ts';
import { EXPECTED, joinWords, writeMoney, writeQuantity } from './write-quantity.ts';

type Made = MadePlan<'inventory', InventoryBasis>;

/** What runs out whatever is ordered, because nothing can arrive in time; null when nothing does. */
export function sayUnavoidable(book: FactBook, made: Made): string | null {
  const { problem, basis, outcome } = made;
  const short = outcome.plan.items.flatMap((own, at) => {
    const item = basis.items[at];
    const entry = problem.items[at];
    if (!item || !entry) return [];
    const arrival = firstArrival(problem, entry);
    const early = own.lost.slice(0, arrival);
    const units = early.reduce((sum, lost) => sum + lost, 0);
    const first = basis.dates[early.findIndex((lost) => lost > 1e-6)];
    return first === undefined || units < 0.05 ? [] : [{ item, first, units, there: basis.dates[arrival] ?? null }];
  });
  const [worst] = short.sort((a, b) => (a.first < b.first ? -1 : 1));
  if (!worst) return null;
  const names = short.map(({ item }) => book.name(item.name));
  const day = book.date('Runs out', worst.first, { weekday: true });
  const missing = writeQuantity(book, worst.item, Math.max(0.1, worst.units), EXPECTED);
  const there = worst.there === null ? '' : ` before ${book.date('First delivery', worst.there, { weekday: true })}`;
  if (short.length === 1) {
    return `${names[0]} runs out on ${day} whatever you order: about ${missing} will be missing, because nothing can arrive${there}.`;
  }
  return `${joinWords(names.slice(0, 4))}${names.length > 4 ? ' and others' : ''} run out before anything can arrive, ${names[0]} first, on ${day} (about ${missing} missing). A quick trip to a shop helps.`;
}

/** Share of an item's use that may be missing before it is spoken of. */
const WORTH_SAYING = 0.005;

/** Where sales are lost that an order could have saved: cheaper to lose than to save. */
export function sayShort(book: FactBook, { problem, outcome, basis }: Made): SectionTemplate[] {
  const lost = outcome.plan.items.flatMap((own, at) => {
    const item = basis.items[at];
    const entry = problem.items[at];
    const units = own.lost.slice(entry ? firstArrival(problem, entry) : 0).reduce((sum, value) => sum + value, 0);
    const wanted = entry?.demand.reduce((sum, value) => sum + value, 0) ?? 0;
    return item && units > Math.max(0.05, WORTH_SAYING * wanted) ? [{ item, units }] : [];
  });
  if (lost.length === 0) return [];
  const said = lost
    .slice(0, 3)
    .map(({ item, units }) => `${writeQuantity(book, item, units)} of ${book.name(item.name)}`);
  const rest = lost.length > said.length ? ', and some of others' : '';
  return [
    {
      kind: 'detail',
      template: `The plan lets some demand go, because meeting it would cost more or a limit forbids it: ${joinWords(said)}${rest}.`,
    },
  ];
}

/** What the costs of the plan are made of. */
export function sayCosts(book: FactBook, { problem, outcome, basis }: Made): SectionTemplate {
  const costs = countCost(problem, outcome.plan, basis.items);
  const parts = [
    ['deliveries', costs.delivery],
    ['keeping goods', costs.holding],
    ['goods thrown away', costs.waste],
    ['sales that are or may be lost', costs.lost],
  ] as const;
  const said = parts
    .filter(([, value]) => value >= 0.5)
    .map(([label, value]) => `${writeMoney(book, label, value)} for ${label}`);
  if (said.length === 0) {
    return { kind: 'detail', template: 'Beside the goods themselves, the plan costs next to nothing.' };
  }
  const total = writeMoney(book, 'Cost of the plan', costs.total);
  return { kind: 'detail', template: `Beside the goods themselves, the plan costs ${total}: ${joinWords(said)}.` };
}
