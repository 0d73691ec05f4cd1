import type { MetricDefinition } from '../contracts/catalogue.ts';
import { UserError } from '../contracts/errors.ts';
import { readCuts } from './choose-cut.ts';
import type { MetricStore } from './metric-cache.ts';
import { termsOf } from './read-parts.ts';

/**
 * An empty answer would read as "nothing was sold" where the data only does not tell.
 * @throws UserError `unknown-dimension` when no file splits the metric by one of the dimensions
 */
export async function checkDimensions(
  store: MetricStore,
  metric: MetricDefinition,
  needed: readonly string[],
): Promise<void> {
  const sets: Set<string>[] = [];
  for (const term of needed.length > 0 ? termsOf(metric) : []) {
    const cuts = await readCuts(store, term);
    // Without any value there is nothing to say about how it is split.
    if (cuts.length === 0) return;
    sets.push(new Set(cuts.flatMap((cut) => cut.dimensions)));
  }
  const unknown = needed.find((dimension) => sets.some((set) => !set.has(dimension)));
  if (unknown === undefined) return;
  const [head, ...tail] = sets;
  const known = [...(head ?? [])].filter((dimension) => tail.every((set) => set.has(dimension)));
  throw new UserError(`Your data does not split ${metric.label} by ${readable(unknown)}.`, {
    code: 'unknown-dimension',
    advice:
      known.length > 0 ? `It can be split by: ${known.map(readable).join(', ')}.` : 'Ask for it as a whole instead.',
  });
}

const readable = (key: string): string => key.replaceAll('_', ' ');
