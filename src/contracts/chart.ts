import type { Unit } from './catalogue.ts';
import type { ChartId } from './ids.ts';
import type { Grain, IsoDate } from './period.ts';

/**
 * One sentence, drawn. Text fields are templates with `{{fact}}` slots like all prose
 * and are filled by grounding before anything is rendered.
 */
export type ChartSpec =
  | TrendChart
  | ForecastChart
  | DecompositionChart
  | ScenariosChart
  | BacktestChart
  | BarsChart
  | WaterfallChart
  | BeforeAfterChart
  | StockChart
  | RosterChart
  | ResponseChart;

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
  /** `closed`: nothing is sold that day. Both are marked on the time axis, with or without room for their names. */
  readonly kind?: 'holiday' | 'closed';
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
  /** The innermost band is drawn where each point has both its ends. A day that is missing breaks the line. */
  readonly forecast: readonly {
    readonly t: IsoDate;
    readonly y: number;
    readonly low50?: number;
    readonly high50?: number;
    readonly low80: number;
    readonly high80: number;
    readonly low95: number;
    readonly high95: number;
  }[];
  readonly events?: readonly ChartEvent[];
  /** A level to reach, drawn as a thin line with its label. */
  readonly target?: { readonly value: number; readonly label: string };
}

/**
 * What a series is made of: the series itself on top, under it up to six parts that add up to it, all parts to one
 * scale so that their sizes can be compared.
 */
export interface DecompositionChart extends ChartBase {
  readonly kind: 'decomposition';
  readonly grain: Grain;
  /** What is taken apart: "Revenue". */
  readonly label: string;
  /** Past and forecast in one. */
  readonly values: readonly DecompositionPoint[];
  /** In the order they are drawn; those with a `profile` stand together under the time axis. */
  readonly parts: readonly DecompositionPart[];
}

export interface DecompositionPoint {
  readonly t: IsoDate;
  /** In the chart's unit; null: closed or missing. */
  readonly y: number | null;
  readonly future: boolean;
}

/** A part over time, or as the profile of what repeats: a week's seven days, a year's twelve months. */
export type DecompositionPart = DecompositionCourse | DecompositionProfile;

interface DecompositionPartBase {
  /** Plain and short: "Day of the week", "Holidays", "What is left". */
  readonly label: string;
  /** What it says, in a few words: "Saturdays bring most". */
  readonly hint?: string;
}

export interface DecompositionCourse extends DecompositionPartBase {
  readonly points: readonly (DecompositionPoint & {
    /** Names a point that stands out, e.g. the holiday; drawn where there is room. */
    readonly label?: string;
  })[];
  /** True for the trend: its values are a level, not something added to one. */
  readonly level?: boolean;
}

export interface DecompositionProfile extends DecompositionPartBase {
  /** What each step adds, in the chart's unit: Monday to Sunday, January to December. */
  readonly profile: readonly { readonly label: string; readonly value: number }[];
  /** `bars` for a week, `curve` for a year. */
  readonly shape: 'bars' | 'curve';
}

/** Two to four forecasts of one series side by side, each named at its end; the first is what the others are held against. */
export interface ScenariosChart extends ChartBase {
  readonly kind: 'scenarios';
  readonly grain: Grain;
  readonly label: string;
  readonly history: readonly ChartPoint[];
  readonly scenarios: readonly ScenarioLine[];
  readonly events?: readonly ChartEvent[];
}

export interface ScenarioLine {
  /** "With the promotion". */
  readonly label: string;
  /** Stands under the label: what it comes to, e.g. its total. */
  readonly note?: string;
  /** A day that is missing (closed) breaks the line. The range is drawn for the first scenario; the table has all. */
  readonly points: readonly {
    readonly t: IsoDate;
    readonly y: number;
    readonly low80?: number;
    readonly high80?: number;
  }[];
}

/** What was forecast against what came. Forecasts of one point each are drawn as dots with their range, others as lines. */
export interface BacktestChart extends ChartBase {
  readonly kind: 'backtest';
  readonly grain: Grain;
  /** What came: "Revenue". */
  readonly label: string;
  readonly actual: readonly ChartPoint[];
  readonly forecasts: readonly PastForecast[];
}

export interface PastForecast {
  /** The last day that was known when it was made. */
  readonly madeOn: IsoDate;
  readonly points: readonly {
    readonly t: IsoDate;
    readonly y: number;
    readonly low80: number;
    readonly high80: number;
  }[];
}

/** Horizontal bars by member; `accent` is the one the title speaks of. */
export interface BarsChart extends ChartBase {
  readonly kind: 'bars';
  /** `given`: as they come, e.g. by price. Longest first where it is absent. */
  readonly order?: 'given';
  readonly bars: readonly { readonly label: string; readonly value: number; readonly accent?: boolean }[];
}

