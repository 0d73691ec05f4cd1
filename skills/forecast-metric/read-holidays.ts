import { countryOf } from '../../src/calendar/holidays/country-of.ts';
import type { PublicHoliday } from '../../src/calendar/holidays/public-holidays.ts';
import { UpstreamError } from '../../src/contracts/errors.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { SkillContext } from '../context.ts';

/**
 * Days off and days on which banks are shut; days that people only mark are too many to learn from, and a company that
 * feels them names them in its own calendar.
 */
const KINDS: ReadonlySet<PublicHoliday['kind']> = new Set(['public', 'bank']);

/** Holidays of the company's country in a stretch; none where the country is not known, or its calendar cannot be had. */
export async function readHolidays(ctx: SkillContext, { start, end }: Period): Promise<readonly PublicHoliday[]> {
  const country = countryOf(ctx.company.timezone, ctx.company.locale);
  if (country === null) return [];
  try {
    const found = await ctx.engines.run('holidays', { place: country, from: start, to: end }, { signal: ctx.signal });
    return found.filter(({ kind }) => KINDS.has(kind));
  } catch (error) {
    // A forecast without them is worth more than none.
    if (error instanceof UpstreamError && !ctx.signal.aborted) return [];
    throw error;
  }
}
