import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { MadePlan } from '../planning/plan-maker.ts';
import { countCost } from './count-cost.ts';
import type { BasisItem, InventoryBasis } from './inventory-basis.ts';
import { listOrders, sumCost } from './order-lines.ts';
import { replayPlan } from './replay-plan.ts';
import { joinWords, PLANNED, writeMoney, writeQuantity } from './write-quantity.ts';

type Made = MadePlan<'inventory', InventoryBasis>;

/** Items whose change is worth a word. */
const SAID = 3;

/** What a what-if changed: the cost of the plan, the money ordered, and the items that change most. */
export function compare(_ctx: SkillContext, was: Made, is: Made, book: FactBook): SectionTemplate[] {
  const [before, after] = [replayPlan(was), replayPlan(is)];
  return [
    { kind: 'answer', template: sayCost(book, before, after) },
    { kind: 'detail', template: sayOrdered(book, before, after) },
    ...sayItems(book, before, after),
  ];
}

function sayCost(book: FactBook, before: Made, after: Made): string {
  const [was, is] = [costOf(before), costOf(after)];
  const from = writeMoney(book, 'Cost of the plan before', was);
  const to = writeMoney(book, 'Cost of the plan now', is);
  if (Math.abs(is - was) < 0.5)
    return `That changes next to nothing: beside the goods, the plan costs ${to}, as before.`;
  const by = writeMoney(book, 'Difference', Math.abs(is - was));
  return `With that, the plan costs ${by} ${is > was ? 'more' : 'less'} beside the goods: ${to} instead of ${from}.`;
}

const costOf = ({ problem, outcome, basis }: Made): number => countCost(problem, outcome.plan, basis.items).total;

function sayOrdered(book: FactBook, before: Made, after: Made): string {
  const [was, is] = [before, after].map((made) => listOrders(made.problem, made.outcome.plan, made.basis));
  const [spentBefore, spentNow] = [sumCost(was ?? []), sumCost(is ?? [])];
  const from = writeMoney(book, 'Ordered before', spentBefore);
  const to = writeMoney(book, 'Ordered now', spentNow);
  const [countBefore, countNow] = [before, after].map(({ outcome }) => outcome.plan.deliveries.length);
  const deliveries = (label: string, count = 0) => book.count(label, count, { source: PLANNED });
  const same = Math.abs(spentBefore - spentNow) < 0.5;
  const money = same ? `Goods for ${to} are ordered, as before` : `Goods for ${to} are ordered instead of ${from}`;
  if (countBefore === countNow) return `${money}, in as many deliveries.`;
  return `${money}, in ${deliveries('Deliveries now', countNow)} deliveries instead of ${deliveries('Deliveries before', countBefore)}.`;
}

interface Move {
  readonly item: BasisItem;
  readonly was: number;
  readonly is: number;
  readonly money: number;
}

function sayItems(book: FactBook, before: Made, after: Made): SectionTemplate[] {
  const [was, is] = [totals(before), totals(after)];
  const moves = [...new Set([...was.keys(), ...is.keys()])].flatMap((id): Move[] => {
    const known = is.get(id) ?? was.get(id);
    if (!known) return [];
    const [old, now] = [was.get(id)?.units ?? 0, is.get(id)?.units ?? 0];
    return [{ item: known.item, was: old, is: now, money: Math.abs(now - old) * known.unitCost }];
  });
  const largest = moves.filter(({ was, is }) => Math.abs(is - was) > 1e-6).toSorted((a, b) => b.money - a.money);
  if (largest.length === 0) return [{ kind: 'detail', template: 'The quantities stay as they were.' }];
  const said = largest.slice(0, SAID).map((move) => sayMove(book, move));
  return [{ kind: 'detail', template: `What changes most: ${joinWords(said)}.` }];
}

function sayMove(book: FactBook, { item, was, is }: Move): Slot {
  const name = book.name(item.name);
  if (was === 0) return `${name} ${writeQuantity(book, item, is)} instead of none`;
  if (is === 0) return `no ${name} instead of ${writeQuantity(book, item, was)}`;
  return `${name} ${writeQuantity(book, item, is)} instead of ${writeQuantity(book, item, was)}`;
}

function totals({ problem, outcome, basis }: Made) {
  return new Map(
    basis.items.map((item, at) => [
      item.id,
      {
        item,
        units: outcome.plan.items[at]?.orders.reduce((sum, units) => sum + units, 0) ?? 0,
        unitCost: problem.items[at]?.unitCost ?? 0,
      },
    ]),
  );
}
