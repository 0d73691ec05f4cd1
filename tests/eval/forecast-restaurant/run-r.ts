import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

export const R_MODELS = ['ets', 'thetaf', 'stlm', 'mstl', 'arima'] as const;

const Value = z.coerce.number();

/**
 * Forecasts of R's models at each origin, as `forecasts.get(model)?.get(origin)`: values by step ahead, NaN where R
 * had none. Null where there is no `Rscript` with the package `forecast`.
 */
export async function runR(
  y: readonly (number | null)[],
  origins: readonly number[],
  horizon: number,
): Promise<ReadonlyMap<string, ReadonlyMap<number, readonly number[]>> | null> {
  const folder = mkdtempSync(join(tmpdir(), 'forecast-restaurant-'));
  try {
    const series = join(folder, 'series.csv');
    writeFileSync(series, ['y', ...y.map((value) => value ?? 'NA')].join('\n'));
    const script = join(import.meta.dirname, 'benchmark.R');
    const text = await runScript([script, series, origins.join(','), String(horizon), R_MODELS.join(',')]);
    return text === null ? null : readForecasts(text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runScript(args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const child = spawn('Rscript', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', () => resolve(null));
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks).toString('utf8') : null));
  });
}

function readForecasts(text: string): Map<string, Map<number, number[]>> {
  const forecasts = new Map<string, Map<number, number[]>>();
  for (const line of text.trim().split('\n')) {
    const [model = '', origin, step, value] = line.split(',');
    const byOrigin = forecasts.get(model) ?? new Map<number, number[]>();
    forecasts.set(model, byOrigin);
    const values = byOrigin.get(Number(origin)) ?? [];
    byOrigin.set(Number(origin), values);
    const number = Value.safeParse(value);
    values[Number(step) - 1] = number.success ? number.data : Number.NaN;
  }
  return forecasts;
}
