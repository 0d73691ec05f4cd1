import { createSkillContext } from '../skills/create-context.ts';
import { writeColumns } from '../skills/forecast-metric/choose-columns.ts';
import { closedDays, expectedFuture } from '../skills/forecast-metric/future.ts';
import { FURTHEST, type NoOutlook, type Prepared } from '../skills/forecast-metric/make-outlook.ts';
import { countSteps } from '../skills/forecast-metric/plan-window.ts';
import { prepareAsked } from '../skills/forecast-metric/prepare-asked.ts';
import { findCompany } from './access/companies.ts';
import { addDays } from './calendar/civil-day.ts';
import type { Company } from './contracts/company.ts';
import type { Place } from './contracts/delivery.ts';
import { UserError } from './contracts/errors.ts';
import type { ForecastReport } from './contracts/forecast-report.ts';
import type { UserId } from './contracts/ids.ts';
import type { Grain, Period } from './contracts/period.ts';
import type { Database } from './db/database.ts';
import { readCatalogue } from './db/queries/catalogue.ts';
import type { EngineRunner } from './engines/engine-runner.ts';
import type { ForecastInput, Regressor } from './engines/forecaster/types.ts';
import { buildReport, furtherLevels } from './forecast-api/build-report.ts';
import { type ForecastRequest, type MetricSource, MOST_REGRESSORS } from './forecast-api/forecast-request.ts';
import { forecastSeries } from './forecast-api/forecast-series.ts';
import { findUnknownAhead, placeRegressors } from './forecast-api/place-regressors.ts';
import { badRequest, checkHorizon, readForecastRequest } from './forecast-api/read-request.ts';
import { type ForecastWatch, runForecast } from './forecast-api/run-forecast.ts';
import { sayUnknownAhead } from './forecast-api/say-outcome.ts';
import { unknownWorkspace } from './inbox/serve-web.ts';
import { endOfBucket, nextBucket, startOfGrain } from './metrics/calendar.ts';
import type { MetricCache } from './metrics/metric-cache.ts';

interface ForecastServices {
  readonly database: Database;
  readonly engines: EngineRunner;
  readonly cache: MetricCache;
  readonly now: () => Date;
}

/**
 * A forecast for programs: of a series they bring, or of one of the company's numbers, which then is read and prepared
 * as for an answer in the chat. Nothing is kept.
 * @throws what `readForecastRequest`, `forecastSeries` and the metric reader throw
 */
export async function answerForecastRequest(
  services: ForecastServices,
  place: Place,
  body: unknown,
  watch: ForecastWatch = {},
): Promise<ForecastReport> {
  const { source, ...request } = readForecastRequest(body);
  if (source.kind === 'series') return forecastSeries(services.engines, { ...request, source }, watch);
  const company = await findCompany(services.database, place.channel, place.workspace);
  if (company === null) throw unknownWorkspace();
  return forecastMetric(services, company, { ...request, source }, watch);
}

type MetricRequest = ForecastRequest & { readonly source: MetricSource };

async function forecastMetric(
  services: ForecastServices,
  company: Company,
  request: MetricRequest,
  watch: ForecastWatch,
): Promise<ForecastReport> {
  watch.onStage?.({ text: 'reading your numbers', done: 0 });
  const { metric: key, filter } = request.source;
  if (request.holidays !== undefined) {
    throw badRequest('"holidays" goes with "series": a metric has the company’s own calendar and country');
  }
  const context = await openContext(services, company, watch);
  const { grain, period } = await planSteps(context, request);
  const ready = await prepareAsked(
    context,
    { metric: key, filter, horizonDays: 1, period, grain },
    { mayGroup: false },
  );
  if (ready.kind === 'none') throw refuse(ready.none, key);
  const { input, unknown } = writeInput(ready.prepared, request);
  const output = await runForecast(services.engines, input, watch);
  const report = buildReport(output, {
    metric: key,
    grain: input.grain,
    lastKnown: input.points.findLast(({ y }) => y !== null)?.t ?? period.start,
    levels: request.levels,
    nameOf: (step) => step,
    remarks: unknown.length === 0 ? [] : [{ code: 'unknown-ahead', message: sayUnknownAhead(unknown) }],
  });
  // Averages do not add up.
  return ready.metric.aggregation.kind === 'sum' ? report : { ...report, total: null };
}

type Context = ReturnType<typeof createSkillContext>;

