import { randomUUID } from 'node:crypto';
import type { Company } from '../contracts/company.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { Database } from '../db/database.ts';
import { createCompany, getCompany } from '../db/queries/companies.ts';

/** The two companies of a deployment without invitations: the sample, and the person's own. */
export const SAMPLE_SLUG = 'sample';
export const OWN_SLUG = 'own';

/** The company a workspace of a channel belongs to; null when it is not linked. */
export async function findCompany(database: Database, channel: string, workspace: string): Promise<Company | null> {
  const tenant = await database.findTenantOfWorkspace(channel, workspace);
  return tenant ? database.inTenant(tenant, getCompany) : null;
}

/** How the person writes and where they are; absent or wrong: as this machine does. */
export interface Habits {
  readonly locale?: string;
  readonly timezone?: string;
}

/** The person's own company on the web and the command line, made at first use. */
export async function openOwnCompany(database: Database, habits: Habits = {}): Promise<Company> {
  const known = await findCompany(database, 'web', OWN_SLUG);
  if (known) return known;
  const local = knownHabits(habits);
  // A fresh random UUID is a TenantId by definition.
  const id = randomUUID() as TenantId;
  const links = [
    { channel: 'web', workspace: OWN_SLUG },
    { channel: 'cli', workspace: OWN_SLUG },
  ];
  const company = {
    id,
    slug: OWN_SLUG,
    name: 'Your company',
    currency: currencyOf(local.locale),
    locale: local.locale,
    timezone: local.timeZone,
    weekStart: 'monday' as const,
    sample: false,
  };
  try {
    return await database.inTenant(id, (tx) => createCompany(tx, company, links));
  } catch (error) {
    // Two first files at once: the slug is unique, the other one won.
    const other = await findCompany(database, 'web', OWN_SLUG);
    if (other) return other;
    throw error;
  }
}

function knownHabits({ locale, timezone }: Habits): { locale: string; timeZone: string } {
  const own = Intl.DateTimeFormat().resolvedOptions();
  const works = (options: { locale: string; timeZone: string }) => {
    try {
      new Intl.DateTimeFormat(options.locale, { timeZone: options.timeZone });
      return true;
    } catch {
      return false;
    }
  };
  const timeZone = timezone && works({ locale: 'en', timeZone: timezone }) ? timezone : own.timeZone;
  return { locale: locale && works({ locale, timeZone }) ? locale : own.locale, timeZone };
}

const CURRENCY_OF_REGION: Readonly<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  CH: 'CHF',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  JP: 'JPY',
  IN: 'INR',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  PL: 'PLN',
  CZ: 'CZK',
  BR: 'BRL',
  MX: 'MXN',
  ZA: 'ZAR',
};
const EURO_REGIONS = new Set([
  'AT',
  'BE',
  'DE',
  'ES',
  'FI',
  'FR',
  'GR',
  'IE',
  'IT',
  'LU',
  'NL',
  'PT',
  'SI',
  'SK',
  'EE',
  'LV',
  'LT',
  'HR',
  'CY',
  'MT',
]);

/** A first guess until the company says otherwise; files name their own currency where they do. */
export function currencyOf(locale: string): string {
  const region = new Intl.Locale(locale).maximize().region ?? 'US';
  return EURO_REGIONS.has(region) ? 'EUR' : (CURRENCY_OF_REGION[region] ?? 'USD');
}
