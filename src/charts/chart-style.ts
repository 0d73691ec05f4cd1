import type { ChartTheme } from '../contracts/chart.ts';
import type { WeekStart } from '../contracts/period.ts';

/** How a picture is to look, and how the company writes its numbers and dates. */
export interface ChartStyle {
  readonly theme: ChartTheme;
  /** Logical pixels; the PNG has twice as many. Kept between 280 and 1600. */
  readonly width: number;
  /** BCP 47, e.g. `en-US`. */
  readonly locale: string;
  /** ISO 4217, e.g. `USD`. */
  readonly currency: string;
  readonly weekStart: WeekStart;
}

/** The part of the style that decides how a number or a date is written. */
export type WritingStyle = Pick<ChartStyle, 'locale' | 'currency'>;

/** Width when a channel does not ask for another. */
export const DEFAULT_WIDTH = 720;

/** Sizes in logical pixels. Below 520 wide the picture is laid out for a phone: fewer ticks, larger relative type. */
export interface Look {
  readonly narrow: boolean;
  readonly width: number;
  readonly margin: number;
  readonly title: number;
  readonly titleLine: number;
  readonly subtitle: number;
  readonly subtitleLine: number;
  /** Axis labels, direct labels, event labels. */
  readonly label: number;
  readonly footnote: number;
  readonly footnoteLine: number;
  readonly plotHeight: number;
  readonly maxDateTicks: number;
}

/** Chat clients shrink a 720 picture to about 500, so its type is set larger than a page's would be. */
export function chooseLook(width: number): Look {
  const w = Math.round(Math.min(1600, Math.max(280, Number.isFinite(width) ? width : DEFAULT_WIDTH)));
  if (w < 520) {
    return {
      narrow: true,
      width: w,
      margin: 18,
      title: 20,
      titleLine: 26,
      subtitle: 14,
      subtitleLine: 19,
      label: 13,
      footnote: 12,
      footnoteLine: 16,
      plotHeight: 230,
      maxDateTicks: 5,
    };
  }
  return {
    narrow: false,
    width: w,
    margin: 28,
    title: 23,
    titleLine: 30,
    subtitle: 15,
    subtitleLine: 21,
    label: 13.5,
    footnote: 12,
    footnoteLine: 17,
    plotHeight: 270,
    maxDateTicks: 8,
  };
}
