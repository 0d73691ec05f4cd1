import type { Catalogue, MetricEntry, NameKind } from '../../src/contracts/catalogue.ts';
import type { SkillCall } from '../../src/contracts/skill.ts';

export interface Starter {
  readonly label: string;
  readonly call: SkillCall;
}

/** Questions that this company's data can answer, the main number first. Empty without data. */
export function starterCalls(catalogue: Catalogue): Starter[] {
  const main = mainMetric(catalogue);
  if (!main) return [];
  const name = lowerFirst(main.label);
  const dimension = catalogue.dimensions[0];
  const starters: Starter[] = [
    { label: `Why did ${name} change last week?`, call: { skill: 'explain-change', input: { metric: main.key } } },
    {
      label: `What will ${name} be over the next two weeks?`,
      call: { skill: 'forecast-metric', input: { metric: main.key, horizonDays: 14 } },
    },
  ];
  if (dimension) {
    starters.push({
      label: `Which ${(dimension.label ?? dimension.key).toLowerCase()} is doing best?`,
      call: { skill: 'ask-metric', input: { metric: main.key, by: dimension.key, rank: 'best' } },
    });
  }
  return [...starters, ...planStarters(catalogue)].slice(0, MOST_STARTERS);
}

/** As many as a page shows. */
const MOST_STARTERS = 5;

/** Plans that the company's lists are there for. */
function planStarters({ names = [] }: Catalogue): Starter[] {
  const has = (kind: NameKind) => names.some((list) => list.kind === kind);
  return [
    ...(has('item') ? [{ label: 'What should I order?', call: { skill: 'plan-inventory', input: {} } } as const] : []),
    ...(has('employee') && has('shift')
      ? [{ label: 'Who should work next week?', call: { skill: 'plan-staffing', input: {} } } as const]
      : []),
  ];
}

/** The number a company is asked about first: money before counts, in the order the data gave. */
export function mainMetric(catalogue: Catalogue): MetricEntry | undefined {
  const measures = catalogue.metrics.filter((metric) => metric.role !== 'context');
  return measures.find((metric) => metric.unit === 'currency') ?? measures[0] ?? catalogue.metrics[0];
}

/** "Revenue" → "revenue", but "AOV" stays. */
export const lowerFirst = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
