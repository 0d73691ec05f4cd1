import { randomUUID } from 'node:crypto';
import type { ChartSpec, RepliedChart, RepliedTable } from '../../src/contracts/chart.ts';
import type { ChartId } from '../../src/contracts/ids.ts';
import type { RepliedFile, Reply, ReplyAction, ReplySection } from '../../src/contracts/reply.ts';
import type { FollowUp, Question, SectionTemplate, TableTemplate } from '../../src/contracts/skill.ts';
import type { Working } from '../../src/contracts/working.ts';
import type { Grounder } from '../../src/facts/ground.ts';
import type { ComposedStep } from '../../src/llm/port.ts';
import type { CoachAction, CoachFile } from './state.ts';

interface ReplyParts {
  readonly turn: string;
  readonly steps: readonly ComposedStep[];
  readonly sections: readonly SectionTemplate[];
  readonly asked: Question | null;
  readonly followUps: readonly FollowUp[];
  /** False for the plain fallback: no charts, tables or buttons whose texts might be what failed. */
  readonly withExtras: boolean;
  readonly grounder: Grounder;
  /** The same numbers as the chart, as a table. */
  readonly tableOf: (chart: ChartSpec) => RepliedTable;
}

/** @throws BugError when any text holds a number that is no fact */
export function buildReply(parts: ReplyParts): { reply: Reply; actions: CoachAction[]; files: CoachFile[] } {
  const { grounder } = parts;
  const said = parts.sections.some((section) => section.kind === 'question');
  const templates: SectionTemplate[] =
    parts.asked && !said ? [...parts.sections, { kind: 'question', template: parts.asked.text }] : [...parts.sections];
  const sections = templates.map(
    (section): ReplySection => ({
      kind: section.kind,
      ...(section.heading === undefined ? {} : { heading: grounder.text(section.heading) }),
      spans: grounder.spans(section.template),
    }),
  );
  const charts = parts.withExtras
    ? parts.steps.flatMap((step) => step.result.charts.map((chart) => fillChart(chart, parts)))
    : [];
  const tables = parts.withExtras
    ? parts.steps.flatMap((step) => step.result.tables.map((table) => fillTable(table, grounder)))
    : [];
  const actions = parts.withExtras
    ? parts.followUps.map((item, index) => fillAction(item, `${parts.turn}-${index}`, grounder))
    : [];
  // The files were made from the plan itself: they are right even where the words about it were stopped.
  const files = parts.steps.flatMap((step) => step.result.files ?? []).map((file) => ({ ...file, id: randomUUID() }));
  const reply: Reply = {
    text: sections.map(sectionText).join('\n\n'),
    sections,
    facts: grounder.used(),
    charts,
    tables,
    actions: actions.map(({ id, label, kind }): ReplyAction => ({ id, label, kind })),
    ...(files.length === 0 ? {} : { files: files.map(describeFile) }),
    visibility: 'everyone',
    working: mergeWorking(parts.steps),
  };
  return {
    reply,
    actions: actions.map(({ id, label, call }) => (call ? { id, label, call } : { id, label })),
    files,
  };
}

const describeFile = ({ id, name, mediaType, content }: CoachFile): RepliedFile => ({
  id,
  name,
  mediaType,
  bytes: content.byteLength,
});

function sectionText(section: ReplySection): string {
  const text = section.spans.map((span) => span.text).join('');
  return section.heading ? `${section.heading}\n${text}` : text;
}

function fillChart(chart: ChartSpec, { grounder, tableOf }: ReplyParts): RepliedChart {
  const spec = fillLabels(
    {
      ...chart,
      title: grounder.text(chart.title),
      alt: grounder.text(chart.alt),
      ...(chart.subtitle === undefined ? {} : { subtitle: grounder.text(chart.subtitle) }),
      ...(chart.footnote === undefined ? {} : { footnote: grounder.text(chart.footnote) }),
    },
    // A label is a name from the data and may hold digits; where it has slots, they are facts.
    (label) => (label.includes('{{') ? grounder.text(label) : label),
  );
  // A fresh random id is a chart's own; the brand has no other maker.
  return { id: randomUUID() as ChartId, spec, alt: spec.alt, table: tableOf(spec) };
}

/** The labels a skill writes itself; members and series are named by the data. */
function fillLabels(spec: ChartSpec, fill: (label: string) => string): ChartSpec {
  switch (spec.kind) {
    case 'waterfall':
      return {
        ...spec,
        from: { ...spec.from, label: fill(spec.from.label) },
        to: { ...spec.to, label: fill(spec.to.label) },
      };
    case 'before-after':
      return { ...spec, beforeLabel: fill(spec.beforeLabel), afterLabel: fill(spec.afterLabel) };
    case 'trend':
      return spec.highlight ? { ...spec, highlight: { ...spec.highlight, label: fill(spec.highlight.label) } } : spec;
    case 'forecast-band':
      return spec.target ? { ...spec, target: { ...spec.target, label: fill(spec.target.label) } } : spec;
    case 'decomposition':
      return {
        ...spec,
        parts: spec.parts.map((part) => ({
          ...part,
          label: fill(part.label),
          ...(part.hint === undefined ? {} : { hint: fill(part.hint) }),
        })),
      };
    case 'scenarios':
      return {
        ...spec,
        scenarios: spec.scenarios.map((line) => ({
          ...line,
          label: fill(line.label),
          ...(line.note === undefined ? {} : { note: fill(line.note) }),
        })),
      };
    case 'stock':
      return {
        ...spec,
        panels: spec.panels.map((panel) =>
          panel.without ? { ...panel, without: { ...panel.without, label: fill(panel.without.label) } } : panel,
        ),
      };
    case 'roster':
      // Names, roles and shifts are the company's; only the totals are written by a skill.
      return {
        ...spec,
        rows: spec.rows.map((row) => (row.total === undefined ? row : { ...row, total: fill(row.total) })),
      };
    case 'response':
      return { ...spec, spendLabel: fill(spec.spendLabel), resultLabel: fill(spec.resultLabel) };
    default:
      return spec;
  }
}

const fillTable = (table: TableTemplate, grounder: Grounder): RepliedTable => ({
  ...(table.lead ? { lead: true } : {}),
  title: grounder.text(table.title),
  columns: table.columns.map((column) => ({ ...column, label: grounder.text(column.label) })),
  rows: table.rows.map((row) => row.map((cell) => grounder.text(cell))),
});

const fillAction = (item: FollowUp, id: string, grounder: Grounder) => ({
  id,
  label: grounder.text(item.label),
  kind: item.kind,
  call: item.call,
});

/** Several steps, one account: everything each step used and did, in order; the last model is the one named. */
function mergeWorking(steps: readonly ComposedStep[]): Working | null {
  const all = steps.flatMap((step) => (step.result.working ? [step.result.working] : []));
  const [first, ...more] = all;
  if (!first) return null;
  if (more.length === 0) return first;
  const sources = new Map(
    all.flatMap((working) => working.sources.map((source) => [`${source.dataset}|${source.rowCount}`, source])),
  );
  const model = all.findLast((working) => working.model)?.model;
  return {
    ...first,
    sources: [...sources.values()],
    leftOut: [...new Set(all.flatMap((working) => working.leftOut))],
    steps: all.flatMap((working) => working.steps),
    checks: all.flatMap((working) => working.checks),
    ...(model ? { model } : {}),
  };
}
