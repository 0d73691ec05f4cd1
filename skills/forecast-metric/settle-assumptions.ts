import type { ForecastAssumption } from '../../src/contracts/forecast.ts';
import type { Grain, IsoDate, Period } from '../../src/contracts/period.ts';
import { matchName } from '../planning/closest-names.ts';
import type { Companion } from './choose-columns.ts';
import { listDays, type Taken } from './future.ts';
import { type KnownDays, namesOf } from './know-days.ts';
import type { Unusable } from './read-companions.ts';

/** Assumptions with their names found and their days settled, or the name that nothing is known of. */
export type Settled =
  | { readonly kind: 'settled'; readonly taken: readonly Taken[] }
  | { readonly kind: 'unknown'; readonly said: string };

/** What assumptions are settled against. */
export interface Ahead {
  readonly known: KnownDays;
  readonly companions: readonly Companion[];
  readonly unusable: readonly Unusable[];
  /** From the first step to the last one that is forecast. */
  readonly reach: Period;
  /** The stretch asked about, as far as it lies ahead: what is meant where no time is said. */
  readonly asked: Period;
  readonly grain: Grain;
  /** First days of the steps ahead. */
  readonly steps: readonly IsoDate[];
}

export function settleAssumptions(assumed: readonly ForecastAssumption[], ahead: Ahead): Settled {
  const taken: Taken[] = [];
  for (const assumption of assumed) {
    if (assumption.what === 'event' || assumption.what === 'without') {
      const label = matchName(namesOf(ahead.known), assumption.label);
      if (label === null) return { kind: 'unknown', said: assumption.label };
      const days = daysOf(assumption, label, ahead);
      taken.push({ assumption, label, days, isWhole: covers(days, ahead) });
    } else if (assumption.what === 'metric') {
      const companion = ahead.companions.find(({ metric }) => metric.key === assumption.metric);
      // One that cannot be used is said so; see `Unusable`.
      if (companion !== undefined) taken.push(takeNumber(assumption, companion, ahead));
    } else {
      taken.push({ assumption, label: '', days: within(listDays(assumption.period), ahead.reach), isWhole: false });
    }
  }
  return { kind: 'settled', taken };
}

function daysOf(
  assumption: Extract<ForecastAssumption, { what: 'event' | 'without' }>,
  label: string,
  { known, reach, asked }: Ahead,
): readonly IsoDate[] {
  if (assumption.what === 'event') return within(listDays(assumption.period ?? asked), reach);
  const shut = [...known.closed].filter(([, reason]) => reason === label).map(([day]) => day);
  return within([...new Set([...(known.named.get(label)?.days ?? []), ...shut])].sort(), reach);
}

function takeNumber(
  assumption: Extract<ForecastAssumption, { what: 'metric' }>,
  { metric, usual }: Companion,
  { reach, asked, steps }: Ahead,
): Taken {
  const { start, end } = assumption.period ?? asked;
  // A step that begins before the period belongs to it where the period begins inside it.
  const days = steps.filter((step, i) => step <= end && (steps[i + 1] ?? reach.end) > start);
  const { to, percent = 0 } = assumption;
  // What adds up is said for the whole time ("five hundred on ads next week"), a price or a temperature for each step.
  const each = to === undefined ? null : metric.aggregation.kind === 'sum' ? to / Math.max(1, days.length) : to;
  const isWhole = covers(days, { asked, steps });
  return {
    assumption,
    label: metric.label,
    days,
    isWhole,
    values: days.map((day) => each ?? usual(day) * (1 + percent / 100)),
  };
}

const within = (days: readonly IsoDate[], { start, end }: Period): readonly IsoDate[] =>
  days.filter((day) => day >= start && day <= end);

function covers(days: readonly IsoDate[], { asked, steps }: Pick<Ahead, 'asked' | 'steps'>): boolean {
  const set = new Set(days);
  return steps.filter((step) => step >= asked.start && step <= asked.end).every((step) => set.has(step));
}
