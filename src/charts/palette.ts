import type { ChartTheme } from '../contracts/chart.ts';

/**
 * Colours of one theme, warm and with one accent, as on the web page. Every text colour has a contrast of at least 4.5 : 1 on the background
 * (WCAG 2.2, 1.4.3; tested). Rise and fall are teal and orange, told apart with any common colour blindness,
 * and always carry a sign as well.
 */
export interface Palette {
  readonly background: string;
  readonly ink: string;
  readonly mutedText: string;
  readonly grid: string;
  readonly zeroLine: string;
  /** Upright lines: events, where the forecast begins, connectors. */
  readonly rule: string;
  readonly mutedMark: string;
  readonly accent: string;
  readonly rise: string;
  readonly fall: string;
  /** Up to four kinds side by side, told apart with any common colour blindness (tested). */
  readonly categories: readonly string[];
  /** Opacity of a category's colour as a fill that text stands on. */
  readonly tint: number;
  /** Shading of a stretch of time, and of the forecast bands: the accent at these opacities. */
  readonly shade: number;
  readonly outerBand: number;
  readonly innerBand: number;
  readonly coreBand: number;
}

const LIGHT: Palette = {
  background: '#ffffff',
  ink: '#211d18',
  mutedText: '#655d53',
  grid: '#eeeae3',
  zeroLine: '#b8b0a4',
  rule: '#d8d2c7',
  mutedMark: '#c3bbae',
  accent: '#1f6f5c',
  rise: '#1f6f5c',
  fall: '#b8530a',
  categories: ['#1f6f5c', '#4a86e0', '#b98300', '#6b2d7a'],
  tint: 0.17,
  shade: 0.09,
  outerBand: 0.12,
  innerBand: 0.2,
  coreBand: 0.26,
};

const DARK: Palette = {
  background: '#1d1a17',
  ink: '#f1ece4',
  mutedText: '#ada498',
  grid: '#332f2a',
  zeroLine: '#6b6358',
  rule: '#4d463e',
  mutedMark: '#6a6155',
  accent: '#74cdb3',
  rise: '#74cdb3',
  fall: '#ffa45c',
  categories: ['#8ae0c6', '#4f83ee', '#f0c24c', '#c98ac0'],
  tint: 0.27,
  shade: 0.15,
  outerBand: 0.15,
  innerBand: 0.24,
  coreBand: 0.2,
};

export function choosePalette(theme: ChartTheme): Palette {
  return theme === 'dark' ? DARK : LIGHT;
}

/** Opacity of the first `count` of the outer, inner and core band over each other. */
export function stackBands({ outerBand, innerBand, coreBand }: Palette, count: 1 | 2 | 3): number {
  return 1 - [outerBand, innerBand, coreBand].slice(0, count).reduce((left, band) => left * (1 - band), 1);
}

/** What a colour at an opacity looks like on a background; all as `#rrggbb`. */
export function mixColors(background: string, color: string, opacity: number): string {
  const channel = (hex: string, i: number) => Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  const mixed = [0, 1, 2].map((i) => Math.round(channel(background, i) * (1 - opacity) + channel(color, i) * opacity));
  return `#${mixed.map((c) => c.toString(16).padStart(2, '0')).join('')}`;
}
