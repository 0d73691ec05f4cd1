import { z } from 'zod';
import { addDays } from '../calendar/civil-day.ts';
import type { HomeCard } from '../contracts/cards.ts';
import type { Catalogue } from '../contracts/catalogue.ts';
import type { Company } from '../contracts/company.ts';
import type { Place } from '../contracts/delivery.ts';
import type { IsoDate } from '../contracts/period.ts';
import { readCatalogue } from '../db/queries/catalogue.ts';
import { getCompany } from '../db/queries/companies.ts';
import { type LatestForecast, readLatestForecast } from '../db/queries/home.ts';
import { findPerson } from '../db/queries/people.ts';
import type { TenantTx } from '../db/schema.ts';
import { nextDigestOf } from '../digests/say-due.ts';
import { FORMAT_OF_UNIT } from '../facts/fact-book.ts';
import { formatFact } from '../facts/format.ts';
import { civilDate } from '../metrics/calendar.ts';

interface HomeServices {
  readonly now: () => Date;
  readonly startersOf: (catalogue: Catalogue) => readonly string[];
}

/** The front page of one person. null when they are not let in. */
export async function readHome(
  tx: TenantTx,
  { now, startersOf }: HomeServices,
  place: Place,
  user: string,
): Promise<HomeCard | null> {
  const { channel, workspace } = place;
  const person = await findPerson(tx, { channel, workspace, externalUser: user });
  const company = person && (await getCompany(tx));
  if (!company) return null;
  const catalogue = await readCatalogue(tx, company);
  const forecast = await readLatestForecast(tx);
  return {
    company: {
      name: company.name,
      sample: company.sample,
      role: person.role,
      dataRange: catalogue.dataRange ?? null,
      starters: startersOf(catalogue),
    },
    goals: [],
    latestForecast: forecast && sayForecast(forecast, company, now()),
    nextDigest: await nextDigestOf(tx, company, place, user, now()),
  };
}

/** The part of a kept forecast's steps that is read here. */
const steps = z.array(z.object({ t: z.iso.date(), y: z.number() })).min(1);

/** "Revenue, Nov 23 – Dec 6: about $18,412", over all its days. null when it is kept in a form not known here. */
function sayForecast(
  { metric, grain, madeOn, points }: LatestForecast,
  company: Company,
  now: Date,
): HomeCard['latestForecast'] {
  const parsed = steps.safeParse(points);
  if (!parsed.success) return null;
  const days = parsed.data;
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return null;
  const total = days.reduce((sum, { y }) => sum + y, 0);
  const value = metric.aggregation.kind === 'sum' ? total : total / days.length;
  const style = { locale: company.locale, currency: company.currency, today: civilDate(now, company.timezone) };
  const when = formatFact(
    { value: { start: first.t, end: lastDay(last.t, grain) }, format: { style: 'period' } },
    style,
  );
  const amount = formatFact({ value, format: { style: FORMAT_OF_UNIT[metric.unit] } }, style);
  return { text: `${metric.label}, ${when}: about ${amount}`, madeOn };
}

/** A step of a week or a month is named by its first day. */
function lastDay(t: IsoDate, grain: string): IsoDate {
  if (grain === 'week') return addDays(t, 6);
  if (grain === 'month') return addDays(`${addDays(`${t.slice(0, 7)}-01`, 31).slice(0, 7)}-01`, -1);
  return t;
}
