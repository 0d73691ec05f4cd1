import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createChartRenderer } from '../../../src/charts/create-chart-renderer.ts';
import type { ChartTheme } from '../../../src/contracts/chart.ts';
import { UpstreamError, UserError } from '../../../src/contracts/errors.ts';
import { SAMPLES, STYLE, trendOf } from './samples.ts';

const renderer = createChartRenderer();
afterAll(() => renderer.close());

describe.each(Object.entries(SAMPLES))('%s as a picture', (_, spec) => {
  it.each<[ChartTheme, number]>([
    ['light', 720],
    ['dark', 390],
  ])('is a PNG of twice the size with ink on it: %s %i', async (theme, width) => {
    const png = await renderer.png(spec, { ...STYLE, theme, width });
    const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(info.width).toBe(2 * width);
    expect(info.height).toBeGreaterThan(250);
    // The background is the theme's own, and enough of the picture is something else.
    const background = theme === 'light' ? [0xff, 0xff, 0xff] : [0x1d, 0x1a, 0x17];
    expect([...data.subarray(0, 3)]).toEqual(background);
    let inked = 0;
    for (let i = 0; i < data.length; i += 3) if (Math.abs((data[i] ?? 0) - (background[0] ?? 0)) > 40) inked += 1;
    expect(inked / (data.length / 3)).toBeGreaterThan(0.01);
    expect(inked / (data.length / 3)).toBeLessThan(0.5);
  });
});

describe('the renderer', () => {
  it('gives the SVG too, with its alt text', async () => {
    expect(await renderer.svg(SAMPLES.bars, STYLE)).toContain('aria-label="Old Town sold most with $8,231."');
  });

  it('says when there is nothing to draw, without asking a thread', async () => {
    await expect(renderer.png(trendOf([null]), STYLE)).rejects.toBeInstanceOf(UserError);
  });

  it('draws a picture whatever the texts hold', async () => {
    const hostile = '<script>alert(1)</script> & "\u0000\ud800\u202e" ]]> <!-- url(http://e.test/x)';
    const spec = { ...SAMPLES.bars, title: hostile, alt: hostile, bars: [{ label: hostile, value: 1 }] };
    expect((await sharp(await renderer.png(spec, STYLE)).metadata()).width).toBe(1440);
  });

  it('draws many at once and stays usable after a failure', async () => {
    await expect(renderer.png(SAMPLES.bars, { ...STYLE, locale: 'not a locale' })).rejects.toMatchObject({
      name: 'UpstreamError',
      code: 'chart-failed',
    });
    const all = await Promise.all(Array.from({ length: 6 }, () => renderer.png(SAMPLES.bars, STYLE)));
    expect(new Set(all.map((png) => png.toString('base64'))).size).toBe(1);
  });

  it('ends a thread that takes longer than the deadline', async () => {
    // Starting a thread alone takes longer than one millisecond.
    const hasty = createChartRenderer({ deadline: 1 });
    try {
      const failure = hasty.png(SAMPLES.forecast, STYLE);
      await expect(failure).rejects.toBeInstanceOf(UpstreamError);
      await expect(failure).rejects.toMatchObject({ code: 'chart-timeout' });
    } finally {
      await hasty.close();
    }
  });
});
