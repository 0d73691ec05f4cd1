import type { ChartSpec, DecompositionPart, RosterChart } from '../contracts/chart.ts';
import type { CanDraw } from './can-draw.ts';

const NOTE = 'Some names use letters that this picture cannot show. The table has them in full.';

/**
 * Names in letters that no font here has would come out as empty boxes. Each such name becomes "Name 1",
 * "Name 2", … in the order of the chart, so rows stay apart and can be found in the table; in running text
 * the unreadable words are left out. A note says so. Expects a prepared spec.
 */
export function replaceUndrawable(spec: ChartSpec, canDraw: CanDraw): ChartSpec {
  let replaced = false;
  let unnamed = 0;
  const name = (text: string): string => {
    if (text !== '' && canDraw(text)) return text;
    unnamed += 1;
    replaced ||= text !== '';
    return `Name ${unnamed}`;
  };
  const sentence = (text: string): string => {
    if (canDraw(text)) return text;
    replaced = true;
    return text
      .split(' ')
      .map((word) => (canDraw(word) ? word : '…'))
      .join(' ')
      .replace(/…(?: …)+/g, '…');
  };
  const labelled = replaceNames(spec, name, sentence);
  const title = sentence(spec.title);
  const subtitle = spec.subtitle && sentence(spec.subtitle);
  const footnote = spec.footnote && sentence(spec.footnote);
  return { ...labelled, title, subtitle, footnote: replaced ? [footnote, NOTE].filter(Boolean).join(' ') : footnote };
}

type Rewrite = (text: string) => string;

function replaceNames(spec: ChartSpec, name: Rewrite, sentence: Rewrite): ChartSpec {
  const renamed = <T extends { readonly label: string }>(item: T): T => ({ ...item, label: name(item.label) });
  switch (spec.kind) {
    case 'trend':
      return {
        ...spec,
        series: spec.series.map(renamed),
        highlight: spec.highlight && renamed(spec.highlight),
        events: spec.events?.map(renamed),
      };
    case 'forecast-band':
      return {
        ...spec,
        label: name(spec.label),
        events: spec.events?.map(renamed),
        target: spec.target && renamed(spec.target),
      };
    case 'decomposition':
      return {
        ...spec,
        label: name(spec.label),
        parts: spec.parts.map((part) =>
          replaceInPart({ ...renamed(part), hint: part.hint && sentence(part.hint) }, name),
        ),
      };
    case 'scenarios':
      return {
        ...spec,
        label: name(spec.label),
        scenarios: spec.scenarios.map((line) => ({ ...renamed(line), note: line.note && sentence(line.note) })),
        events: spec.events?.map(renamed),
      };
    case 'backtest':
      return { ...spec, label: name(spec.label) };
    case 'bars':
      return { ...spec, bars: spec.bars.map(renamed) };
    case 'waterfall':
      return { ...spec, from: renamed(spec.from), steps: spec.steps.map(renamed), to: renamed(spec.to) };
    case 'before-after':
      return {
        ...spec,
        beforeLabel: name(spec.beforeLabel),
        afterLabel: name(spec.afterLabel),
        rows: spec.rows.map(renamed),
      };
    case 'stock':
      return {
        ...spec,
        panels: spec.panels.map((panel) => ({
          ...renamed(panel),
          unit: sentence(panel.unit),
          without: panel.without && renamed(panel.without),
        })),
      };
    case 'roster':
      return replaceInRoster(spec, once(name), sentence);
    case 'response':
      return {
        ...spec,
        spendLabel: sentence(spec.spendLabel),
        resultLabel: sentence(spec.resultLabel),
        curves: spec.curves.map(renamed),
      };
  }
}

function replaceInPart(part: DecompositionPart, name: Rewrite): DecompositionPart {
  if ('profile' in part) {
    return { ...part, profile: part.profile.map((step) => ({ ...step, label: name(step.label) })) };
  }
  return { ...part, points: part.points.map((p) => (p.label ? { ...p, label: name(p.label) } : p)) };
}

/** A role or a group has one name wherever it stands. */
function replaceInRoster(spec: RosterChart, name: Rewrite, sentence: Rewrite): RosterChart {
  return {
    ...spec,
    rows: spec.rows.map((row) => ({
      ...row,
      label: name(row.label),
      group: row.group && name(row.group),
      total: row.total && sentence(row.total),
      cells: row.cells.map((cell) => ({ ...cell, label: sentence(cell.label), role: cell.role && name(cell.role) })),
    })),
    gaps: spec.gaps?.map((gap) => ({ ...gap, label: sentence(gap.label) })),
  };
}

function once(name: Rewrite): Rewrite {
  const known = new Map<string, string>();
  return (text) => {
    const written = known.get(text) ?? name(text);
    if (text !== '') known.set(text, written);
    return written;
  };
}
