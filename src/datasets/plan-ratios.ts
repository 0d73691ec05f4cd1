import type { FormulaTerm, MetricDefinition, Unit } from '../contracts/catalogue.ts';
import type { NativeGrain } from '../contracts/period.ts';
import type { MetricPlan } from './file-understanding.ts';

interface Ratio {
  readonly key: string;
  readonly label: string;
  readonly unit: Unit;
  readonly synonyms: readonly string[];
  readonly numerator: readonly FormulaTerm[];
  readonly denominator: readonly FormulaTerm[];
  readonly nonNegative: boolean;
  readonly goodDirection: MetricDefinition['goodDirection'];
}

const RATIOS: readonly Ratio[] = [
  {
    key: 'avg_order_value',
    label: 'Average order value',
    unit: 'currency',
    synonyms: ['aov', 'average receipt', 'average ticket', 'basket size', 'spend per order'],
    numerator: [{ metric: 'revenue', weight: 1 }],
    denominator: [{ metric: 'orders', weight: 1 }],
    nonNegative: true,
    goodDirection: 'up',
  },
  {
    key: 'gross_margin',
    label: 'Gross margin',
    unit: 'percent',
    synonyms: ['margin', 'gross profit margin', 'markup'],
    numerator: [
      { metric: 'revenue', weight: 1 },
      { metric: 'cost', weight: -1 },
    ],
    denominator: [{ metric: 'revenue', weight: 1 }],
    nonNegative: false,
    goodDirection: 'up',
  },
  {
    key: 'avg_price',
    label: 'Average price',
    unit: 'currency',
    synonyms: ['price per piece', 'average price per unit'],
    numerator: [{ metric: 'revenue', weight: 1 }],
    denominator: [{ metric: 'quantity', weight: 1 }],
    nonNegative: true,
    goodDirection: 'neutral',
  },
];

/** Ratios whose parts are in the file; they are computed from sums, never averaged. */
export function planRatios(metrics: readonly MetricPlan[], grain: NativeGrain, keys: Set<string>): MetricPlan[] {
  const sums = new Map(
    metrics
      .filter((metric) => metric.definition.aggregation.kind === 'sum')
      .map((metric) => [metric.definition.key, metric]),
  );
  return RATIOS.filter(
    (ratio) =>
      !keys.has(ratio.key) && [...ratio.numerator, ...ratio.denominator].every((term) => sums.has(term.metric)),
  ).map((ratio) => {
    keys.add(ratio.key);
    return {
      definition: {
        key: ratio.key,
        label: ratio.label,
        unit: ratio.unit,
        grain,
        synonyms: ratio.synonyms,
        aggregation: { kind: 'ratio', numerator: ratio.numerator, denominator: ratio.denominator },
        nonNegative: ratio.nonNegative,
        goodDirection: ratio.goodDirection,
        role: 'measure',
      },
      from: null,
      dims: [],
      repeated: false,
      scale: 1,
    };
  });
}
