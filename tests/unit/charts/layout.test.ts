import { describe, expect, it } from 'vitest';
import { type CheckedForecast, chooseForecasts } from '../../../src/charts/choose-forecasts.ts';
import { cleanLine, cleanName } from '../../../src/charts/clean-text.ts';
import { layOutDateTicks } from '../../../src/charts/date-ticks.ts';
import { WEEKEND } from '../../../src/charts/draw-roster.ts';
import { dayNumber, formatPointDate, formatTableDate } from '../../../src/charts/format-date.ts';
import { formatTicks } from '../../../src/charts/format-number.ts';
import { layOutParts, type PartAxis } from '../../../src/charts/lay-out-parts.ts';
import { measureText } from '../../../src/charts/measure-text.ts';
import { layOutNumberAxis } from '../../../src/charts/number-ticks.ts';
import { layOutHeader } from '../../../src/charts/page.ts';
import { choosePalette, mixColors, stackBands } from '../../../src/charts/palette.ts';
import { type Flag, placeFlags } from '../../../src/charts/place-flags.ts';
import { spreadVertically } from '../../../src/charts/place-labels.ts';
import { splitSegments, thinPoints } from '../../../src/charts/time-points.ts';
import { wrapText } from '../../../src/charts/wrap-text.ts';
import { createLabelWriter } from '../../../src/charts/write-labels.ts';
import type { DecompositionPart } from '../../../src/contracts/chart.ts';
import type { Grain } from '../../../src/contracts/period.ts';
import { SAMPLES, STYLE } from './samples.ts';

const US = { locale: 'en-US', currency: 'USD' };

describe('number axis', () => {
  it('starts at zero on round ticks', () => {
    expect(layOutNumberAxis([120, 960], 4).ticks).toEqual([0, 250, 500, 750, 1000]);
  });
  it('leaves zero out only when it wastes most of the plot', () => {
    expect(layOutNumberAxis([590, 1000], 4)).toMatchObject({ cut: false });
    expect(layOutNumberAxis([900, 1000], 4)).toMatchObject({ cut: true, ticks: [900, 925, 950, 975, 1000] });
  });
  it('has ticks for zeros and for equal values', () => {
    expect(layOutNumberAxis([0], 4).domain).toEqual([0, 1]);
    expect(layOutNumberAxis([5, 5], 4)).toMatchObject({ cut: false, ticks: [0, 2, 4, 6] });
  });
});

describe('tick labels', () => {
  it.each([
    [[0, 500, 1000, 1500], 'currency', ['$0', '$500', '$1K', '$1.5K']],
    [[0, 0.5, 1], 'currency', ['$0.00', '$0.50', '$1.00']],
    [[0, 0.025, 0.05], 'percent', ['0%', '2.5%', '5%']],
    [[-100, 0, 100], 'count', ['−100', '0', '100']],
    [[0, 0.0001, 0.0002], 'other', ['0', '0.0001', '0.0002']],
    [[0, 5, 10], 'hours', ['0h', '5h', '10h']],
    [[0, 1e12, 2e12], 'currency', ['$0', '$1T', '$2T']],
  ] as const)('%j in %s', (values, unit, labels) => {
    expect(formatTicks(values, unit, US)).toEqual(labels);
  });
});

describe('labels beside marks', () => {
  it('share their decimals', () => {
    const money = createLabelWriter([9820, 95, 0.4], 'currency', US);
    expect([9820, 95, 0.4].map(money.value)).toEqual(['$9,820', '$95', '$0.40']);
    const percent = createLabelWriter([0.124, -0.09], 'percent', US);
    expect([percent.value(0.124), percent.change(0.09), percent.value(-0.09)]).toEqual(['12.4%', '+9.0%', '−9.0%']);
    expect(createLabelWriter([3.5], 'currency', US).value(3.5)).toBe('$3.50');
    expect(createLabelWriter([1234567], 'currency', US).value(1234567)).toBe('$1.23M');
  });
});

