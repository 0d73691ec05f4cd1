import type { ResponseChart, ResponseCurve, RosterChart, StockChart, StockPanel } from '../contracts/chart.ts';
import { cleanName } from './clean-text.ts';
import { dayNumber } from './format-date.ts';
import { areFinite, inOrder, oneADay } from './prepare-values.ts';

const MAX_UNIT = 12;
/** A shift or a reason in a cell; more cannot be read there. */
const MAX_CELL = 16;
const MAX_AXIS_LABEL = 40;

/** Panels that have a stock to draw. */
export function prepareStock(spec: StockChart): StockChart {
  return { ...spec, panels: spec.panels.map(preparePanel).filter((p) => p.points.length > 0) };
}

function preparePanel(panel: StockPanel): StockPanel {
  const points = oneADay(panel.points.filter((p) => areFinite(p.stock)));
  const without = panel.without && oneADay(panel.without.points.filter((p) => areFinite(p.stock)));
  return {
    label: cleanName(panel.label),
    unit: cleanName(panel.unit, MAX_UNIT),
    points,
    arrivals: addUp(panel.arrivals),
    short: panel.short && addUp(panel.short),
    without:
      panel.without && without && without.length > 0
        ? { label: cleanName(panel.without.label), points: without }
        : undefined,
    floor: panel.floor !== undefined && areFinite(panel.floor) && panel.floor > 0 ? panel.floor : undefined,
    range: panel.range && oneADay(panel.range.filter((r) => areFinite(r.low, r.high))),
  };
}

/** What two suppliers bring on one day is one mark. */
function addUp(items: readonly { readonly t: string; readonly quantity: number }[]) {
  const sums = new Map<string, number>();
  for (const { t, quantity } of items) {
    if (areFinite(quantity) && quantity > 0) sums.set(t, (sums.get(t) ?? 0) + quantity);
  }
  return inOrder([...sums].map(([t, quantity]) => ({ t, quantity })));
}

/** Days in order, each once; cells and gaps of other days are dropped. */
export function prepareRoster(spec: RosterChart): RosterChart {
  for (const day of spec.days) dayNumber(day);
  const days = [...new Set(spec.days)].toSorted();
  const known = new Set(days);
  return {
    ...spec,
    days,
    rows: spec.rows.map((row) => ({
      label: cleanName(row.label),
      group: cleanName(row.group ?? '') || undefined,
      total: cleanName(row.total ?? '', MAX_CELL) || undefined,
      cells: row.cells
        .filter((cell) => known.has(cell.day))
        .map((cell) => ({
          ...cell,
          label: cleanName(cell.label, MAX_CELL),
          role: cleanName(cell.role ?? '') || undefined,
        })),
    })),
    gaps: spec.gaps
      ?.filter((gap) => known.has(gap.day))
      .map((gap) => ({ day: gap.day, label: cleanName(gap.label, MAX_AXIS_LABEL) })),
  };
}

/** Curves whose plan is a number. Spend below nothing is dropped. */
export function prepareResponse(spec: ResponseChart): ResponseChart {
  return {
    ...spec,
    spendLabel: cleanName(spec.spendLabel, MAX_AXIS_LABEL),
    resultLabel: cleanName(spec.resultLabel, MAX_AXIS_LABEL),
    curves: spec.curves.filter((c) => isPlace(c.plan)).map(prepareCurve),
  };
}

function prepareCurve(curve: ResponseCurve): ResponseCurve {
  return {
    label: cleanName(curve.label),
    points: curve.points.filter(isPlace).toSorted((a, b) => a.spend - b.spend),
    now: curve.now && isPlace(curve.now) ? curve.now : undefined,
    plan: curve.plan,
    triedUpTo: curve.triedUpTo !== undefined && areFinite(curve.triedUpTo) ? curve.triedUpTo : undefined,
  };
}

function isPlace({ spend, result }: { readonly spend: number; readonly result: number }): boolean {
  return areFinite(spend, result) && spend >= 0;
}