/** From one total to another, step by step; steps add up exactly. */
export interface WaterfallChart extends ChartBase {
  readonly kind: 'waterfall';
  readonly from: { readonly label: string; readonly value: number };
  readonly steps: readonly { readonly label: string; readonly delta: number }[];
  readonly to: { readonly label: string; readonly value: number };
}

/** Two values per member side by side, as a dumbbell; equal ones are drawn as unchanged. */
export interface BeforeAfterChart extends ChartBase {
  readonly kind: 'before-after';
  readonly beforeLabel: string;
  readonly afterLabel: string;
  readonly rows: readonly {
    readonly label: string;
    readonly before: number;
    readonly after: number;
    /** The value after is one the company has no experience with, e.g. a price never asked before. */
    readonly mark?: 'untried';
  }[];
}

/** Stock of up to four items over time, a panel each under one time axis; `unit` is not used. */
export interface StockChart extends ChartBase {
  readonly kind: 'stock';
  /** What one point covers: a day or a week. */
  readonly grain: Grain;
  readonly panels: readonly StockPanel[];
}

export interface StockPanel {
  /** The item's name. */
  readonly label: string;
  /** How it is counted, as the company says: "kg", "bottles". Written after each number; may be empty. */
  readonly unit: string;
  /** Stock at the end of each day or week, with the plan. */
  readonly points: readonly { readonly t: IsoDate; readonly stock: number }[];
  /** Deliveries, on the day they arrive. */
  readonly arrivals: readonly { readonly t: IsoDate; readonly quantity: number }[];
  /** Expected use in each day or week; in the table, not in the picture. */
  readonly expectedUse?: readonly { readonly t: IsoDate; readonly quantity: number }[];
  /** Demand that finds no stock. Absent: a stock of nothing counts as run out; empty: nowhere. */
  readonly short?: readonly { readonly t: IsoDate; readonly quantity: number }[];
  /** What would be left without the plan, with its name: "Without an order". */
  readonly without?: {
    readonly label: string;
    readonly points: readonly { readonly t: IsoDate; readonly stock: number }[];
  };
  /** Safety stock: what should always be left. */
  readonly floor?: number;
  /** Where the stock will be in eight cases of ten. */
  readonly range?: readonly { readonly t: IsoDate; readonly low: number; readonly high: number }[];
}

/** Who works when: a row a person, a column a day, at most 14 days and 30 people; `unit` is not used. */
export interface RosterChart extends ChartBase {
  readonly kind: 'roster';
  /** In order, without gaps. */
  readonly days: readonly IsoDate[];
  /** In the order they are drawn; rows of one group must follow one another. */
  readonly rows: readonly RosterRow[];
  /** Shifts nobody covers, drawn as a last row: "1 barista 7–15". Several a day are allowed. */
  readonly gaps?: readonly { readonly day: IsoDate; readonly label: string }[];
}

export interface RosterRow {
  /** The person's name. */
  readonly label: string;
  /** Heading over the rows that share it: a role or a location. */
  readonly group?: string;
  /** At most one or two a day; a day without one stays empty. */
  readonly cells: readonly RosterCell[];
  /** What stands at the row's end, e.g. the hours: "38 h". */
  readonly total?: string;
}

export interface RosterCell {
  readonly day: IsoDate;
  /** Short: "7–15", "Holiday", "Off". */
  readonly label: string;
  /** `off`: a day off that was asked for; `away`: sick or on holiday; `short`: a person who is missing. */
  readonly tone: 'work' | 'overtime' | 'off' | 'away' | 'short';
  /** Role or place of the shift. Up to four get a colour of their own, named in a key. */
  readonly role?: string;
  /** Differs from the plan before. */
  readonly changed?: boolean;
}

/** Result against spend for up to six channels; `unit` is the result's, spend is in the company's currency. */
export interface ResponseChart extends ChartBase {
  readonly kind: 'response';
  /** "Spend a week". */
  readonly spendLabel: string;
  /** "Vouchers a week". */
  readonly resultLabel: string;
  readonly curves: readonly ResponseCurve[];
}

export interface ResponseCurve {
  /** The channel's name. */
  readonly label: string;
  /** In order of spend; `low` and `high` bound eight cases of ten. */
  readonly points: readonly {
    readonly spend: number;
    readonly result: number;
    readonly low?: number;
    readonly high?: number;
  }[];
  /** What is spent today. */
  readonly now?: { readonly spend: number; readonly result: number };
  readonly plan: { readonly spend: number; readonly result: number };
  /** The highest spend there is experience with; the curve beyond is a guess and drawn so. */
  readonly triedUpTo?: number;
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
  /** It is what was asked for: never folded away. */
  readonly lead?: boolean;
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}
