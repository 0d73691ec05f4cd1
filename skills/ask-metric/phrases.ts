import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { MetricTotal } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
import { describeFilter } from '../working.ts';

/** "Revenue (Harbor, Delivery)" as a fact, since names may hold digits. */
export function subject(book: FactBook, metric: MetricDefinition, filter: Readonly<Record<string, string>>): Slot {
  return nameWith(book, metric.label, filter);
}

/** The same inside a sentence: "revenue (Harbor)". Abbreviations keep their capitals. */
export function subjectInside(
  book: FactBook,
  metric: MetricDefinition,
  filter: Readonly<Record<string, string>>,
): Slot {
  const { label } = metric;
  const small = /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
  return nameWith(book, small, filter);
}

function nameWith(book: FactBook, label: string, filter: Readonly<Record<string, string>>): Slot {
  const cut = describeFilter(filter);
  return book.name(cut ? `${label} (${cut})` : label);
}

/** "up {{…}} from", "down {{…}} from", "the same as in". */
export function movement(
  book: FactBook,
  metric: MetricDefinition,
  now: number,
  before: number,
  from: readonly string[],
): string {
  const delta = now - before;
  if (Math.abs(delta) < 1e-9) return 'the same as';
  const how = `${metric.label} now minus before`;
  const word = delta > 0 ? 'up' : 'down';
  if (metric.unit === 'percent' || before === 0) {
    return `${word} ${book.change(metric, delta, { source: { kind: 'computed', how, from } })} from`;
  }
  const share = book.percent(`Change of ${metric.label}`, delta / Math.abs(before), {
    sign: 'never',
    source: { kind: 'computed', how: `${how}, divided by before`, from },
  });
  return `${word} ${share} from`;
}

/** What the period lacks: days that are not over, closed, or missing in the file. */
export function limits(ctx: SkillContext, book: FactBook, period: Period, total: MetricTotal): SectionTemplate[] {
  const out: SectionTemplate[] = [];
  const end = ctx.catalogue.dataRange?.end;
  if (end && end < period.end) {
    out.push({
      kind: 'caveat',
      template: `Your data for this ends on ${book.date('Last day with data', end)}, so the period is not complete.`,
    });
  } else if (total.missingDays > 0) {
    const missing = book.count('Days without a row', total.missingDays, {
      source: { kind: 'computed', how: 'Days of the period that are neither open nor closed', from: [] },
    });
    out.push({
      kind: 'caveat',
      template:
        total.missingDays === 1
          ? `${missing} day of this period has no row in your data.`
          : `${missing} days of this period have no row in your data.`,
    });
  }
  return out;
}

/** Nothing is known for the period: says so, and what there is. */
export function nothingFound(ctx: SkillContext, book: FactBook, name: Slot, period: Period): SectionTemplate {
  const range = ctx.catalogue.dataRange;
  const known = range
    ? ` Your data runs from ${book.date('First day with data', range.start)} to ${book.date('Last day with data', range.end)}.`
    : ' You have not given me any data yet.';
  return { kind: 'answer', template: `I have no ${name} for ${book.period('Period', period)}.${known}` };
}
