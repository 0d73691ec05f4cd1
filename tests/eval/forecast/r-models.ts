import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Frequency } from './detect-frequency.ts';
import type { SeriesResult } from './evaluate.ts';
import { scorePrediction } from './evaluate.ts';
import type { EvalSeries } from './read-series-file.ts';

/** The models of R's package `forecast` (Hyndman & Khandakar 2008) to measure beside ours, by R's names. */
export type RModel = 'ets' | 'thetaf' | 'auto.arima';

/** As they are called in the tables: `r-ets`, `r-thetaf`, `r-auto.arima`. */
export const R_MODELS: readonly RModel[] = ['ets', 'thetaf', 'auto.arima'];

/** R's own seasonal models take no longer season; M4 gave its weeks frequency 1. */
const LONGEST_SEASON = 24;

/** What R may take for each series of a file, and for starting. `auto.arima` can search for minutes. */
const SECONDS = { start: 30, ets: 10, thetaf: 3, 'auto.arima': 150 };

/** R writes NA and Inf: neither is a forecast, both are NaN here. */
const RNumber = z.string().transform(Number);

const Answer = z.object({
  series: z.string(),
  model: z.string(),
  mean: RNumber,
  low80: RNumber,
  high80: RNumber,
  low95: RNumber,
  high95: RNumber,
  ms: RNumber,
});

/** Is there an R with the package? One sentence when there is not. */
export function findR(): { readonly ok: true } | { readonly ok: false; readonly because: string } {
  const found = spawnSync('Rscript', ['-e', 'library(forecast)'], { timeout: 60_000, stdio: 'ignore' });
  if (found.error !== undefined) return { ok: false, because: 'R is not installed: ours are measured alone.' };
  return found.status === 0
    ? { ok: true }
    : { ok: false, because: "R has no package 'forecast': ours are measured alone." };
}

/** The frequency R is told: the season, or 1 where that is longer than its models take. `yearly`: the year of weeks too. */
export function frequencyForR({ season, stepsPerYear }: Frequency, yearly: boolean): number {
  if (season > 1 && season <= LONGEST_SEASON) return season;
  return yearly && stepsPerYear !== null ? Math.round(stepsPerYear) : 1;
}

/**
 * The same train parts forecast by R, in one run of it, scored like ours. Throws an Error that says what went wrong
 * with R. `yearly`: see `frequencyForR`.
 */
export function evaluateByR(
  series: readonly EvalSeries[],
  frequency: Frequency,
  models: readonly RModel[],
  yearly: boolean,
): SeriesResult[] {
  const folder = mkdtempSync(join(tmpdir(), 'eval-forecast-r-'));
  try {
    const input = join(folder, 'in.csv');
    const output = join(folder, 'out.csv');
    writeFileSync(input, writeSeries(series, frequencyForR(frequency, yearly)));
    const each = models.reduce((sum, model) => sum + SECONDS[model], 0);
    const seconds = SECONDS.start + each * series.length;
    const script = join(import.meta.dirname, 'r-models.R');
    const run = spawnSync('Rscript', [script, input, output, models.join(',')], {
      timeout: 1000 * seconds,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (run.signal !== null) throw new Error(`R was stopped after ${seconds} seconds.`);
    if (run.status !== 0) throw new Error(`R failed: ${run.stderr.trim().split('\n').at(-1) ?? ''}`);
    return scoreAnswers(readFileSync(output, 'utf8'), series, frequency);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Series by their number in the file: ids may hold anything. */
function writeSeries(series: readonly EvalSeries[], frequency: number): string {
  const rows = series.flatMap(({ train, test }, i) =>
    Array.from(train, (value) => `${i},${frequency},${test.length},${Number.isNaN(value) ? '' : value}`),
  );
  return `series,frequency,horizon,value\n${rows.join('\n')}\n`;
}

function scoreAnswers(text: string, series: readonly EvalSeries[], frequency: Frequency): SeriesResult[] {
  const records: unknown[] = parse(text, { columns: true });
  const bySeries = Map.groupBy(
    records.map((record) => Answer.parse(record)),
    ({ model, series: number }) => `${model} ${number}`,
  );
  return [...bySeries.values()].flatMap((steps) => {
    const [first] = steps;
    const one = series[Number(first?.series)];
    if (first === undefined || one === undefined) return [];
    const prediction = {
      mean: steps.map(({ mean }) => mean),
      low80: steps.map(({ low80 }) => low80),
      high80: steps.map(({ high80 }) => high80),
      low95: steps.map(({ low95 }) => low95),
      high95: steps.map(({ high95 }) => high95),
    };
    return [scorePrediction(one, frequency, `r-${first.model}`, prediction, first.ms)];
  });
}
