import type { ChartEvent } from '../contracts/chart.ts';
import type { KeyEntry } from './draw-key.ts';
import { dayNumber } from './format-date.ts';
import type { Page } from './page.ts';
import type { Flag } from './place-flags.ts';
import { crossLayers, ringLayer } from './shape-layers.ts';
import { type Layer, type LinearScale, toPixel } from './vega-layers.ts';

type Span = readonly [first: number, last: number];

interface DatedEvent extends ChartEvent {
  readonly day: number;
}

/** Names of what happened, above the plot; days in a row with one name are named once, at the first. */
export function flagEvents(
  events: readonly ChartEvent[] | undefined,
  span: Span,
  xOf: (day: number) => number,
  { palette }: Page,
): (Flag & { color: string })[] {
  const shown = within(events, span);
  const goesOn = ({ day, label }: DatedEvent) => shown.some((e) => e.day === day - 1 && e.label === label);
  return shown
    .filter((event) => event.label !== '' && !goesOn(event))
    .map(({ day, label }) => ({
      x: xOf(day),
      text: label,
      rule: 'full',
      place: 'side',
      important: false,
      color: palette.mutedText,
    }));
}

/** Holidays and closed days on the time axis itself: all of them, whatever room their names have. */
export function markEvents(
  events: readonly ChartEvent[] | undefined,
  span: Span,
  { x, axis }: { readonly x: LinearScale; readonly axis: number },
  { palette }: Page,
): Layer[] {
  const of = (kind: ChartEvent['kind']) =>
    within(events, span)
      .filter((event) => event.kind === kind)
      .map(({ day }) => ({ x: toPixel(x, day), y: axis, color: palette.mutedText }));
  const holidays = of('holiday').map(({ color, ...at }) => ({ ...at, fill: color, stroke: palette.background }));
  const closed = of('closed');
  return [
    ...(holidays.length > 0 ? [ringLayer(holidays, 4.6)] : []),
    ...(closed.length > 0 ? crossLayers(closed, 3.4, palette.background) : []),
  ];
}

/** What the marks on the axis are. */
export function keyEvents(events: readonly ChartEvent[] | undefined, span: Span, { palette }: Page): KeyEntry[] {
  const shown = within(events, span);
  const entry = (kind: ChartEvent['kind'], text: string, mark: KeyEntry['mark']): KeyEntry[] =>
    shown.some((event) => event.kind === kind) ? [{ text, color: palette.mutedText, opacity: 1, mark }] : [];
  return [...entry('holiday', 'Holiday', 'dot'), ...entry('closed', 'Closed', 'cross')];
}

function within(events: readonly ChartEvent[] | undefined, [first, last]: Span): DatedEvent[] {
  return (events ?? [])
    .map((event) => ({ ...event, day: dayNumber(event.t) }))
    .filter(({ day }) => day >= first && day <= last);
}
