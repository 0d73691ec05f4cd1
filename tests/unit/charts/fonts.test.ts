import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createChartRenderer } from '../../../src/charts/create-chart-renderer.ts';
import { measureText } from '../../../src/charts/measure-text.ts';
import { probeFonts } from '../../../src/charts/probe-fonts.ts';
import type { ChartSpec } from '../../../src/contracts/chart.ts';
import { SAMPLES, STYLE } from './samples.ts';

// As on a machine without fonts: nothing but the shipped one. Counts for this whole process, so it is its own file.
const folder = mkdtempSync(join(tmpdir(), 'charts-test-'));
const renderer = createChartRenderer({ systemFonts: false, folder });
afterAll(async () => {
  await renderer.close();
  rmSync(folder, { recursive: true, force: true });
});

async function inkOf(text: string, weight = 400) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="80"><text x="10" y="50" font-family="Inter, system-ui, sans-serif" font-size="40" font-weight="${weight}">${text}</text></svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .trim({ background: '#00000000' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

const bar = (label: string): ChartSpec => ({ ...SAMPLES.bars, bars: [{ label, value: 10 }] });

describe('with the shipped font alone', () => {
  it('the font file names no folder of the system', () => {
    const config = readFileSync(join(folder, 'shipped-only.conf'), 'utf8');
    expect(config.match(/<dir>/g)).toHaveLength(3);
    expect(config).not.toMatch(/<include|\/usr\/share/);
  });

  it('draws letters, not boxes: different letters look different', async () => {
    const inks = await Promise.all(['m', 'W', 'ß', 'Ж', 'λ', '₹', '7'].map((c) => inkOf(c)));
    expect(new Set(inks.map((i) => Buffer.from(i.data).toString('base64'))).size).toBe(7);
    const pictures = await Promise.all(['MMMM', 'iiii'].map((l) => renderer.png(bar(l), STYLE)));
    expect(pictures[0]?.equals(pictures[1] ?? Buffer.alloc(0))).toBe(false);
  });

  it('draws as wide as it measures: within 2% of what Pango sets', async () => {
    for (const [text, weight] of [
      ['Revenue should rise 8% next week', 400],
      ['Harbor and Old Town, June 2026', 600],
      ['Größe 1.234,50 € über Плов', 500],
    ] as const) {
      const { width } = await inkOf(text, weight);
      expect(Math.abs(measureText(text, 40, weight) / width - 1)).toBeLessThan(0.02);
    }
  });

  it('finds no other script', async () => {
    expect([...(await probeFonts())]).toEqual([]);
  });

  it('gives names it cannot draw a name to find them by, and drops emoji', async () => {
    // The picture of a bar named in Chinese is the picture of one called "Name 1" but for the note.
    const note = 'Some names use letters that this picture cannot show. The table has them in full.';
    const chinese = await renderer.png(bar('拉面'), STYLE);
    const named = await renderer.png({ ...bar('Name 1'), footnote: note }, STYLE);
    expect(chinese.equals(named)).toBe(true);
    expect((await renderer.png(bar('Tea ☕️🫖'), STYLE)).equals(await renderer.png(bar('Tea'), STYLE))).toBe(true);
  });

  it('writes dates and money with letters it has when the locale has others', async () => {
    const british = await renderer.png(SAMPLES.forecast, { ...STYLE, locale: 'en-GB' });
    const japanese = await renderer.png(SAMPLES.forecast, { ...STYLE, locale: 'ja-JP' });
    expect(japanese.equals(british)).toBe(true);
  });
});