describe('date ticks', () => {
  const ticks = (first: string, last: string, grain: Grain, weekStart: 'monday' | 'sunday') =>
    layOutDateTicks(dayNumber(first), dayNumber(last), {
      grain,
      weekStart,
      maxTicks: 8,
      pixelsPerDay: 600 / (dayNumber(last) - dayNumber(first)),
      measure: (label) => measureText(label, 13, 400),
      style: US,
    }).map((t) => `${t.label} ${t.below}`.trim());

  it('names each day of a week', () => {
    expect(ticks('2026-11-09', '2026-11-15', 'day', 'monday')[0]).toBe('Mon Nov 9');
    expect(ticks('2026-11-09', '2026-11-15', 'day', 'monday')).toHaveLength(7);
  });
  it("stands on the company's first weekday", () => {
    // 2026-09-14 is a Monday, 2026-09-20 a Sunday (calendar).
    expect(ticks('2026-09-14', '2026-10-31', 'day', 'monday')[0]).toBe('Sep 14 2026');
    expect(ticks('2026-09-14', '2026-10-31', 'day', 'sunday')[0]).toBe('Sep 20 2026');
  });
  it('stands on the weeks themselves for weekly points, and names a new year once', () => {
    expect(ticks('2025-12-04', '2026-01-15', 'week', 'monday')).toEqual([
      'Dec 4 2025',
      'Dec 11',
      'Dec 18',
      'Dec 25',
      'Jan 1 2026',
      'Jan 8',
      'Jan 15',
    ]);
  });
  it('uses months and years for long ranges', () => {
    expect(ticks('2026-01-01', '2026-12-01', 'month', 'monday')).toEqual([
      'Jan 2026',
      'Mar',
      'May',
      'Jul',
      'Sep',
      'Nov',
    ]);
    expect(ticks('2010-03-01', '2024-03-01', 'day', 'monday')).toEqual([
      '2012',
      '2014',
      '2016',
      '2018',
      '2020',
      '2022',
      '2024',
    ]);
  });
});

describe('quarters', () => {
  const us = (first: string, last: string, maxTicks: number) =>
    layOutDateTicks(dayNumber(first), dayNumber(last), {
      grain: 'quarter',
      weekStart: 'monday',
      maxTicks,
      pixelsPerDay: 600 / (dayNumber(last) - dayNumber(first)),
      measure: (label) => measureText(label, 13, 400),
      style: US,
    }).map((t) => `${t.label} ${t.below}`.trim());
  it('are named on the axis, with each year once', () => {
    expect(us('2026-04-01', '2027-07-01', 8)).toEqual(['Q2 2026', 'Q3', 'Q4', 'Q1 2027', 'Q2', 'Q3']);
    expect(us('2026-01-01', '2027-07-01', 4)).toEqual(['Q1 2026', 'Q3', 'Q1 2027', 'Q3']);
    expect(us('2018-01-01', '2027-07-01', 5)).toEqual(['2018', '2020', '2022', '2024', '2026']);
  });
  it.each([
    ['en-US', 'Q4\u00a02026'],
    ['de-DE', 'Q4\u00a02026'],
    ['fr-FR', 'T4\u00a02026'],
    ['nl-NL', 'K4\u00a02026'],
  ])('are written as in %s beside a mark and in a table', (locale, written) => {
    for (const format of [formatPointDate, formatTableDate])
      expect(format(dayNumber('2026-10-01'), 'quarter', { locale, currency: 'EUR' })).toBe(written);
  });
});

describe('parts of one scale', () => {
  const page = layOutHeader(SAMPLES.decomposition, STYLE, US).page;
  const level = (low: number, high: number): DecompositionPart => ({
    label: 'l',
    level: true,
    points: [low, high].map((y, i) => ({ t: `2026-01-0${i + 1}`, y, future: false })),
  });
  const effect = (...values: number[]): DecompositionPart => ({
    label: 'e',
    shape: 'bars',
    profile: values.map((value) => ({ label: 'x', value })),
  });
  const perUnit = (axis: PartAxis) => axis.height / (axis.domain[1] - axis.domain[0]);
  it('give the same amount the same pixels, whatever their size', () => {
    const axes = layOutParts([level(900, 1300), effect(-300, 500), effect(4, -2), effect(0)], 'currency', page);
    for (const axis of axes) expect(perUnit(axis)).toBeCloseTo(perUnit(axes[0] ?? axis), 9);
    for (const axis of axes) expect(axis.height).toBeGreaterThanOrEqual(29.9);
    expect(axes[1]?.ticks).toContain(0);
    expect(axes[1]?.labels).toContain('+$200');
    expect(axes[0]?.labels.join()).not.toContain('+');
  });
  it('stay within a picture that can be looked at, and say a number each', () => {
    for (const values of [[1e12, -1e12], [1e-9], [0], [5, 5]]) {
      const axes = layOutParts(
        Array.from({ length: 6 }, () => effect(...values)),
        'currency',
        page,
      );
      expect(axes.reduce((sum, axis) => sum + axis.height, 0)).toBeLessThan(600);
      for (const { labels, height } of axes) {
        expect(labels.length).toBeGreaterThan(0);
        expect(Number.isFinite(height)).toBe(true);
      }
    }
  });
});

