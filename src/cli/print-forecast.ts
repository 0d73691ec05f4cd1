import type { ForecastReport, ReportedValue } from '../contracts/forecast-report.ts';
import type { ModelName } from '../engines/forecaster/types.ts';
import { MODEL_NAMES } from '../forecast-api/forecast-request.ts';
import { sayModel } from '../forecast-api/say-outcome.ts';

/** A forecast for a terminal: what to expect in one line, the steps as a table, how sure, and what to know. */
export function printForecast(report: ForecastReport): string {
  const write = numberWriter(report);
  const levels = report.points[0]?.intervals.map(({ level }) => level) ?? [];
  const rows = [
    ['', 'expected', ...levels.map((level) => `${level}% range`)],
    ...report.points.map(({ t, closed, mean, intervals }) =>
      closed ? [t, 'closed'] : [t, write(mean), ...intervals.map(({ low, high }) => `${write(low)} – ${write(high)}`)],
    ),
  ];
  const parts = [sayWhole(report, write), printRows(rows), sayTrust(report)];
  if (report.warnings.length > 0) parts.push(report.warnings.map(({ message }) => `Note: ${message}`).join('\n'));
  // Control characters of a file's text must not reach the terminal.
  return parts.join('\n\n').replace(/[^\P{Cc}\n]/gu, '');
}

type Write = (value: number) => string;

/** As many decimals as the size of the numbers needs. */
function numberWriter({ points }: ForecastReport): Write {
  const size = Math.max(...points.map(({ mean }) => Math.abs(mean)));
  const decimals = size >= 1_000 || size === 0 ? 0 : size >= 10 ? 1 : 2;
  const format = new Intl.NumberFormat(
    'en-US',
    size > 0 && size < 0.1
      ? { maximumSignificantDigits: 3 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals },
  );
  return (value) => format.format(value);
}

function sayWhole({ points, total, grain, metric, lastKnown }: ForecastReport, write: Write): string {
  const steps = `${points.length} ${grain}${points.length === 1 ? '' : 's'} after ${lastKnown}`;
  const about = metric === null ? '' : `, ${metric}`;
  if (total === null) return `The ${steps}${about}:`;
  return `The ${steps}${about}: about ${write(total.mean)} in all${sayMostLikely(total, write)}.`;
}

/** The level that is named first where a person asks for one. */
const USUAL = 80;

function sayMostLikely({ intervals }: ReportedValue, write: Write): string {
  const range = intervals.find(({ level }) => level === USUAL) ?? intervals.at(-1);
  return range === undefined ? '' : `, ${write(range.low)} to ${write(range.high)} in ${range.level} of 100 cases`;
}

const percent = (share: number): string => `${(100 * share).toLocaleString('en-US', { maximumFractionDigits: 1 })}%`;

function sayTrust({ model, models, weights, backtest }: ForecastReport): string {
  const mix = weights.map(({ name, weight }) => `${nameModel(name)} ${percent(weight)}`).join(', ');
  const own = models.find(({ name }) => name === model);
  const naive = models.find(({ name }) => name === 'seasonal-naive');
  const checked = `Tried from ${backtest.origins} moments of the past`;
  const error = own === undefined ? '' : `: off by ${percent(own.wape)} on average`;
  const against = naive === undefined || own === naive ? '' : ` (repeating the last season: ${percent(naive.wape)})`;
  return `Made by: ${mix}.\n${checked}${error}${against}.`;
}

function nameModel(name: string): string {
  const known = MODEL_NAMES.find((one): one is ModelName => one === name);
  return known === undefined ? name : sayModel(known);
}

function printRows(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
