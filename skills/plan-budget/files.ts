import { addDays } from '../../src/calendar/civil-day.ts';
import type { SkillFile } from '../../src/contracts/skill.ts';
import { type Sheet, writeCsv, writeWorkbook } from '../../src/exports/write-sheets.ts';
import type { SkillContext } from '../context.ts';
import { createWriter } from '../working.ts';
import { traceCurve } from './draw-response.ts';
import { type ChannelFigures, figuresOf, type MadeBudget } from './figures.ts';

/** The plan as a workbook and as a CSV. */
export async function writeFiles(ctx: SkillContext, made: MadeBudget): Promise<readonly SkillFile[]> {
  const figures = figuresOf(made);
  const name = `marketing-plan-${made.basis.period.start}`;
  const plan = planSheet(made);
  const sheets = [plan, summarySheet(made, figures), curveSheet(made, figures), basisSheet(ctx, made)];
  return [await writeWorkbook(name, sheets), writeCsv(name, plan)];
}

const cents = (value: number): number => Math.round(value * 100) / 100;

/** A row a channel and week. A period longer than the model's weeks repeats them; a week cut short is paid for in part. */
function planSheet({ basis, outcome }: MadeBudget): Sheet {
  const weeks = Math.ceil(basis.weeks - 1e-9);
  const rows = outcome.plan.rows.flatMap(({ channelId, spend, result }) =>
    Array.from({ length: weeks }, (_, week) => {
      const share = Math.min(1, basis.weeks - week);
      const known = basis.channels.some(({ name, how }) => name === channelId && how !== 'kept');
      const brings = known ? cents((result[week % result.length] ?? 0) * share) : null;
      return [
        addDays(basis.period.start, 7 * week),
        channelId,
        cents((spend[week % spend.length] ?? 0) * share),
        brings,
      ];
    }),
  );
  return {
    name: 'Plan',
    columns: [
      { label: 'Week from', kind: 'date', width: 12 },
      { label: 'Channel', kind: 'text' },
      { label: 'Spend', kind: 'money', width: 12 },
      { label: `Expected: ${basis.result.label}`, kind: 'number' },
    ],
    rows,
  };
}

function summarySheet({ basis }: MadeBudget, figures: readonly ChannelFigures[]): Sheet {
  const how = { estimated: 'from your past', assumed: 'assumed', kept: 'not known, kept' };
  return {
    name: 'By channel',
    columns: [
      { label: 'Channel', kind: 'text' },
      { label: 'Now a week', kind: 'money' },
      { label: 'Plan a week', kind: 'money' },
      { label: `${basis.result.label} a week now`, kind: 'number' },
      { label: `${basis.result.label} a week planned`, kind: 'number' },
      { label: 'Low (8 in 10)', kind: 'number' },
      { label: 'High (8 in 10)', kind: 'number' },
      { label: `Next ${basis.nextStep} brings`, kind: 'number' },
      { label: 'Known', kind: 'text' },
    ],
    rows: figures.map(({ channel, now, plan, nowResult, result, next }) => [
      channel.name,
      cents(now),
      cents(plan),
      nowResult === null ? null : cents(nowResult),
      result && cents(result.mean),
      result && cents(result.low80),
      result && cents(result.high80),
      next && cents(next.mean),
      how[channel.how],
    ]),
  };
}

function curveSheet({ basis, problem }: MadeBudget, figures: readonly ChannelFigures[]): Sheet {
  const rows = figures.flatMap(({ channel, plan, now, result }) => {
    const planned = result && problem.channels.find(({ id }) => id === channel.name);
    if (!planned) return [];
    return traceCurve(planned, Math.max(plan, now, channel.highestSpend)).map((point) => [
      channel.name,
      cents(point.spend),
      cents(point.result),
      cents(point.low),
      cents(point.high),
    ]);
  });
  return {
    name: 'Curves',
    columns: [
      { label: 'Channel', kind: 'text' },
      { label: 'Spend a week', kind: 'money' },
      { label: `${basis.result.label} a week`, kind: 'number' },
      { label: 'Low (8 in 10)', kind: 'number' },
      { label: 'High (8 in 10)', kind: 'number' },
    ],
    rows,
  };
}

function basisSheet(ctx: SkillContext, { basis }: MadeBudget): Sheet {
  const { period } = createWriter(ctx);
  const lines = [
    ['For', period(basis.period)],
    ['Spend', basis.spend.label],
    ['Result', basis.result.label],
    ...basis.steps.map((step) => ['Done', step]),
    ...basis.sources.map(({ fileName, rowCount }) => ['Read', `${fileName}, ${rowCount} rows`]),
  ];
  return {
    name: 'What it rests on',
    columns: [
      { label: 'What', kind: 'text', width: 10 },
      { label: 'Detail', kind: 'text', width: 100 },
    ],
    rows: lines,
  };
}
