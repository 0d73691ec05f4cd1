import type { ResponseChart, ResponseCurve } from '../contracts/chart.ts';
import { formatTicks } from './format-number.ts';
import { measureText } from './measure-text.ts';
import { layOutNumberAxis, type NumberAxis } from './number-ticks.ts';
import type { Page } from './page.ts';

export interface ResponseAxes {
  readonly spend: NumberAxis & { readonly labels: readonly string[] };
  readonly result: NumberAxis & { readonly labels: readonly string[] };
  /** Pixels left of the plot for the result's labels. */
  readonly gutter: number;
}

/** A range may reach this many times above the highest result; more would flatten every curve. */
const MAX_RANGE = 1.7;

/** Both axes from zero, over all the curves given. `ticks`: about how many are wanted on each. */
export function layOutResponseAxes(
  curves: readonly ResponseCurve[],
  { unit }: ResponseChart,
  ticks: number,
  { look, writing }: Page,
): ResponseAxes {
  const places = curves.flatMap((c) => [...c.points, c.plan, ...(c.now ? [c.now] : [])]);
  const results = places.map((p) => p.result);
  const most = results.reduce((a, b) => Math.max(a, b), 0);
  const highs = curves.flatMap((c) => c.points.flatMap((p) => p.high ?? [])).filter(Number.isFinite);
  const spend = layOutNumberAxis([0, ...places.map((p) => p.spend)], ticks);
  const result = layOutNumberAxis(
    [0, ...results, ...highs.map((h) => Math.min(h, MAX_RANGE * most))],
    Math.min(3, ticks),
  );
  const labels = formatTicks(result.ticks, unit, writing);
  return {
    spend: { ...spend, labels: formatTicks(spend.ticks, 'currency', writing) },
    result: { ...result, labels },
    gutter: Math.max(...labels.map((l) => measureText(l, look.label - 0.5, 400))) + 8,
  };
}
