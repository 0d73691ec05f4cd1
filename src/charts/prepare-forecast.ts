import type {
  BacktestChart,
  ChartEvent,
  ChartPoint,
  DecompositionChart,
  DecompositionPart,
  DecompositionPoint,
  ForecastChart,
  ScenarioLine,
  ScenariosChart,
} from '../contracts/chart.ts';
import { cleanName } from './clean-text.ts';
import { areFinite, inOrder, oneADay } from './prepare-values.ts';

/** What a part says, or what a scenario comes to. */
const MAX_NOTE = 60;

export function preparePoints(points: readonly ChartPoint[]): ChartPoint[] {
  return inOrder(points.map((p) => (p.y !== null && areFinite(p.y) ? p : { t: p.t, y: null })));
}

export function prepareEvents(events: readonly ChartEvent[] | undefined): ChartEvent[] | undefined {
  return events && inOrder(events.map((e) => ({ t: e.t, label: cleanName(e.label), kind: e.kind })));
}

export function prepareForecast(spec: ForecastChart): ForecastChart {
  const { target } = spec;
  return {
    ...spec,
    label: cleanName(spec.label),
    history: preparePoints(spec.history),
    forecast: inOrder(
      spec.forecast
        .filter((f) => areFinite(f.y, f.low80, f.high80, f.low95, f.high95))
        .map(({ low50, high50, ...f }) => (isRange(low50, high50) ? { ...f, low50, high50 } : f)),
    ),
    events: prepareEvents(spec.events),
    target: target && areFinite(target.value) ? { ...target, label: cleanName(target.label) } : undefined,
  };
}

/** Parts without a number are dropped. */
export function prepareDecomposition(spec: DecompositionChart): DecompositionChart {
  return {
    ...spec,
    label: cleanName(spec.label),
    values: prepareCourse(spec.values),
    parts: spec.parts.map(preparePart).filter(hasValues),
  };
}

function preparePart(part: DecompositionPart): DecompositionPart {
  const label = cleanName(part.label);
  const hint = cleanName(part.hint ?? '', MAX_NOTE) || undefined;
  if ('profile' in part) {
    const steps = part.profile.filter((step) => areFinite(step.value));
    return { ...part, label, hint, profile: steps.map((s) => ({ ...s, label: cleanName(s.label) })) };
  }
  const points = prepareCourse(part.points).map((p) => ({ ...p, label: cleanName(p.label ?? '') || undefined }));
  return { ...part, label, hint, points };
}

function prepareCourse<T extends DecompositionPoint>(points: readonly T[]): T[] {
  return oneADay(points.map((p) => (p.y !== null && areFinite(p.y) ? p : { ...p, y: null })));
}

function hasValues(part: DecompositionPart): boolean {
  return 'profile' in part ? part.profile.length > 0 : part.points.some((p) => p.y !== null);
}

/** Scenarios without a number are dropped. */
export function prepareScenarios(spec: ScenariosChart): ScenariosChart {
  return {
    ...spec,
    label: cleanName(spec.label),
    history: preparePoints(spec.history),
    scenarios: spec.scenarios.map(prepareLine).filter((line) => line.points.length > 0),
    events: prepareEvents(spec.events),
  };
}

function prepareLine({ label, note, points }: ScenarioLine): ScenarioLine {
  return {
    label: cleanName(label),
    note: cleanName(note ?? '', MAX_NOTE) || undefined,
    points: oneADay(
      points
        .filter((p) => areFinite(p.y))
        .map(({ low80, high80, ...p }) => (isRange(low80, high80) ? { ...p, low80, high80 } : p)),
    ),
  };
}

/** Forecasts without a number are dropped; the others come in the order in which they were made. */
export function prepareBacktest(spec: BacktestChart): BacktestChart {
  const forecasts = spec.forecasts
    .map(({ madeOn, points }) => ({
      t: madeOn,
      points: oneADay(points.filter((p) => areFinite(p.y, p.low80, p.high80))),
    }))
    .filter(({ points }) => points.length > 0);
  return {
    ...spec,
    label: cleanName(spec.label),
    actual: preparePoints(spec.actual),
    forecasts: inOrder(forecasts).map(({ t, points }) => ({ madeOn: t, points })),
  };
}

function isRange(low: number | undefined, high: number | undefined): boolean {
  return low !== undefined && high !== undefined && areFinite(low, high);
}