describe('forecasts of the past', () => {
  const page = layOutHeader(SAMPLES.backtest, STYLE, US).page;
  const forecast = (from: number, steps: number): CheckedForecast => ({
    from,
    known: 1,
    points: Array.from({ length: steps }, (_, i) => ({
      day: from + i + 1,
      y: 1,
      low: 0,
      high: 2,
      came: 1,
      inside: true,
    })),
  });
  it('are drawn side by side: the newest, and before it only those that have no day of it', () => {
    const each = [0, 7, 14, 21, 28].map((from) => forecast(from, 14));
    expect(chooseForecasts(each, 1, page).map((f) => f.from)).toEqual([0, 14, 28]);
    const around = { ...forecast(0, 1), points: [...forecast(0, 2).points, ...forecast(4, 2).points] };
    expect(chooseForecasts([around, forecast(2, 2)], 1, page).map((f) => f.from)).toEqual([0, 2]);
  });
  it('are no more than there is room for, and never none', () => {
    expect(
      chooseForecasts(
        Array.from({ length: 365 }, (_, i) => forecast(i, 1)),
        1,
        page,
      ).length,
    ).toBeLessThan(90);
    expect(chooseForecasts([forecast(0, 365), forecast(400, 365)], 1, page).map((f) => f.from)).toEqual([400]);
  });
});

describe('text', () => {
  it('wraps evenly within the width and ends what is too long', () => {
    const options = { width: 200, size: 20, weight: 600, maxLines: 2 } as const;
    const lines = wrapText('Revenue should rise 8% next week', options);
    expect(lines).toEqual(['Revenue should', 'rise 8% next week']);
    const long = wrapText('word '.repeat(40).trim(), options);
    expect(long).toHaveLength(2);
    expect(long[1]).toMatch(/…$/);
    for (const line of [...lines, ...long, ...wrapText('x'.repeat(90), options)]) {
      expect(measureText(line, 20, 600)).toBeLessThanOrEqual(200);
    }
  });
  it('is one clean line', () => {
    expect(cleanLine('a\r\n b\t\u0000c\u202ed \ud800e')).toBe('a b cd e');
    expect(cleanLine('Tea ☕️ 🇩🇪 1️⃣ © 👩‍🍳')).toBe('Tea ©');
  });
  it('is cut by what a reader counts as a character', () => {
    expect(cleanName('e\u0301'.repeat(40), 5)).toBe(`${'e\u0301'.repeat(4)}…`);
    expect(cleanName('Station kiosk (weekdays)', 16)).toBe('Station kiosk…');
  });
});

describe('places', () => {
  const flag = (x: number, text: string): Flag => ({ x, text, rule: 'full', place: 'side', important: false });
  it('staggers flags so that no text touches another and no line crosses one', () => {
    const flags = [100, 120, 140, 300, 330, 560].map((x, i) => flag(x, `A holiday ${i}`));
    const placed = placeFlags(flags, { left: 30, right: 600, lanes: 4, size: 13 });
    expect(placed).toHaveLength(6);
    const spans = placed.map((p) => {
      const width = measureText(p.flag.text, 13, 500);
      const from = p.align === 'left' ? p.x : p.x - width;
      return { lane: p.lane, from, to: from + width, rule: p.flag.x };
    });
    for (const a of spans) {
      for (const b of spans) {
        if (a === b) continue;
        if (a.lane === b.lane) expect(a.to < b.from || b.to < a.from).toBe(true);
        if (a.lane >= b.lane) expect(a.rule < b.from || a.rule > b.to).toBe(true);
      }
    }
  });
  it('leaves out what has no room, the important last', () => {
    const crowd = Array.from({ length: 12 }, (_, i) => flag(100 + i, 'A long name of an event'));
    const placed = placeFlags([{ ...flag(106, 'Forecast'), important: true }, ...crowd], {
      left: 30,
      right: 320,
      lanes: 3,
      size: 13,
    });
    expect(placed.length).toBeLessThan(13);
    expect(placed.some((p) => p.flag.text === 'Forecast')).toBe(true);
  });
  it('moves end labels apart within their bounds', () => {
    const [a = 0, b = 0, c = 0] = spreadVertically([100, 101, 102], 16, { top: 0, bottom: 110 });
    expect(b - a).toBeGreaterThanOrEqual(15.9);
    expect(c - b).toBeGreaterThanOrEqual(15.9);
    expect(c).toBeLessThanOrEqual(110);
  });
});

