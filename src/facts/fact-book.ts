import type { MetricDefinition, Unit } from '../contracts/catalogue.ts';
import type { Fact, FactFormat, FactSource, SignStyle } from '../contracts/fact.ts';
import type { IsoDate, Period } from '../contracts/period.ts';

/** A place in a template where a fact stands: `{{f3}}`. */
export type Slot = string;

interface NumberOptions {
  readonly source: FactSource;
  readonly period?: Period;
  readonly decimals?: number;
  readonly sign?: SignStyle;
  readonly compact?: boolean;
}

/**
 * Collects the facts of one skill's answer. Each method records a fact and returns the slot to write into the text,
 * so that a number cannot get into prose without saying where it is from.
 */
export interface FactBook {
  readonly facts: readonly Fact[];
  /** A value of a metric, in its unit. */
  metric(
    definition: Pick<MetricDefinition, 'unit' | 'label'>,
    value: number,
    options: NumberOptions & { readonly label?: string },
  ): Slot;
  /** A difference of two values of a metric: points for percentages. Sign is never shown unless asked. */
  change(
    definition: Pick<MetricDefinition, 'unit' | 'label'>,
    delta: number,
    options: NumberOptions & { readonly label?: string },
  ): Slot;
  /** A fraction, written as a percentage. */
  percent(label: string, fraction: number, options: NumberOptions): Slot;
  count(label: string, value: number, options: NumberOptions): Slot;
  date(label: string, date: IsoDate, options?: { readonly weekday?: boolean; readonly source?: FactSource }): Slot;
  period(label: string, period: Period, source?: FactSource): Slot;
  /** A name from the company's data (metric, member, file). It may hold digits or anything else; it is shown as it is. */
  name(text: string): Slot;
  /** A sentence that code wrote whole, numbers in it: what a solver found. Only where no template can say it. */
  words(label: string, text: string, source: FactSource): Slot;
  /** The person's own words. */
  quote(text: string): Slot;
}

/** How values of a unit are written. */
export const FORMAT_OF_UNIT: Record<Unit, 'currency' | 'percent' | 'number'> = {
  currency: 'currency',
  percent: 'percent',
  count: 'number',
  hours: 'number',
  other: 'number',
};

export function createFactBook(): FactBook {
  const facts: Fact[] = [];
  const slots = new Map<string, Slot>();

  const add = (fact: Omit<Fact, 'id'>): Slot => {
    // The same name or date said twice is one fact.
    const key = typeof fact.value === 'number' ? null : JSON.stringify([fact.value, fact.format, fact.label]);
    const known = key === null ? undefined : slots.get(key);
    if (known) return known;
    const id = `f${facts.length + 1}`;
    facts.push({ id, ...fact });
    const slot = `{{${id}}}`;
    if (key !== null) slots.set(key, slot);
    return slot;
  };

  const number = (label: string, value: number, unit: Fact['unit'], format: FactFormat, options: NumberOptions): Slot =>
    add({ label, value, unit, format, source: options.source, ...(options.period ? { period: options.period } : {}) });

  const shape = (options: NumberOptions) => ({
    ...(options.decimals === undefined ? {} : { decimals: options.decimals }),
    ...(options.sign === undefined ? {} : { sign: options.sign }),
    ...(options.compact === undefined ? {} : { compact: options.compact }),
  });

  return {
    facts,
    metric: (definition, value, options) =>
      number(
        options.label ?? definition.label,
        value,
        definition.unit,
        { style: FORMAT_OF_UNIT[definition.unit], ...shape(options) },
        options,
      ),
    change: (definition, delta, options) => {
      const style = definition.unit === 'percent' ? 'points' : FORMAT_OF_UNIT[definition.unit];
      return number(
        options.label ?? `Change of ${definition.label}`,
        delta,
        definition.unit,
        { style, sign: 'never', ...shape(options) },
        options,
      );
    },
    percent: (label, fraction, options) =>
      number(label, fraction, 'percent', { style: 'percent', ...shape(options) }, options),
    count: (label, value, options) => number(label, value, 'count', { style: 'number', ...shape(options) }, options),
    date: (label, date, options = {}) =>
      add({
        label,
        value: date,
        unit: 'date',
        format: { style: 'date', weekday: options.weekday ?? false },
        source: options.source ?? { kind: 'catalogue' },
      }),
    period: (label, period, source = { kind: 'catalogue' }) =>
      add({ label, value: period, unit: 'date', period, format: { style: 'period' }, source }),
    name: (text) =>
      add({ label: 'Name', value: text, unit: 'name', format: { style: 'text' }, source: { kind: 'catalogue' } }),
    words: (label, text, source) => add({ label, value: text, unit: 'name', format: { style: 'text' }, source }),
    quote: (text) =>
      add({ label: 'Your words', value: text, unit: 'name', format: { style: 'text' }, source: { kind: 'asked' } }),
  };
}
