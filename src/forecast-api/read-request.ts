import type { z } from 'zod';
import { UserError } from '../contracts/errors.ts';
import type { Grain } from '../contracts/period.ts';
import type { ForecastRequest } from './forecast-request.ts';
import { LONGEST_HORIZON } from './forecast-request.ts';
import { requestSchema } from './request-schema.ts';

const USUAL_LEVELS = [50, 80, 95];
const MOST_ISSUES = 3;
/** A name may be of any length; what is said of it may not. */
const LONGEST_ISSUE = 220;

/**
 * Reads what came over HTTP or was put together from a file.
 * @throws UserError `bad-forecast-request` naming the field, what is wrong there and what to do
 */
export function readForecastRequest(body: unknown): ForecastRequest {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) throw badRequest(sayIssues(parsed.error), parsed.error);
  const { metric, filter, series, levels = USUAL_LEVELS, regressors = [], holidays, ...rest } = parsed.data;
  if ((metric === undefined) === (series === undefined)) {
    throw badRequest('Send either "metric" (one of your numbers) or "series" (your own values), not both or neither.');
  }
  if (filter !== undefined && series !== undefined) throw badRequest('"filter" goes with "metric", not with "series".');
  const names = regressors.map((one) => one.name);
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined)
    throw badRequest(`Two regressors are called "${twice.slice(0, 60)}": give each its own name.`);
  if (rest.grain !== undefined) checkHorizon(rest.horizon, rest.grain);
  return {
    ...rest,
    source:
      series !== undefined
        ? { kind: 'series', values: series }
        : { kind: 'metric', metric: metric ?? '', filter: filter ?? {} },
    levels: [...new Set(levels)].sort((a, b) => a - b),
    regressors,
    ...(holidays === undefined ? {} : { holidays: holidays.toUpperCase() }),
  };
}

/** @throws UserError `too-far` */
export function checkHorizon(horizon: number, grain: Grain, longest = LONGEST_HORIZON[grain]): void {
  if (horizon <= longest) return;
  throw new UserError(`${horizon} ${grain}s ahead is further than I can honestly see.`, {
    code: 'too-far',
    advice: `By ${grain}, ask for at most ${longest} steps${grain === 'quarter' ? '' : ', or use wider steps'}.`,
  });
}

export const badRequest = (message: string, cause?: unknown) =>
  new UserError(message.replace(/\.?$/, '.'), {
    code: 'bad-forecast-request',
    advice: 'The form of a request is described in docs/forecast-api.md.',
    ...(cause === undefined ? {} : { cause }),
  });

/** `Row 3 of "series" has no date …; "horizon" has to be …` */
function sayIssues(error: z.ZodError): string {
  const said = error.issues.slice(0, MOST_ISSUES).map(({ path, message }) => sayIssue(path, message));
  const more = error.issues.length - MOST_ISSUES;
  const words = said.join('; ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${more > 0 ? `; and ${more} more` : ''}.`;
}

function sayIssue(path: readonly PropertyKey[], message: string): string {
  const words = `${namePlace(path)} ${message}`;
  return words.length > LONGEST_ISSUE ? `${words.slice(0, LONGEST_ISSUE)}…` : words;
}

/** Rows are counted from 1, as people count them. */
function namePlace(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'The request';
  return path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `row ${key + 1} of ${place}`;
    return place === '' ? `"${String(key)}"` : `"${String(key)}" in ${place}`;
  }, '');
}
