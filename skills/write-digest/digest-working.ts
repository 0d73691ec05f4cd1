import type { Working } from '../../src/contracts/working.ts';
import { mergeSources } from '../../src/metrics/read-sources.ts';
import type { SkillContext } from '../context.ts';
import type { Explained } from '../explain-change/explain-evidence.ts';
import { createWriter } from '../working.ts';
import { widening } from './pick-movements.ts';
import type { Scan } from './scan-metrics.ts';

/** Every number that was looked at and what it was held against, and how the forecast was made. */
export function describeDigest(
  ctx: SkillContext,
  { judged }: Scan,
  picked: readonly Explained[],
  ahead: Working | null,
): Working {
  const writer = createWriter(ctx);
  const [first] = judged;
  return {
    sources: mergeSources(judged.flatMap(({ evidence }) => evidence.sources)),
    ...(first ? { period: first.evidence.period, compare: first.evidence.compare } : {}),
    leftOut: ahead?.leftOut ?? [],
    steps: [
      `Held ${judged.length} numbers against the time before and against what was to be expected of each.`,
      `A number counts as out of the ordinary outside the range that holds in 95 of 100 cases; since ${judged.length} were looked at, all but the main one need ${widening(judged.length).toFixed(2)} times that distance.`,
      'Of numbers that usually go together (correlation of weekly steps of 0.7 or more over half a year) and moved alike, only the first is told.',
      ...(ahead?.steps ?? []),
    ],
    checks: [
      ...judged.map((one) => ({ name: one.evidence.metric.label, result: sayCheck(one, picked.includes(one)) })),
      ...(ahead?.checks ?? []),
    ],
    ...(ahead?.model ? { model: ahead.model } : {}),
  };

  function sayCheck({ evidence, found }: Explained, told: boolean): string {
    const write = (value: number) => writer.value(value, evidence.metric.unit);
    const { period } = found.reality;
    if (period.verdict === 'too-little-history') return 'Too little history to judge.';
    const range = `${write(period.actual)}, expected ${write(period.low95)} to ${write(period.high95)}`;
    return `${range}: ${period.verdict === 'unusual' ? 'unusual' : 'usual'}${told ? ', told above' : ''}.`;
  }
}
