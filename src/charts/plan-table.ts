import type { RepliedTable, ResponseChart, RosterCell, RosterChart, StockChart } from '../contracts/chart.ts';
import type { IsoDate } from '../contracts/period.ts';
import type { WritingStyle } from './chart-style.ts';
import { dayNumber, formatDay, formatTableDate } from './format-date.ts';
import { GAPS_NAME } from './lay-out-roster.ts';
import { EMPTY, left, listDates, right, writeCell } from './table-parts.ts';

/** A row an item and day; columns that no item has are left out. */
export function tableOfStock(spec: StockChart, format: WritingStyle): RepliedTable {
  const { panels } = spec;
  const has = (test: (panel: StockChart['panels'][number]) => boolean) => panels.some(test);
  const withUse = has((p) => (p.expectedUse?.length ?? 0) > 0);
  const withShort = has((p) => (p.short?.length ?? 0) > 0);
  const withRange = has((p) => (p.range?.length ?? 0) > 0);
  const withFloor = has((p) => p.floor !== undefined);
  const without = panels.find((p) => p.without)?.without?.label;
  const write = (v: number | undefined) => writeCell(v, 'other', format);
  return {
    title: spec.title,
    columns: [
      left('Item'),
      left('Date'),
      right('Delivery'),
      ...(withUse ? [right('Expected use')] : []),
      ...(withShort ? [right('Short')] : []),
      right('Stock'),
      ...(withRange ? [right('80% from'), right('80% to')] : []),
      ...(without === undefined ? [] : [right(without)]),
      ...(withFloor ? [right('Safety stock')] : []),
    ],
    rows: panels.flatMap((panel) => {
      const stock = new Map(panel.points.map((p) => [p.t, p.stock]));
      const range = new Map(panel.range?.map((r) => [r.t, r]));
      const rest = new Map(panel.without?.points.map((p) => [p.t, p.stock]));
      const arrivals = addUp(panel.arrivals);
      const use = addUp(panel.expectedUse ?? []);
      const short = addUp(panel.short ?? []);
      const name = panel.unit === '' ? panel.label : `${panel.label}, ${panel.unit}`;
      const dates = listDates([stock, range, rest, arrivals, use, short].flatMap((map) => [...map.keys()]));
      return dates.map((t) => [
        name,
        formatTableDate(dayNumber(t), spec.grain, format),
        write(arrivals.get(t)),
        ...(withUse ? [write(use.get(t))] : []),
        ...(withShort ? [write(short.get(t))] : []),
        write(stock.get(t)),
        ...(withRange ? [write(range.get(t)?.low), write(range.get(t)?.high)] : []),
        ...(without === undefined ? [] : [write(rest.get(t))]),
        ...(withFloor ? [write(panel.floor)] : []),
      ]);
    }),
  };
}

function addUp(items: readonly { readonly t: IsoDate; readonly quantity: number }[]): Map<IsoDate, number> {
  const sums = new Map<IsoDate, number>();
  for (const { t, quantity } of items) sums.set(t, (sums.get(t) ?? 0) + quantity);
  return sums;
}

/** The grid itself: a row a person, a column a day; the last row is what nobody covers. */
export function tableOfRoster(spec: RosterChart, format: WritingStyle): RepliedTable {
  const grouped = spec.rows.some((row) => row.group);
  const totals = spec.rows.some((row) => row.total);
  const gaps = spec.gaps ?? [];
  const heading = (day: IsoDate) =>
    formatDay(dayNumber(day), { weekday: 'short', day: 'numeric', month: 'short' }, format);
  const joined = (parts: readonly string[]) => (parts.length > 0 ? parts.join('; ') : EMPTY);
  return {
    title: spec.title,
    columns: [
      left('Name'),
      ...(grouped ? [left('Group')] : []),
      ...spec.days.map((day) => left(heading(day))),
      ...(totals ? [right('Total')] : []),
    ],
    rows: [
      ...spec.rows.map((row) => [
        row.label,
        ...(grouped ? [row.group ?? ''] : []),
        ...spec.days.map((day) => joined(row.cells.filter((cell) => cell.day === day).map(writeShift))),
        ...(totals ? [row.total ?? ''] : []),
      ]),
      ...(gaps.length > 0
        ? [
            [
              GAPS_NAME,
              ...(grouped ? [''] : []),
              ...spec.days.map((day) => joined(gaps.filter((gap) => gap.day === day).map((gap) => gap.label))),
              ...(totals ? [''] : []),
            ],
          ]
        : []),
    ],
  };
}

/** What the picture says by colour, in words. */
function writeShift({ label, tone, role, changed }: RosterCell): string {
  const notes = [
    ...(role ? [role] : []),
    ...(tone === 'overtime' ? ['overtime'] : tone === 'away' ? ['away'] : tone === 'short' ? ['missing'] : []),
    ...(changed ? ['changed'] : []),
  ].filter((note) => note.toLowerCase() !== label.toLowerCase());
  return notes.length === 0 ? label : `${label} (${notes.join(', ')})`.trim();
}

/** Today and the plan of each channel; the curve as its points beneath. */
export function tableOfResponse(spec: ResponseChart, format: WritingStyle): RepliedTable {
  const money = (v: number | undefined) => writeCell(v, 'currency', format);
  const result = (v: number | undefined) => writeCell(v, spec.unit, format);
  const withRange = spec.curves.some((c) => c.points.some((p) => p.low !== undefined || p.high !== undefined));
  const row = (name: string, what: string, p: ResponseChart['curves'][number]['points'][number]) => [
    name,
    what,
    money(p.spend),
    result(p.result),
    ...(withRange ? [result(p.low), result(p.high)] : []),
  ];
  return {
    title: spec.title,
    columns: [
      left('Name'),
      left('What'),
      right(spec.spendLabel),
      right(spec.resultLabel),
      ...(withRange ? [right('80% from'), right('80% to')] : []),
    ],
    rows: spec.curves.flatMap((curve) => [
      ...(curve.now ? [row(curve.label, 'Today', curve.now)] : []),
      row(curve.label, 'Plan', curve.plan),
      ...curve.points.map((p) =>
        row(curve.label, curve.triedUpTo !== undefined && p.spend > curve.triedUpTo ? 'Never tried' : 'Estimate', p),
      ),
    ]),
  };
}
