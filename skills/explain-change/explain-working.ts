import type { Working } from '../../src/contracts/working.ts';
import type { DayCount, DriverContribution } from '../../src/engines/evidence/explain-change.ts';
import type { SkillContext } from '../context.ts';
import { createWriter, metricWorking, type WorkingWriter } from '../working.ts';
import type { Explained } from './explain-evidence.ts';

/** Everything that was done, in order, with every test that was run. */
export function explainWorking(ctx: SkillContext, { evidence, found }: Explained): Working {
  const writer = createWriter(ctx);
  const { metric, series, period, compare, beforeScale } = evidence;
  const { daysBefore, daysAfter } = found.totals;
  return metricWorking(metric, {
    filter: evidence.filter,
    sources: evidence.sources,
    period,
    compare,
    leftOut: [
      ...leftOut('the period', daysAfter, series.grain),
      ...leftOut('what it is compared with', daysBefore, series.grain),
    ],
    steps: [
      `Read ${series.points.length} ${series.grain}s of ${metric.label}: ${daysAfter.open} open in ${writer.period(period)}, ${daysBefore.open} open in ${writer.period(compare)}.`,
      ...(beforeScale === 1
        ? []
        : [
            `Took ${Number(beforeScale.toPrecision(3))} of the earlier total, its average per stretch of the same length.`,
          ]),
      'Expected the period from the weekday profile and a slow level of the time before it only, and took the range from how far the same procedure missed earlier stretches of the same length.',
      ...(found.calendar === null
        ? []
        : [
            'Split off closed, missing and other days at what such days usually trade; the rest is trade per comparable day.',
          ]),
      ...found.breakdowns.map((cut) => `Split the change exactly by ${cut.dimension}, ${cut.rows.length} parts.`),
      ...found.drivers.map(
        (tree) => `Split the change exactly by ${writeFormula(tree)}${tree.kind === 'sum' ? '' : ' (Shapley values)'}.`,
      ),
      ...(found.context.length > 0
        ? [
            `Held ${found.context.length} other series against their own earlier differences: ${found.context.map((one) => one.label).join(', ')}.`,
          ]
        : []),
    ],
    checks: listChecks(found, evidence, writer),
    model: describeModel(found),
  });
}

function leftOut(what: string, days: DayCount, grain: string): string[] {
  return [
    ...(days.closed > 0 ? [`${days.closed} closed ${grain}s of ${what}: they count as closed, not as zero.`] : []),
    ...(days.missing > 0 ? [`${days.missing} ${grain}s of ${what} without a row.`] : []),
  ];
}

function listChecks(
  found: Explained['found'],
  evidence: Explained['evidence'],
  writer: WorkingWriter,
): Working['checks'] {
  const write = (value: number) => writer.value(value, evidence.metric.unit);
  const checks: { name: string; result: string }[] = [];
  for (const [name, judged] of [
    ['The period against what was to be expected', found.reality.period],
    ['What it is compared with, against what was to be expected then', found.reality.compare],
  ] as const) {
    checks.push({
      name,
      result:
        judged.verdict === 'too-little-history'
          ? `Too little history: ${judged.have} earlier stretches, ${judged.needed} needed.`
          : `${write(judged.actual)}, expected ${write(judged.expected)}, in 95 of 100 cases ${write(judged.low95)} to ${write(judged.high95)}. Further off than ${judged.rank.largerThan} of ${judged.rank.of} earlier stretches: ${judged.verdict === 'unusual' ? 'unusual' : 'usual'}.`,
    });
  }
  const point = found.changePoint;
  checks.push({
    name: 'Did the level move? (binary segmentation)',
    result:
      point === null
        ? 'None found.'
        : `On ${writer.period({ start: point.t, end: point.t })}: from ${write(point.before)} to ${write(point.after)} a ${evidence.series.grain} (score ${short(point.statistic)}, ${short(point.penalty)} needed).`,
  });
  const writeOf = (key: string, value: number) =>
    writer.value(value, evidence.context.find((one) => one.metric.key === key)?.metric.unit ?? 'other');
  for (const one of found.context) {
    if (one.delta === null) continue;
    const z =
      one.z === null
        ? one.firstMove
          ? 'first move'
          : 'no past to judge by'
        : `${Math.abs(one.z).toFixed(1)} times the size of its usual step`;
    checks.push({
      name: `At the same time: ${one.label}`,
      result: `${writeOf(one.key, one.before ?? 0)} to ${writeOf(one.key, one.after ?? 0)}, ${z}.`,
    });
  }
  const shared = found.notes.find((note) => note.code === 'context-checked');
  if (shared?.code === 'context-checked') {
    checks.push({
      name: 'Correction for looking at several series',
      result: `${shared.count} looked at, so one is named only from ${shared.threshold.toFixed(1)} times its usual step on.`,
    });
  }
  return checks;
}

function describeModel(found: Explained['found']): Working['model'] {
  const judged = found.reality.period;
  if (judged.verdict === 'too-little-history') return undefined;
  const { level, parameter, season, annual, windows, independent } = judged.method;
  return {
    name: 'Weekday profile and slow level, range from earlier stretches',
    parameters: { level, parameter, season, annual: annual ? 'yes' : 'no', windows, 'not overlapping': independent },
  };
}

const short = (value: number): string => String(Number(value.toPrecision(5)));

function writeFormula({ kind, terms }: DriverContribution): string {
  const labels = terms.map((term) => term.label);
  if (kind === 'quotient') return labels.map((label) => `(${label})`).join(' ÷ ');
  return labels.join(kind === 'sum' ? ' + ' : ' × ');
}
