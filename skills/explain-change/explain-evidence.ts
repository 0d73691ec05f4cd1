import type { ExplainInput, ExplainOutput } from '../../src/engines/evidence/explain-change.ts';
import type { SkillContext } from '../context.ts';
import type { Evidence } from './read-evidence.ts';

/** What was read, and what the engine made of it. */
export interface Explained {
  readonly evidence: Evidence;
  readonly found: ExplainOutput;
  /** A metric the person suspects. */
  readonly suspect?: string;
  /** What the person believes happened. */
  readonly believed?: 'up' | 'down';
}

const DEADLINE_MS = 8_000;

export async function explainEvidence(ctx: SkillContext, evidence: Evidence): Promise<ExplainOutput> {
  return ctx.engines.run('explain', toExplainInput(evidence), { deadlineMs: DEADLINE_MS, signal: ctx.signal });
}

function toExplainInput(evidence: Evidence): ExplainInput {
  const { metric, series, period, compare, beforeScale } = evidence;
  return {
    metric: {
      key: metric.key,
      label: metric.label,
      nonNegative: metric.nonNegative,
      aggregation: metric.aggregation.kind,
    },
    grain: series.grain,
    history: evidence.history,
    period,
    compare,
    beforeScale,
    totals: { before: evidence.before.value, after: evidence.after.value },
    breakdowns: evidence.breakdowns.map(({ dimension, rows }) => ({
      dimension,
      rows: rows.map(({ member, value, before, ratio }) => ({
        member,
        before,
        after: value,
        ...(ratio && {
          numerator: { before: ratio.numeratorBefore, after: ratio.numerator },
          denominator: { before: ratio.denominatorBefore, after: ratio.denominator },
        }),
      })),
    })),
    drivers: evidence.drivers,
    context: evidence.context.map((one) => ({ key: one.metric.key, label: one.metric.label, points: one.points })),
    events: evidence.days.map(({ day, label, location }) => ({
      t: day,
      label: location ? `${label} (${location})` : label,
    })),
  };
}
