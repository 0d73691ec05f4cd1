import type { Filter, MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { ForecastAccuracyInput } from '../../src/contracts/forecast.ts';
import type { Grain } from '../../src/contracts/period.ts';
import { type ReadScore, readScores } from '../../src/db/queries/forecast-scores.ts';
import type { SkillContext } from '../context.ts';
import { mainMetric } from '../help/starters.ts';
import { type ScoreSummary, summariseScores } from './summarise-scores.ts';

/** What came of the forecasts of one number, under one filter, by one grain. */
export interface ScoredSeries {
  readonly metric: MetricDefinition;
  readonly filter: Filter;
  readonly grain: Grain;
  /** One a step, oldest first. */
  readonly scores: readonly ReadScore[];
  readonly summary: ScoreSummary<ReadScore>;
}

/**
 * Every series that was asked about, the one to speak of first at the start: the company's main number where none was
 * named, else the one with most to go by. Where no cut was named, cuts count only when there is no whole.
 */
export async function gatherScores(ctx: SkillContext, input: ForecastAccuracyInput): Promise<ScoredSeries[]> {
  const { metric, filter, period } = input;
  const definitions = await ctx.read(async (reader) => {
    if (metric !== undefined) reader.definition(metric);
    return new Map(reader.definitions.map((definition) => [definition.key, definition]));
  });
  const rows = await ctx.data((tx) => readScores(tx, { metric, filter, period }));
  const all = [...Map.groupBy(rows, keyOf).values()].flatMap((scores): ScoredSeries[] => {
    const [first] = scores;
    const definition = first && definitions.get(first.metric);
    const summary = summariseScores(scores);
    if (first === undefined || definition === undefined || summary === null) return [];
    return [{ metric: definition, filter: first.filter, grain: first.grain, scores, summary }];
  });
  const whole = all.filter((series) => Object.keys(series.filter).length === 0);
  const wanted = filter === undefined && whole.length > 0 ? whole : all;
  const main = metric ?? mainMetric(ctx.catalogue)?.key;
  const rank = (series: ScoredSeries) => (series.metric.key === main ? 1 : 0);
  return wanted.toSorted((a, b) => rank(b) - rank(a) || b.scores.length - a.scores.length);
}

const keyOf = ({ metric, filter, grain }: ReadScore): string => JSON.stringify([metric, filter, grain]);
