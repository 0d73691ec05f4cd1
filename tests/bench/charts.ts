import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createChartRenderer } from '../../src/charts/create-chart-renderer.ts';
import type { ChartSpec } from '../../src/contracts/chart.ts';
import { dates, SAMPLES, STYLE } from '../unit/charts/samples.ts';

/**
 * How long a chart takes, from spec to PNG, cold (a new thread's first) and warm, one after another.
 * `npm run bench:charts -- 60` for another number of runs a kind. The aim is a warm median below 100 ms.
 */
const runs = Math.max(5, Number(process.argv[2] ?? 40) || 40);

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
const milliseconds = (value: number) => value.toFixed(1).padStart(8);

async function time(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Two years of days in six panels, and a year of forecasts of the next day. */
function makeLong(): Record<string, ChartSpec> {
  const days = dates(730, 1, '2024-11-18').map((t, i) => ({ t, y: 900 + 300 * Math.sin(i * 0.9), future: i > 700 }));
  const part = { label: 'Part', points: days };
  return {
    'two years apart': { ...SAMPLES.decomposition, values: days, parts: [part, part, part, part, part] },
    'a year checked': {
      ...SAMPLES.backtest,
      actual: days,
      forecasts: days.slice(364, 729).map(({ t, y }, i) => ({
        madeOn: t,
        points: [{ t: days[365 + i]?.t ?? t, y, low80: y - 100, high80: y + 100 }],
      })),
    },
  };
}

const renderer = createChartRenderer();
console.log(
  `cold: first chart of the process ${milliseconds(await time(() => renderer.png(SAMPLES.forecast, STYLE)))} ms`,
);
const second = createChartRenderer();
console.log(`cold: first chart of one more thread ${milliseconds(await time(() => second.warm()))} ms`);
await second.close();

console.log(`\nwarm, ${runs} runs each${' '.repeat(9)}median      p95      bytes`);
const loop = monitorEventLoopDelay({ resolution: 1 });
loop.enable();
for (const [kind, spec] of Object.entries({ ...SAMPLES, ...makeLong() })) {
  for (const [name, style] of [
    ['720 light', STYLE],
    ['390 dark', { ...STYLE, width: 390, theme: 'dark' as const }],
  ] as const) {
    for (let i = 0; i < 5; i++) await renderer.png(spec, style);
    const times: number[] = [];
    let bytes = 0;
    for (let i = 0; i < runs; i++)
      times.push(await time(async () => (bytes = (await renderer.png(spec, style)).length)));
    times.sort((a, b) => a - b);
    const label = `${kind} ${name}`.padEnd(24);
    console.log(
      `${label}${milliseconds(quantile(times, 0.5))} ${milliseconds(quantile(times, 0.95))} ${String(bytes).padStart(10)}`,
    );
  }
}
loop.disable();
console.log(
  `\nevent loop while drawing: p99 ${(loop.percentile(99) / 1e6).toFixed(1)} ms late, most ${(loop.max / 1e6).toFixed(1)} ms`,
);
await renderer.close();
