import sharp from 'sharp';
import type { ChartTheme } from '../../../src/contracts/chart.ts';

const history = [62, 55, 58, 66, 84, 100, 88, 60, 57, 61, 68, 87, 104, 90, 58, 54, 60, 64, 82, 98, 86];
const future = [61, 64, 69, 55, 89, 110, 91];

/** A picture of a forecast, real enough to see how a chart sits in the page. Wider asks give wider pictures. */
export async function drawFakeChart(theme: ChartTheme, width: number): Promise<Uint8Array> {
  const height = Math.round(width * (width < 480 ? 0.78 : 0.52));
  const [paper, ink, muted, accent] =
    theme === 'light' ? ['#ffffff', '#211d18', '#6d655b', '#1f6f5c'] : ['#1d1a17', '#f1ece4', '#a79e92', '#74cdb3'];
  const step = (width - 56) / (history.length + future.length);
  const y = (value: number) => height - 44 - (value / 120) * (height - 130);
  const points = (values: readonly number[], from: number) =>
    values.map((value, i) => `${(28 + (from + i) * step).toFixed(1)},${y(value).toFixed(1)}`);
  const line = points(history, 0);
  const ahead = [line.at(-1) ?? '', ...points(future, history.length)];
  const band = [
    ...points(
      future.map((v) => v + 12),
      history.length,
    ),
    ...points(
      future.map((v) => v - 12),
      history.length,
    ).toReversed(),
  ];
  const grid = [0, 40, 80, 120].map(
    (value) =>
      `<line x1="28" x2="${width - 28}" y1="${y(value)}" y2="${y(value)}" stroke="${muted}" stroke-opacity=".22"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width * 2}" height="${height * 2}">
    <rect width="100%" height="100%" fill="${paper}"/>
    <text x="28" y="40" font-family="Inter, sans-serif" font-weight="600" font-size="18" fill="${ink}">Revenue should rise 8% next week</text>
    <text x="28" y="62" font-family="Inter, sans-serif" font-size="13" fill="${muted}">Revenue per day, Harbor</text>
    ${grid.join('')}
    <polygon points="${band.join(' ')}" fill="${accent}" fill-opacity=".16"/>
    <polyline points="${line.join(' ')}" fill="none" stroke="${ink}" stroke-width="2"/>
    <polyline points="${ahead.join(' ')}" fill="none" stroke="${accent}" stroke-width="2.5" stroke-dasharray="6 4"/>
  </svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}