async function openContext(
  { database, engines, cache, now }: ForecastServices,
  company: Company,
  watch: ForecastWatch,
) {
  const catalogue = await database.inTenant(company.id, (tx) => readCatalogue(tx, company));
  return createSkillContext({
    company,
    // Whoever is let in may look ahead; who it is, is asked of nobody here, and no row is written in their name.
    person: { id: 'program' as UserId, displayName: 'Program', role: 'viewer' },
    catalogue,
    now: now(),
    asked: { channel: 'web', workspace: company.slug, conversation: '', thread: '', user: '', audience: 'private' },
    attachments: [],
    previous: null,
    engines,
    cache,
    signal: watch.signal ?? new AbortController().signal,
    data: (work) => database.inTenant(company.id, work),
    progress: (text, done) => watch.onStage?.({ text, ...(done === undefined ? {} : { done }) }),
  });
}

/** The stretch from the step after the newest data on. */
async function planSteps(
  context: Context,
  { source, grain: asked, horizon }: MetricRequest,
): Promise<{ readonly grain: Grain; readonly period: Period }> {
  const { metric, filter } = source;
  const { grain, points } = await context.read((metrics) =>
    metrics.series({ metric, filter, ...(asked === undefined ? {} : { grain: asked }) }),
  );
  if (asked !== undefined && asked !== grain) {
    throw badRequest(`Your numbers for "${metric}" come by ${grain}: a forecast by ${asked} is too fine for them`);
  }
  checkHorizon(horizon, grain, FURTHEST[grain]);
  const newest = points.at(-1)?.t;
  if (newest === undefined) throw refuse({ kind: 'no-data' }, metric);
  const start = nextBucket(newest, grain);
  let last = start;
  for (let step = 1; step < horizon; step += 1) last = nextBucket(last, grain);
  return { grain, period: { start, end: endOfBucket(last, grain) } };
}

/** What the engine is given: as for an answer in the chat with nothing assumed, and with what the request adds. */
function writeInput(
  { history, window, calendar, columns, ahead }: Prepared,
  request: MetricRequest,
): { readonly input: ForecastInput; readonly unknown: readonly string[] } {
  const { points, grain, closedWeekdays, metric } = history.series;
  const future = expectedFuture(calendar);
  const reach = { start: addDays(points.at(-1)?.t ?? '', 1), end: ahead.at(-1) ?? '' };
  const closed = grain === 'day' ? closedDays(future, closedWeekdays, reach) : [];
  const shut = future.closed.union(calendar.shut.difference(new Set(calendar.closed.keys())));
  const steps = { steps: ahead, closed: new Set(closed) };
  const calendarColumns = writeColumns(columns, history.series, steps, future, shut);
  const first = points[0]?.t ?? '';
  const laid = {
    past: points.length,
    horizon: window.to,
    positionOf: (day: string) => countSteps(first, startOfStep(day, first, grain), grain),
  };
  const own = placeRegressors(request.regressors, laid);
  const names = new Set(own.map(({ name }) => name));
  const others = calendarColumns.filter(({ name }) => !names.has(name));
  const regressors: Regressor[] = [...own, ...others].slice(0, MOST_REGRESSORS);
  return {
    input: {
      points,
      grain,
      horizon: window.to,
      nonNegative: request.nonNegative ?? metric.nonNegative,
      closedWeekdays,
      knownClosed: closed,
      windows: [{ from: 1, to: window.to }],
      regressors,
      levels: furtherLevels(request.levels),
      ...(request.model === undefined ? {} : { model: request.model }),
    },
    unknown: findUnknownAhead(own, laid),
  };
}

/** First day of the step a day falls in; weeks begin where those of the series do. */
function startOfStep(day: string, first: string, grain: Grain): string {
  if (grain !== 'week') return startOfGrain(day, grain, 'monday');
  return addDays(first, 7 * Math.floor(countSteps(first, day, 'day') / 7));
}

function refuse(none: NoOutlook, metric: string): UserError {
  if (none.kind === 'too-far') {
    return new UserError(`That is further ahead than I can honestly see by ${none.grain}.`, {
      code: 'too-far',
      advice: 'Ask for fewer steps, or for wider ones.',
    });
  }
  return new UserError(`There are no values of "${metric}" to look ahead from.`, {
    code: 'no-data',
    advice: 'Check the name and the filter, or add a file.',
  });
}
