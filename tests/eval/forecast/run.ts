/**
 * How good are the forecasts? Each series' train part is forecast as far as its test part goes, once, by every model,
 * and by R's package `forecast` where this machine has it.
 *
 *   npm run eval:forecast -- --data FILE... [--models a,b] [--season N] [--r-arima] [--r-yearly] [--no-r] [--json]
 *
 * FILE: a CSV `series_id,t,split,value`, split train or test, rows in order of time, an empty value missing. The
 * season is detected from dates in `t`, a word in the file's name ("monthly") or the data; `--season` sets it for all.
 * `--models`: only these, R's among them (`r-ets`). `--r-arima`: R's auto.arima too, minutes for some series.
 * `--r-yearly`: R is told the year of a season over 24 steps, which it is otherwise not, as in M4.
 * MAPE, WAPE, sMAPE and coverage are in percent. Exit code 2 when a file cannot be read or an option is wrong.
 */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Frequency } from './detect-frequency.ts';
import { detectFrequency, toFrequency } from './detect-frequency.ts';
import type { ModelReport, SeriesResult } from './evaluate.ts';
import { evaluateSeries, reportModels } from './evaluate.ts';
import { EVAL_MODELS } from './models.ts';
import { describeFile, printModels } from './print-report.ts';
import type { RModel } from './r-models.ts';
import { evaluateByR, findR, R_MODELS } from './r-models.ts';
import type { EvalSeries } from './read-series-file.ts';
import { readSeriesFile } from './read-series-file.ts';

const { values, positionals } = parseArgs({
  options: {
    data: { type: 'string', multiple: true },
    models: { type: 'string' },
    season: { type: 'string' },
    'r-arima': { type: 'boolean' },
    'r-yearly': { type: 'boolean' },
    'no-r': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  allowPositionals: true,
});
// `--data a b c`: the parser leaves all but the first to the positionals.
const paths = [...(values.data ?? []), ...positionals];
if (paths.length === 0) stop('Which series? npm run eval:forecast -- --data FILE...');
const season = values.season === undefined ? null : Number(values.season);
if (season !== null && (!Number.isInteger(season) || season < 1)) stop('--season takes a whole number of steps.');

const { models, rModels } = pickModels(values.models?.split(',').map((name) => name.trim()) ?? null);

const files: Record<string, { season: number; models: Record<string, ModelReport> }> = {};
const all: SeriesResult[] = [];
for (const path of paths) {
  const short = basename(path, '.csv');
  const name = short in files ? path : short;
  const series = read(path);
  const frequency = season === null ? detectFrequency(short, series) : toFrequency(season);
  const ours = series.flatMap((one) => evaluateSeries(one, frequency, models, () => performance.now()));
  const results = [...ours, ...askR(name, series, frequency)];
  const report = reportModels(results);
  files[name] = { season: frequency.season, models: report };
  all.push(...results);
  if (!values.json) printModels(`${name}: ${series.length} series, season ${frequency.season}`, report);
}
const pooled = { models: reportModels(all) };
if (values.json) {
  // What has no meaning for a file (a scale of zero) is NaN, which JSON writes as null.
  console.log(JSON.stringify({ files, pooled }));
} else {
  printModels('pooled', pooled.models);
  console.log();
  for (const [name, file] of Object.entries(files)) {
    const line = describeFile(name, file.models);
    if (line !== null) console.log(line);
  }
}

function pickModels(wanted: readonly string[] | null) {
  const known = [...EVAL_MODELS.map(({ name }) => name), ...R_MODELS.map((name) => `r-${name}`)];
  const strange = wanted?.find((name) => !known.includes(name));
  if (strange !== undefined) stop(`There is no model "${strange}". There are ${known.join(', ')}.`);
  const isWanted = (name: string) => wanted === null || wanted.includes(name);
  // Asked for by its name, auto.arima needs no option.
  const slow = values['r-arima'] || wanted?.includes('r-auto.arima');
  const asked = R_MODELS.filter((name) => isWanted(`r-${name}`) && (slow || name !== 'auto.arima'));
  return {
    models: EVAL_MODELS.filter(({ name }) => isWanted(name)),
    rModels: values['no-r'] || asked.length === 0 ? [] : checkR(asked),
  };
}

function checkR(asked: readonly RModel[]): readonly RModel[] {
  const found = findR();
  if (found.ok) return asked;
  console.error(found.because);
  return [];
}

function askR(name: string, series: readonly EvalSeries[], frequency: Frequency): SeriesResult[] {
  if (rModels.length === 0) return [];
  try {
    return evaluateByR(series, frequency, rModels, values['r-yearly'] ?? false);
  } catch (error) {
    console.error(`${name} without R. ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

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
