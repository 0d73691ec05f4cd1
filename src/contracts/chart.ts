import type { Unit } from './catalogue.ts';
import type { ChartId } from './ids.ts';
import type { Grain, IsoDate } from './period.ts';

/**
 * One sentence, drawn. Text fields are templates with `{{fact}}` slots like all prose
 * and are filled by grounding before anything is rendered.
 */
export type ChartSpec = TrendChart | ForecastChart | BarsChart | WaterfallChart | BeforeAfterChart;

interface ChartBase {
  /** The finding, not the variable: "Revenue should rise {{f3}} next week". */
  readonly title: string;
  /** What is drawn, with its unit and cut: "Revenue per day, Harbor". */
  readonly subtitle?: string;
  /** What a person who cannot see it needs: the title and the numbers that matter. */
  readonly alt: string;
  readonly unit: Unit;
  /** Small print under the plot: the source. */
  readonly footnote?: string;
}

export interface ChartPoint {
  readonly t: IsoDate;
  /** null: closed or missing; the line breaks there. */
  readonly y: number | null;
}

export interface ChartEvent {
  readonly t: IsoDate;
  readonly label: string;
}

/** Lines over time; the first series is the one the title speaks of, others are drawn muted. */
export interface TrendChart extends ChartBase {
  readonly kind: 'trend';
  readonly grain: Grain;
  readonly series: readonly { readonly label: string; readonly points: readonly ChartPoint[] }[];
  /** A stretch of time to shade, e.g. the week asked about. */
  readonly highlight?: { readonly start: IsoDate; readonly end: IsoDate; readonly label: string };
  readonly events?: readonly ChartEvent[];
  /** What was expected, with its usual range; drawn as a muted band. */
  readonly expected?: readonly { readonly t: IsoDate; readonly low: number; readonly high: number }[];
}

/** Past solid, future dashed, bands in one hue. */
export interface ForecastChart extends ChartBase {
  readonly kind: 'forecast-band';
  readonly grain: Grain;
  readonly label: string;
  readonly history: readonly ChartPoint[];
  readonly forecast: readonly {
    readonly t: IsoDate;
    readonly y: number;
    readonly low80: number;
    readonly high80: number;
    readonly low95: number;
    readonly high95: number;
  }[];
  readonly events?: readonly ChartEvent[];
  /** A level to reach, drawn as a thin line with its label. */
  readonly target?: { readonly value: number; readonly label: string };
}

/** Horizontal bars by member, longest first; `accent` is the one the title speaks of. */
export interface BarsChart extends ChartBase {
  readonly kind: 'bars';
  readonly bars: readonly { readonly label: string; readonly value: number; readonly accent?: boolean }[];
}

/** From one total to another, step by step; steps add up exactly. */
export interface WaterfallChart extends ChartBase {
  readonly kind: 'waterfall';
  readonly from: { readonly label: string; readonly value: number };
  readonly steps: readonly { readonly label: string; readonly delta: number }[];
  readonly to: { readonly label: string; readonly value: number };
}

/** Two values per member side by side, as a dumbbell. */
export interface BeforeAfterChart extends ChartBase {
  readonly kind: 'before-after';
  readonly beforeLabel: string;
  readonly afterLabel: string;
  readonly rows: readonly { readonly label: string; readonly before: number; readonly after: number }[];
}

export type ChartTheme = 'light' | 'dark';

/** A chart of a reply: filled texts, an id to fetch its picture by, and the same numbers as a table. */
export interface RepliedChart {
  readonly id: ChartId;
  readonly spec: ChartSpec;
  readonly alt: string;
  readonly table: RepliedTable;
}

/** A table as it is shown: every cell already written in the company's format. */
export interface RepliedTable {
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}
