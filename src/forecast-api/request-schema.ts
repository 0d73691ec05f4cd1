import { z } from 'zod';
import type { DatedRegressor, DatedValue } from './forecast-request.ts';
import { GRAINS, MODEL_NAMES, MOST_LEVELS, MOST_POINTS, MOST_REGRESSORS } from './forecast-request.ts';
import { readDateText } from './read-date-text.ts';

/** A few places tell what is wrong; all of ten thousand would help nobody. */
const MOST_ISSUES = 3;
const LONGEST_NAME = 200;

/** Dated values, in any order. Reads until it has seen enough that is wrong. */
const datedValues = z
  .array(z.unknown(), { error: 'has to be a list such as [{"t": "2026-11-23", "value": 12}]' })
  .min(1, { error: 'is empty: send at least one value' })
  .max(MOST_POINTS, { error: `has more than ${MOST_POINTS.toLocaleString('en-US')} values: send the newest of them` })
  .transform((rows, context): DatedValue[] => {
    const read: DatedValue[] = [];
    let wrong = 0;
    for (const [index, row] of rows.entries()) {
      const found = readRow(row);
      if (!('says' in found)) read.push(found);
      else {
        context.addIssue({ code: 'custom', path: [index], message: found.says });
        wrong += 1;
      }
      if (wrong >= MOST_ISSUES) break;
    }
    return wrong > 0 ? z.NEVER : read;
  });

function readRow(row: unknown): DatedValue | { readonly says: string } {
  if (typeof row !== 'object' || row === null || !('t' in row)) {
    return { says: 'has to look like {"t": "2026-11-23", "value": 12}' };
  }
  const day = typeof row.t === 'string' ? readDateText(row.t) : null;
  if (day === null) return { says: `has no date that I can read in "t": write it like 2026-11-23, 2026-11 or 2026-Q4` };
  const value = 'value' in row ? row.value : null;
  if (value === null || value === undefined) return { t: day, value: null };
  if (typeof value !== 'number') return { says: `(${day}) has a "value" that is no number: write 12.5, not "12.5"` };
  return { t: day, value: Number.isFinite(value) ? value : null };
}

const name = (what: string) =>
  z
    .string({ error: `has to be ${what}` })
    .min(1, { error: `is empty: write ${what}` })
    .max(LONGEST_NAME, { error: `is longer than ${LONGEST_NAME} characters` });

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `has to be one of ${values.join(', ')}` });

const regressor: z.ZodType<DatedRegressor> = z.object(
  {
    name: name('a name such as "Promotion"'),
    kind: oneOf(['flag', 'number']).optional(),
    values: datedValues,
  },
  { error: 'has to look like {"name": "Promotion", "values": [{"t": "2026-11-23", "value": 1}]}' },
);

const levels = z
  .array(
    z
      .number({ error: 'has to be a number of percent such as 80' })
      .min(1, { error: 'is below 1: levels are in percent, so write 80 for 80%' })
      .max(99, { error: 'is above 99: the widest range is 99%' }),
    { error: 'has to be a list such as [50, 80, 95]' },
  )
  .min(1, { error: 'is empty: leave it out for 50, 80 and 95' })
  .max(MOST_LEVELS, { error: `has more than ${MOST_LEVELS} levels` });

/** The form of a request. How its parts fit together is looked at afterwards. */
export const requestSchema = z.object(
  {
    metric: name('the name of one of your numbers, such as "revenue"').optional(),
    filter: z.record(z.string(), z.string(), { error: 'has to look like {"location": "Riverside"}' }).optional(),
    series: datedValues.optional(),
    grain: oneOf(GRAINS).optional(),
    horizon: z
      .number({ error: 'is missing or no number: write how many steps ahead you want, such as 14' })
      .int({ error: 'has to be a whole number of steps' })
      .min(1, { error: 'has to be at least 1 step' }),
    levels: levels.optional(),
    regressors: z
      .array(regressor, { error: 'has to be a list' })
      .max(MOST_REGRESSORS, { error: `has more than ${MOST_REGRESSORS} entries: keep those that matter most` })
      .optional(),
    model: oneOf(MODEL_NAMES).optional(),
    holidays: z
      .string({ error: 'has to be a country code such as "DE"' })
      .regex(/^[A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?$/, { error: 'has to be a country code such as "DE", "US" or "DE-BW"' })
      .optional(),
    nonNegative: z.boolean({ error: 'has to be true or false' }).optional(),
  },
  { error: 'has to be a JSON object with "series" or "metric", and "horizon"' },
);
