import type { Period } from '../../../src/contracts/period.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import type { Parsed } from './parse-message.ts';
import { readBreakdown } from './read-breakdown.ts';
import { readMetric } from './read-metric.ts';
import { readPeriods } from './read-periods.ts';
import type { Slots } from './slots.ts';
import type { Clock, Direction } from './time/phrase.ts';

/** Everything a message says that a skill may want. */
export function readSlots(
  parsed: Parsed,
  index: CatalogueIndex,
  direction: Direction,
  clock: Clock,
  base?: Period,
): Slots {
  const metric = readMetric(parsed, index);
  return { ...metric, ...readBreakdown(parsed, index), ...readPeriods(parsed, direction, clock, base) };
}
