/**
 * How good are the forecasts? Each series' train part is forecast as far as its test part goes, once, by every model.
 *
 *   npm run eval:forecast -- --data FILE... [--season N] [--json]
 *
 * FILE: a CSV `series_id,t,split,value`, split train or test, rows in order of time, an empty value missing. The
 * season is detected from dates in `t`, a word in the file's name ("monthly") or the data; `--season` sets it for all.
 * MAPE, WAPE, sMAPE and coverage are in percent. Exit code 2 when a file cannot be read.
 */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { detectFrequency, toFrequency } from './detect-frequency.ts';
import type { ModelReport, SeriesResult } from './evaluate.ts';
import { evaluateSeries, reportModels } from './evaluate.ts';
import { EVAL_MODELS } from './models.ts';
import { readSeriesFile } from './read-series-file.ts';

const { values, positionals } = parseArgs({
  options: { data: { type: 'string', multiple: true }, season: { type: 'string' }, json: { type: 'boolean' } },
  allowPositionals: true,
});
// `--data a b c`: the parser leaves all but the first to the positionals.
const paths = [...(values.data ?? []), ...positionals];
if (paths.length === 0) stop('Which series? npm run eval:forecast -- --data FILE...');
const season = values.season === undefined ? null : Number(values.season);
if (season !== null && (!Number.isInteger(season) || season < 1)) stop('--season takes a whole number of steps.');

const files: Record<string, { season: number; models: Record<string, ModelReport> }> = {};
const all: SeriesResult[] = [];
for (const path of paths) {
  const short = basename(path, '.csv');
  const name = short in files ? path : short;
  const series = read(path);
  const frequency = season === null ? detectFrequency(short, series) : toFrequency(season);
  const results = series.flatMap((one) => evaluateSeries(one, frequency, EVAL_MODELS, () => performance.now()));
  files[name] = { season: frequency.season, models: reportModels(results) };
  all.push(...results);
  if (!values.json) print(`${name}: ${series.length} series, season ${frequency.season}`, reportModels(results));
}
const pooled = { models: reportModels(all) };
// What has no meaning for a file (a scale of zero) is NaN, which JSON writes as null.
if (values.json) console.log(JSON.stringify({ files, pooled }));
else print('pooled', pooled.models);

function read(path: string) {
  if (!existsSync(path)) stop(`There is no file at ${path}. Please check the path after --data.`);
  try {
    return readSeriesFile(path);
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}

function print(title: string, models: Record<string, ModelReport>): void {
  console.log(`\n${title}`);
  console.log('model             MAPE   WAPE  sMAPE   MASE    OWA    MSIS  in80  in95     ms');
  for (const [model, report] of Object.entries(models)) {
    const cells = [
      model.padEnd(15),
      report.mape.toFixed(2).padStart(7),
      report.wape.toFixed(2).padStart(7),
      report.smape.toFixed(2).padStart(7),
      report.mase.toFixed(3).padStart(7),
      report.owa.toFixed(3).padStart(7),
      report.msis.toFixed(2).padStart(8),
      report.cov80.toFixed(1).padStart(6),
      report.cov95.toFixed(1).padStart(6),
      report.ms.toFixed(0).padStart(7),
    ];
    console.log(cells.join(''));
  }
}