describe('lines', () => {
  it('break at closed days and at missing ones', () => {
    const points = [0, 1, 2, 3, 6, 7].map((day) => ({ day, y: day === 2 ? null : day }));
    expect(splitSegments(points, 1).map((p) => p.segment)).toEqual([0, 0, 1, 2, 2]);
  });
  it('keep their extremes when thinned', () => {
    const points = Array.from({ length: 5000 }, (_, day) => ({ day, y: day === 2503 ? 99 : day % 7, segment: 0 }));
    const thin = thinPoints(points, 300);
    expect(thin.length).toBeLessThanOrEqual(1200);
    expect(Math.max(...thin.map((p) => p.y))).toBe(99);
    expect([thin[0]?.day, thin.at(-1)?.day]).toEqual([0, 4999]);
  });
});

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, bl = 0] = [1, 3, 5]
      .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** Dichromats' linear RGB: Machado, Oliveira & Fernandes 2009, table 1, severity 1. */
const COLOR_VISION: Readonly<Record<string, readonly (readonly number[])[]>> = {
  'all colours': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** A colour as it is seen, in OKLab (Ottosson 2020). */
function seeColor(hex: string, vision: readonly (readonly number[])[]): number[] {
  const linear = [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const apply = (rows: readonly (readonly number[])[], v: readonly number[]) =>
    rows.map((row) => row.reduce((sum, x, i) => sum + x * (v[i] ?? 0), 0));
  const cones = apply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    apply(vision, linear).map((c) => Math.max(0, c)),
  ).map(Math.cbrt);
  return apply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  const p = choosePalette(theme);
  it.each(['ink', 'mutedText', 'accent', 'rise', 'fall'] as const)('%s is readable on the background', (key) => {
    expect(contrast(p[key], p.background)).toBeGreaterThanOrEqual(4.5);
  });
  it('has text that is readable on each tint, and on the shading of a weekend', () => {
    for (const color of p.categories) {
      expect(contrast(p.ink, mixColors(p.background, color, p.tint))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(color, p.background)).toBeGreaterThanOrEqual(3);
    }
    const weekend = mixColors(p.background, p.grid, WEEKEND);
    for (const text of [p.mutedText, p.fall]) expect(contrast(text, weekend)).toBeGreaterThanOrEqual(4.5);
  });
  it('has three shades of one hue for the ranges, apart from each other, and text that is readable on each', () => {
    const bands = ([1, 2, 3] as const).map((count) => mixColors(p.background, p.accent, stackBands(p, count)));
    const seen = [p.background, ...bands].map((color) => seeColor(color, COLOR_VISION['all colours'] ?? []));
    for (const [i, color] of seen.slice(1).entries())
      expect(Math.hypot(...color.map((v, k) => v - (seen[i]?.[k] ?? 0)))).toBeGreaterThan(0.03);
    for (const band of bands) expect(contrast(p.ink, band)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(Object.keys(COLOR_VISION))('has categories that stay apart: %s', (vision) => {
    const seen = p.categories.map((color) => seeColor(color, COLOR_VISION[vision] ?? []));
    for (const [i, a] of seen.entries()) {
      // 0.1 in OKLab is about five times a just noticeable difference.
      for (const b of seen.slice(i + 1)) expect(Math.hypot(...a.map((v, k) => v - (b[k] ?? 0)))).toBeGreaterThan(0.1);
    }
  });
});
