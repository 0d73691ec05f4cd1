import { addDays } from '../../src/calendar/civil-day.ts';
import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MadePlan } from '../planning/plan-maker.ts';
import type { InventoryBasis } from './inventory-basis.ts';
import { EXPECTED, joinWords, PLANNED, writeQuantity } from './write-quantity.ts';

type Made = MadePlan<'inventory', InventoryBasis>;

/** What runs out whatever is ordered, because nothing can arrive in time; null when nothing does. */
export function sayUnavoidable(book: FactBook, made: Made): string | null {
  const { problem, basis, outcome } = made;
  const short = outcome.plan.items.flatMap((own, at) => {
    const item = basis.items[at];
    const lead = problem.items[at]?.leadTime ?? 0;
    const period = own.lost.findIndex((units, when) => when < lead && units > 1e-6);
    const units = own.lost.slice(0, lead).reduce((sum, lost) => sum + lost, 0);
    const first = basis.dates[period];
    return item && first !== undefined ? [{ item, first, units, there: firstArrival(made, at) }] : [];
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

function firstArrival({ problem, basis }: Made, at: number): string | null {
  const item = problem.items[at];
  const supplier = problem.suppliers.find(({ id }) => id === item?.supplier);
  const open = supplier?.orderPeriods?.[0] ?? 0;
  const ordered = basis.dates[open];
  return ordered === undefined ? null : addDays(ordered, basis.items[at]?.leadDays ?? 0);
}

/** Where sales are lost that an order could have saved: cheaper to lose than to save. */
export function sayShort(book: FactBook, { problem, outcome, basis }: Made): SectionTemplate[] {
  const lost = outcome.plan.items.flatMap((own, at) => {
    const item = basis.items[at];
    const lead = problem.items[at]?.leadTime ?? 0;
    const units = own.lost.slice(lead).reduce((sum, value) => sum + value, 0);
    return item && units > 0.05 ? [{ item, units }] : [];
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
export function sayCosts(book: FactBook, { outcome }: Made): SectionTemplate {
  const { costs } = outcome.plan;
  const money = (label: string, value: number) =>
    book.metric({ unit: 'currency', label }, value, {
      label,
      source: PLANNED,
      ...(value >= 10 ? { decimals: 0 } : {}),
    });
  const parts = [
    ['deliveries', costs.delivery + costs.ordering],
    ['keeping goods', costs.holding],
    ['sales that are lost', costs.lostSales],
    ['goods thrown away', costs.waste],
    ['the risk of running out that is left', costs.risk],
  ] as const;
  const said = parts.filter(([, value]) => value >= 0.5).map(([label, value]) => `${money(label, value)} for ${label}`);
  if (said.length === 0)
    return { kind: 'detail', template: 'Beside the goods themselves, the plan costs next to nothing.' };
  return {
    kind: 'detail',
    template: `Beside the goods themselves, the plan costs ${money('Cost of the plan', costs.total)}: ${joinWords(said)}.`,
  };
}
