import { z } from 'zod';
import { UserError } from '../src/contracts/errors.ts';

/** A civil date that exists. */
export const isoDate = z.iso.date();

/** Inclusive; must not run backwards. */
export const period = z
  .object({ start: isoDate, end: isoDate })
  .refine((value) => value.start <= value.end, { error: 'The period ends before it starts.' });

export const filter = z.record(z.string().max(80), z.string().max(200));

export const metricKey = z.string().min(1).max(80);

export const grain = z.enum(['day', 'week', 'month']);

/** A metric that was not named: the skills that can do without ask back. */
export function missingMetric(): UserError {
  return new UserError('I do not know which number you mean.', {
    code: 'metric-missing',
    advice: 'Name one, for example revenue or orders.',
  });
}
