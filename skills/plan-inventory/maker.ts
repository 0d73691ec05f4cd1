import { addDays } from '../../src/calendar/civil-day.ts';
import type { SkillContext } from '../context.ts';
import type { MadePlan, PlanMaker } from '../planning/plan-maker.ts';
import { compare } from './compare.ts';
import { gather } from './gather.ts';
import type { InventoryBasis } from './inventory-basis.ts';
import { listOrders } from './order-lines.ts';
import { present } from './present.ts';
import { sayFinding, sayRemedy } from './say-finding.ts';
import { writeFiles } from './write-files.ts';

export type { InventoryBasis } from './inventory-basis.ts';

const DAY_MS = 86_400_000;

export const inventoryMaker: PlanMaker<'inventory', InventoryBasis> = {
  kind: 'inventory',
  rights: 'member',
  gather,
  present,
  compare,
  sayFinding,
  sayRemedy,
  files: (_ctx, made) => writeFiles(made),
  expectations: (_ctx, { basis }) => basis.expected,
  expiresAt,
};

/** With the first day on which something has to be ordered; a day from now at the least. */
function expiresAt(ctx: SkillContext, { problem, outcome, basis }: MadePlan<'inventory', InventoryBasis>): Date {
  const [first] = listOrders(problem, outcome.plan, basis);
  const end = new Date(`${addDays(first?.ordered ?? basis.period.end, 1)}T00:00:00Z`);
  return new Date(Math.max(end.getTime(), ctx.now.getTime() + DAY_MS));
}
