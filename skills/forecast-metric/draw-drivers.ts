import type { DecompositionChart, DecompositionPart, DecompositionPoint } from '../../src/contracts/chart.ts';
import type { Grain } from '../../src/contracts/period.ts';
import type { Outlook } from './make-outlook.ts';
import { profileOf } from './profile-parts.ts';

/** Points of the past that are drawn: half a year of days, two years of weeks, five of months, six of quarters. */
const PAST: Readonly<Record<Grain, number>> = { day: 182, week: 104, month: 60, quarter: 24 };

/** What past and forecast are made of; null where nothing could be taken apart. */
export function drawDrivers(
  outlook: Outlook,
  words: { readonly title: string; readonly alt: string; readonly subtitle: string },
): DecompositionChart | null {
  const { series, forecast, window } = outlook;
  const { parts } = forecast;
  if (parts === null) return null;
  const from = Math.max(0, series.points.length - PAST[series.grain]);
  const closed = forecast.points.map((step) => step.closed);
  const course = (past: (i: number) => number | null, future: (h: number) => number): DecompositionPoint[] => [
    ...series.points.slice(from).map(({ t }, k) => ({ t, y: past(from + k), future: false })),
    ...forecast.points
      .slice(0, window.to)
      .map(({ t }, h) => ({ t, y: closed[h] === true ? null : future(h), future: true })),
  ];
  const find = (name: string) => parts.parts.filter((part) => part.name === name);
  const sum = (of: typeof parts.parts) =>
    course(
      (i) => (of.some(({ past }) => past[i] === null) ? null : of.reduce((all, { past }) => all + (past[i] ?? 0), 0)),
      (h) => of.reduce((all, { future }) => all + (future[h] ?? 0), 0),
    );
  const numbers = new Set(outlook.columns.companions.map(({ metric }) => metric.label));
  const effects = find('effect');
  const special = effects.filter(({ regressor = '' }) => !numbers.has(regressor));
  const others = effects.filter(({ regressor = '' }) => numbers.has(regressor));
  const drawn: DecompositionPart[] = [
    {
      label: 'Trend',
      hint: 'the level without week, season and special days',
      points: sum(find('trend')),
      level: true,
    },
    ...profile(outlook, 'week', 'Day of the week'),
    ...profile(outlook, 'year', 'Time of year'),
    ...(special.length === 0 ? [] : [{ label: 'Special days', points: nameDays(outlook, sum(special)) }]),
    ...others.slice(0, 1).map((part) => ({ label: part.regressor ?? '', points: sum([part]) })),
    {
      label: 'What is left',
      hint: 'what none of these explains',
      points: sum(find('rest')).filter(({ future }) => !future),
    },
  ];
  return {
    kind: 'decomposition',
    grain: series.grain,
    unit: series.metric.unit,
    label: series.metric.label,
    ...words,
    values: course(
      (i) => series.points[i]?.y ?? null,
      (h) => forecast.points[h]?.y ?? 0,
    ),
    parts: drawn,
  };
}

/** Weeks have no weekdays, and a pattern that is all zero is none. */
function profile(outlook: Outlook, name: 'week' | 'year', label: string): DecompositionPart[] {
  const steps = profileOf(outlook, name);
  if (steps.length < 2 || steps.every(({ value }) => value === 0)) return [];
  const short = steps.map((step) => ({ label: step.name.slice(0, 3), value: step.value }));
  const [best] = steps.toSorted((a, b) => b.value - a.value);
  const hint =
    best === undefined
      ? {}
      : { hint: `${best.name}${name === 'week' ? 's' : ''} bring${name === 'week' ? '' : 's'} most` };
  return [{ label, ...hint, profile: short, shape: name === 'week' ? 'bars' : 'curve' }];
}

/** Names a special day where it stands; one of several days on the first of them. */
function nameDays({ columns, calendar }: Outlook, points: readonly DecompositionPoint[]) {
  let before: string | undefined;
  return points.map((point) => {
    const label = columns.flags.find((name) => calendar.named.get(name)?.days.has(point.t));
    const isFirst = label !== before;
    before = label;
    return label === undefined || !isFirst || point.y === null || point.y === 0 ? point : { ...point, label };
  });
}
