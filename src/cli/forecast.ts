import { UserError } from '../contracts/errors.ts';
import type { ForecastReport, ForecastStage } from '../contracts/forecast-report.ts';
import type { Grain } from '../contracts/period.ts';
import { createEnginePool } from '../engines/pool.ts';
import { detectGrain } from '../forecast-api/detect-grain.ts';
import { GRAINS } from '../forecast-api/forecast-request.ts';
import { forecastSeries } from '../forecast-api/forecast-series.ts';
import { readForecastRequest } from '../forecast-api/read-request.ts';
import { printForecast } from './print-forecast.ts';
import { readSeriesFile } from './read-series-file.ts';
import { withApp } from './with-app.ts';

interface ForecastOptions {
  readonly data?: string;
  readonly date?: string;
  readonly value?: string;
  readonly metric?: string;
  readonly filter?: readonly string[];
  readonly company: string;
  readonly horizon?: number;
  readonly grain?: string;
  readonly levels?: string;
  readonly model?: string;
  readonly holidays?: string;
  readonly json?: boolean;
}

/** How far people usually look ahead. */
const USUAL_HORIZON: Readonly<Record<Grain, number>> = { day: 14, week: 8, month: 12, quarter: 4 };

/** Forecasts a column of a file, or with `--metric` one of a company's numbers. */
export async function forecast(options: ForecastOptions): Promise<void> {
  const { data, metric } = options;
  if ((data === undefined) === (metric === undefined)) {
    throw new UserError('I need either a file or one of your numbers.', {
      code: 'nothing-to-forecast',
      advice: 'Give --data FILE.csv or --metric NAME.',
    });
  }
  const report = data !== undefined ? await forecastFile(data, options) : await forecastMetric(metric ?? '', options);
  process.stdout.write(`${options.json ? JSON.stringify(report, null, 2) : printForecast(report)}\n`);
}

async function forecastFile(path: string, options: ForecastOptions): Promise<ForecastReport> {
  const file = await readSeriesFile(path, options);
  const dates = [...new Set(file.values.map(({ t }) => t))].sort();
  const grain = readGrain(options.grain) ?? detectGrain(dates);
  const request = readForecastRequest({
    ...writeRequest(options, USUAL_HORIZON[grain]),
    series: file.values,
    grain: options.grain ?? grain,
  });
  const engines = createEnginePool({ threads: 1 });
  try {
    return await forecastSeries(
      engines,
      { ...request, source: { kind: 'series', values: file.values } },
      { onStage: showStage },
    );
  } finally {
    await engines.close();
  }
}

async function forecastMetric(metric: string, options: ForecastOptions): Promise<ForecastReport> {
  const { company, filter, grain } = options;
  return withApp((app) =>
    app.host.forecast(
      { channel: 'web', workspace: company },
      {
        ...writeRequest(options, USUAL_HORIZON[readGrain(grain) ?? 'day']),
        metric,
        ...(grain === undefined ? {} : { grain }),
        ...(filter === undefined ? {} : { filter: readFilter(filter) }),
      },
      { onStage: showStage },
    ),
  );
}

/** The same request that a program would send; what is wrong in it is told in the same words. */
function writeRequest({ horizon, levels, model, holidays }: ForecastOptions, usual: number) {
  return {
    horizon: horizon ?? usual,
    ...(levels === undefined ? {} : { levels: levels.split(',').map(Number) }),
    ...(model === undefined ? {} : { model }),
    ...(holidays === undefined ? {} : { holidays }),
  };
}

const readGrain = (asked: string | undefined): Grain | undefined => GRAINS.find((grain) => grain === asked);

/** `location=Riverside` → `{ location: 'Riverside' }`. */
function readFilter(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)];
      throw new UserError(`--filter ${pair} names no member.`, {
        code: 'bad-filter',
        advice: 'Write it like --filter location=Riverside.',
      });
    }),
  );
}

function showStage({ text }: ForecastStage): void {
  if (process.stderr.isTTY) process.stderr.write(`${text}…\n`);
}
