import type { SkillFile } from '../../src/contracts/skill.ts';
import { type Sheet, writeCsv, writeWorkbook } from '../../src/exports/write-sheets.ts';
import type { MadePlan } from '../planning/plan-maker.ts';
import type { InventoryBasis } from './inventory-basis.ts';
import { listOrders } from './order-lines.ts';
import { replayPlan } from './replay-plan.ts';
import { roundQuantity } from './write-quantity.ts';

type Made = MadePlan<'inventory', InventoryBasis>;

/** The orders as a workbook (orders, stock day by day, reorder points, what was assumed) and the orders as CSV. */
export async function writeFiles(planned: Made): Promise<SkillFile[]> {
  const made = replayPlan(planned);
  const name = `orders-${made.basis.period.start}`;
  const orders = ordersSheet(made);
  const sheets = [orders, scheduleSheet(made), rulesSheet(made), assumptionsSheet(made)];
  return [await writeWorkbook(name, sheets), writeCsv(name, orders)];
}

const text = (label: string) => ({ label, kind: 'text' as const });
const date = (label: string) => ({ label, kind: 'date' as const });
const number = (label: string) => ({ label, kind: 'number' as const });
const money = (label: string) => ({ label, kind: 'money' as const });

/** Ready to be sent on: by supplier, then by day. */
function ordersSheet({ problem, outcome, basis }: Made): Sheet {
  const lines = listOrders(problem, outcome.plan, basis).toSorted((a, b) => a.supplier.localeCompare(b.supplier));
  return {
    name: 'Orders',
    columns: [
      text('Supplier'),
      date('Order on'),
      date('Arrives'),
      text('Item'),
      number('Quantity'),
      text('Unit'),
      number('Packs'),
      number('Pack size'),
      money('Cost'),
    ],
    rows: lines.map((line) => [
      line.supplier,
      line.ordered,
      line.arrives,
      line.item.name,
      line.packs === null ? Number(line.quantity.toFixed(3)) : line.quantity,
      line.item.unit,
      line.packs,
      line.packSize,
      Number(line.cost.toFixed(2)),
    ]),
  };
}

function scheduleSheet({ problem, outcome, basis }: Made): Sheet {
  return {
    name: 'Stock',
    columns: [
      text('Item'),
      text('Unit'),
      date(basis.grain === 'day' ? 'Day' : 'Week of'),
      number('Expected use'),
      number('Ordered'),
      number('Arrives'),
      number('Runs short by'),
      number('Thrown away'),
      number('Left'),
    ],
    rows: basis.items.flatMap((item, at) => {
      const own = outcome.plan.items[at];
      if (!own) return [];
      return basis.dates.map((day, period) => {
        const of = (values: readonly number[] | undefined) => roundQuantity(values?.[period] ?? 0);
        const use = of(problem.items[at]?.demand);
        return [
          item.name,
          item.unit,
          day,
          use,
          of(own.orders),
          of(own.arrivals),
          of(own.lost),
          of(own.wasted),
          of(own.stock),
        ];
      });
    }),
  };
}

function rulesSheet({ outcome, basis }: Made): Sheet {
  const items = new Map(basis.items.map((item) => [item.id, item]));
  return {
    name: 'Reorder points',
    columns: [text('Item'), text('Unit'), number('Order when down to'), number('Order about')],
    rows: outcome.explanation.rules.flatMap(({ id, reorderPoint, quantity }) => {
      const item = items.get(id);
      return item && quantity > 0
        ? [[item.name, item.unit, Math.ceil(reorderPoint - 1e-9), roundQuantity(quantity)]]
        : [];
    }),
  };
}

function assumptionsSheet({ basis }: Made): Sheet {
  const say = (template: string, values: InventoryBasis['assumptions'][number]['values']) =>
    template.replace(/\{\{(\w+)\}\}/g, (slot, key: string) => {
      const value = values[key];
      if (value === undefined) return slot;
      if (typeof value === 'string') return value;
      return value.unit === 'percent' ? `${Number((100 * value.value).toFixed(1))}%` : String(value.value);
    });
  return {
    name: 'Assumptions',
    columns: [{ ...text('What was assumed'), width: 100 }],
    rows: [
      ...basis.assumptions.map(({ text: template, values }) => [say(template, values)]),
      ...basis.steps.map((step) => [step]),
    ],
  };
}
