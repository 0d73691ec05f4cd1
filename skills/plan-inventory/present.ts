import type { PlanChange } from '../../src/contracts/plan.ts';
import type { FollowUp, SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { formatPeriod } from '../../src/facts/format.ts';
import type { SkillContext } from '../context.ts';
import type { MadePlan, PlanWords } from '../planning/plan-maker.ts';
import { drawStock } from './draw-stock.ts';
import type { InventoryBasis } from './inventory-basis.ts';
import { listTables } from './list-tables.ts';
import { countSuppliers, listOrders, nextOrders, type OrderLine, sumCost } from './order-lines.ts';
import { replayPlan } from './replay-plan.ts';
import { sayFresh } from './say-fresh.ts';
import { sayGain } from './say-gain.ts';
import { sayAlternatives, sayCaveats, sayLimits } from './say-limits.ts';
import { sayCosts, sayShort, sayUnavoidable } from './say-shortages.ts';
import { PLANNED, writeMoney, writeQuantity } from './write-quantity.ts';

type Made = MadePlan<'inventory', InventoryBasis>;

/** Lines beside the answer: what is read in twenty seconds. The rest is in the file. */
const MOST_LINES = 4;

/** The plan in words: what runs out anyway, what to order next, and what that brings. */
export function present(ctx: SkillContext, planned: Made, book: FactBook): PlanWords {
  const made = replayPlan(planned);
  const { basis } = made;
  const lines = listOrders(made.problem, made.outcome.plan, basis);
  const answer = [
    sayUnavoidable(book, made),
    sayAsked(book, made, lines),
    sayOrders(book, made, lines),
    sayGain(book, made),
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
  const style = { locale: ctx.company.locale, currency: ctx.company.currency, today: ctx.today };
  return {
    title: `Orders for ${formatPeriod(basis.period, style)}`,
    answer,
    sections: [
      ...[
        ...sayShort(book, made),
        ...sayLimits(book, made),
        ...sayFresh(book, made),
        sayCosts(book, made),
        ...sayAlternatives(book, made),
      ].slice(0, MOST_LINES),
      ...sayDataEnd(ctx, book),
      ...sayCaveats(book, made),
    ],
    tables: listTables(book, made),
    charts: drawStock(book, made),
    followUps: offerWhatIfs(made, lines),
  };
}

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

function sayOrders(book: FactBook, { basis }: Made, lines: readonly OrderLine[]): string {
  const next = nextOrders(lines);
  const [first] = next;
  if (!first) return `Nothing has to be ordered until ${book.date('Plan ends', basis.period.end, { weekday: true })}.`;
  const suppliers = countSuppliers(next);
  const items = book.count('Items to order', next.length, { source: PLANNED });
  const from = book.count('Suppliers', suppliers, { source: PLANNED });
  const cost = writeMoney(book, 'Cost of the next orders', sumCost(next));
  const day = book.date('Order day', first.ordered, { weekday: true });
  const what = `${items} ${plural(next.length, 'item', 'items')} from ${from} ${plural(suppliers, 'supplier', 'suppliers')}`;
  const said =
    first.ordered === basis.dates[0]
      ? `Order ${what} on ${day}, for ${cost}.`
      : `The next order is due on ${day}: ${what}, for ${cost}.`;
  if (lines.length === next.length) return said;
  const whole = writeMoney(book, 'Cost of all orders', sumCost(lines));
  return `${said} All orders for ${book.period('Period', basis.period)} come to ${whole}.`;
}

/** The items that were named come first. */
function sayAsked(book: FactBook, { basis }: Made, lines: readonly OrderLine[]): string | null {
  if (basis.asked.length === 0) return null;
  return basis.asked
    .map((name) =>
      sayItem(
        book,
        name,
        lines.filter(({ item }) => item.name === name),
      ),
    )
    .join(' ');
}

function sayItem(book: FactBook, asked: string, own: readonly OrderLine[]): string {
  const name = book.name(asked);
  const [first, ...more] = own;
  if (!first) return `${name} need not be ordered in this time: what is there lasts.`;
  const quantity = writeQuantity(book, first.item, first.quantity);
  const day = book.date('Order day', first.ordered, { weekday: true });
  const arrives = book.date('Arrives', first.arrives, { weekday: true });
  const total = own.reduce((sum, line) => sum + line.quantity, 0);
  const all =
    more.length === 0 ? '' : ` Until the plan’s end it takes ${writeQuantity(book, first.item, total)} in all.`;
  return `Order ${quantity} of ${name} on ${day}; it arrives on ${arrives}.${all}`;
}

function sayDataEnd(ctx: SkillContext, book: FactBook): SectionTemplate[] {
  const end = ctx.catalogue.dataRange?.end;
  if (!ctx.todayIsDataEnd || end === undefined) return [];
  const day = book.date('Your data ends', end);
  return [{ kind: 'caveat', template: `Your data ends on ${day}, so the plan counts from the day after.` }];
}

function offerWhatIfs({ basis, outcome }: Made, lines: readonly OrderLine[]): FollowUp[] {
  const ask = (label: string, change: PlanChange): FollowUp => ({
    label,
    kind: 'ask',
    call: { skill: 'what-if', input: { kind: 'inventory', changes: [change] } },
  });
  const limited = outcome.explanation.limits.some(({ limit }) => limit === 'storage');
  return [
    ...(lines.length > 0 ? [ask('What if we sell a fifth more?', { what: 'demand', percent: 20 })] : []),
    ...(limited && basis.storageLimit !== null
      ? [ask('What if storage were a fifth larger?', { what: 'storage', percent: 20 })]
      : []),
  ];
}
