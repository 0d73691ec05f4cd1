import { UserError } from '../../src/contracts/errors.ts';
import type { PlanChange, PlanRequest } from '../../src/contracts/plan.ts';
import { findName } from '../planning/closest-names.ts';

const UNKNOWN = {
  code: 'unknown-channel',
  what: 'marketing channel',
  advice: 'Add a file with what you spend on each.',
} as const;

/** What was asked for beside the data, with the names put right. */
export interface Wishes {
  /** Money over the whole period, given what it is today. */
  total(today: number): number;
  /** Was a total named at all? */
  readonly totalSaid: boolean;
  /** A share of today's spend; null: any change. */
  readonly maxChange: number | null;
  /** Worth of one result, given what it is without. */
  worth(known: number | null): number | null;
  readonly worthSaid: boolean;
  /** Changes of one channel's spend, by its name. */
  readonly spendOf: ReadonlyMap<string, readonly PlanChange[]>;
}

/**
 * @param names of all channels
 * @throws UserError `unknown-channel`, `not-of-this-plan`
 */
export function readWishes({ amount, maxChangePercent, changes }: PlanRequest, names: readonly string[]): Wishes {
  const stray = changes.find(({ what }) => !['total', 'spend', 'max-change', 'result-value'].includes(what));
  if (stray) {
    throw new UserError('That is no part of a marketing plan.', {
      code: 'not-of-this-plan',
      advice: 'Tell me what to change of the budget, of one channel, or of what a result is worth.',
    });
  }
  // Spend of no channel in particular is the budget.
  const totals = changes.filter(({ what, of }) => what === 'total' || (what === 'spend' && of === undefined));
  const values = changes.filter(({ what }) => what === 'result-value');
  const limit = changes.findLast(({ what }) => what === 'max-change');
  const most = limit ? (limit.to ?? limit.atMost ?? limit.percent) : maxChangePercent;
  const spends = changes.flatMap((change) =>
    change.what === 'spend' && change.of !== undefined ? [{ name: findName(names, change.of, UNKNOWN), change }] : [],
  );
  return {
    total: (today) => Math.max(0, totals.reduce(changeAmount, amount ?? today)),
    totalSaid: amount !== undefined || totals.length > 0,
    maxChange: most === undefined ? null : Math.abs(most) / 100,
    worth: (known) => (values.length === 0 ? known : Math.max(0, values.reduce(changeAmount, known ?? 0))),
    worthSaid: values.length > 0,
    spendOf: new Map(
      [...Map.groupBy(spends, ({ name }) => name)].map(([name, of]) => [name, of.map(({ change }) => change)]),
    ),
  };
}

/** An amount after a change. */
export function changeAmount(amount: number, { to, percent, by, atMost, atLeast, off }: PlanChange): number {
  if (off === true) return 0;
  let changed = to ?? amount;
  if (percent !== undefined) changed *= 1 + percent / 100;
  if (by !== undefined) changed += by;
  return Math.max(atLeast ?? -Infinity, Math.min(atMost ?? Infinity, changed));
}
