import { addDays } from '../calendar/civil-day.ts';
import type { IsoDate } from '../contracts/period.ts';
import { giveWay } from '../db/give-way.ts';
import {
  type ForecastSeries,
  followActuals,
  listForecastSeries,
  readScoringState,
  readSettled,
  readUnscored,
  saveScoredUntil,
  saveScoredVersion,
  saveScores,
  unsettle,
} from '../db/queries/forecast-scores.ts';
import type { TenantTx } from '../db/schema.ts';
import { createMetricCache, type MetricCache } from '../metrics/metric-cache.ts';
import { readActuals, type ScoredCompany } from './read-actuals.ts';
import { type KnownSeries, scoreSteps } from './score-steps.ts';

/** Days before the newest data that are looked at; what is older stays as it was scored. */
const MOST_DAYS = 400;
/** Forecasts a transaction: few enough that it holds the embedded database up for a moment only. */
const BATCH = 50;
/** The data may change while they are scored; then it begins again, so many times. */
const MOST_TRIES = 3;

export interface Scoring {
  readonly company: ScoredCompany;
  /** Runs work in a transaction of the company's own. Not called inside one. */
  data<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** Shared over runs; without it each keeps its own. */
  readonly cache?: MetricCache;
  readonly signal?: AbortSignal;
}

/**
 * Holds a company's kept forecasts against its data: scores the steps that are known now, and lets the scores of days
 * that were corrected or taken out follow. Nothing is done while the data are as they were the last time, so it may be
 * called as often as one likes, by several processes at once, and go on where another one ended.
 * @returns whether all is scored; false when the data kept changing meanwhile
 * @throws the signal's reason when stopped
 */
export async function scoreForecasts(scoring: Scoring): Promise<boolean> {
  const cache = scoring.cache ?? createMetricCache();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const state = await scoring.data((tx) => readScoringState(tx));
    if (state.scored === state.version) return true;
    // Without data nothing is too old: every score there is has lost its value.
    const since = state.lastDay === null ? '0001-01-01' : addDays(state.lastDay, -MOST_DAYS);
    if (await scoreVersion({ ...scoring, cache }, state.version, since)) return true;
  }
  return false;
}

type Run = Scoring & { readonly cache: MetricCache };

/** @returns false as soon as the data are of another version */
async function scoreVersion(run: Run, version: number, since: IsoDate): Promise<boolean> {
  const locked = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T | 'changed'> => {
    run.signal?.throwIfAborted();
    return run.data(async (tx) => {
      // Locked to its end: an import that ends now would else be overwritten with what was known before it.
      const state = await readScoringState(tx, true);
      return state.version === version ? work(tx) : 'changed';
    });
  };
  const read = (tx: TenantTx, series: ForecastSeries) =>
    readActuals(tx, series, { company: run.company, cache: run.cache, version });
  for (const series of await run.data((tx) => listForecastSeries(tx, since))) {
    const known = await locked(async (tx) => {
      const found = await read(tx, series);
      await followChanges(tx, series, found, since);
      return found;
    });
    if (known === 'changed') return false;
    let after: string | undefined;
    do {
      const page = { since, after };
      const next = await locked((tx) => scoreBatch(tx, series, known, page));
      if (next === 'changed') return false;
      after = next ?? undefined;
      await giveWay();
    } while (after !== undefined);
  }
  return (await locked((tx) => saveScoredVersion(tx, version))) !== 'changed';
}

/** What was scored before the data changed: values that are others now, or gone, or there where the shop was shut. */
async function followChanges(
  tx: TenantTx,
  series: ForecastSeries,
  { points }: KnownSeries,
  since: IsoDate,
): Promise<void> {
  const actuals = points.flatMap(({ t, y }) => (y === null || t < since ? [] : [{ t, y }]));
  await followActuals(tx, series, actuals, since);
  const settled = await readSettled(tx, series, since);
  // A settled stretch has a score for each of its values, unless a day has one now that had none.
  const countUpTo = (day: IsoDate, inclusive: boolean) => {
    const after = actuals.findIndex(({ t }) => (inclusive ? t > day : t >= day));
    return after < 0 ? actuals.length : after;
  };
  const reopened = settled.filter(
    ({ firstStep, scoredUntil, scores }) => scores < countUpTo(scoredUntil, true) - countUpTo(firstStep, false),
  );
  await unsettle(
    tx,
    reopened.map(({ id }) => id),
  );
}

/** @returns the id to go on after; null when these were the last */
async function scoreBatch(
  tx: TenantTx,
  series: ForecastSeries,
  known: KnownSeries,
  { since, after }: { readonly since: IsoDate; readonly after: string | undefined },
): Promise<string | null> {
  const until = known.points.findLast(({ state }) => state !== 'gap')?.t;
  if (until === undefined) return null;
  const forecasts = await readUnscored(tx, series, { since, until, after, limit: BATCH });
  const scored = forecasts.map(({ id, points, scoredUntil }) => ({
    id,
    ...scoreSteps(points, known, { from: scoredUntil, since }),
  }));
  await saveScores(
    tx,
    scored.flatMap(({ id, scores }) => scores.map((score) => ({ ...score, forecast: id }))),
  );
  await saveScoredUntil(
    tx,
    scored.flatMap(({ id, until }) => (until === null ? [] : [{ id, until }])),
  );
  return forecasts.length < BATCH ? null : (forecasts.at(-1)?.id ?? null);
}
