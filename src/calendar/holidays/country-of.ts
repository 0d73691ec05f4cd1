/** Zones that say nothing about a place. */
const NOWHERE = /^(?:UTC|GMT|Z|Universal|Zulu|Greenwich|UCT|Etc\/.*)$/i;

/** What a browser or a server says when nobody has set a language. */
const DEFAULT_LOCALE = 'en-US';

let countriesByZone: ReadonlyMap<string, readonly string[]> | null = null;

/**
 * The country a company is in, by its time zone (`Europe/Berlin` → `DE`), ISO 3166. Where several countries share the
 * zone, the locale's region decides if it is one of them; where the zone is UTC, it alone does, but for the default
 * `en-US`. Null where that leaves it open.
 */
export function countryOf(timezone: string, locale: string): string | null {
  const region = regionOf(locale);
  if (NOWHERE.test(timezone)) return locale === DEFAULT_LOCALE ? null : region;
  const zone = canonicalZone(timezone);
  if (zone === null) return null;
  countriesByZone ??= listCountriesByZone();
  const countries = countriesByZone.get(zone) ?? [];
  if (countries.length === 1) return countries[0] ?? null;
  return region !== null && countries.includes(region) ? region : null;
}

function regionOf(locale: string): string | null {
  try {
    const { region } = new Intl.Locale(locale);
    return region !== undefined && /^[A-Z]{2}$/.test(region) ? region : null;
  } catch {
    return null;
  }
}

/** Old and new names of a zone are one; null for what is no zone. */
function canonicalZone(timezone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Every pair of letters is asked for its zones: the runtime lists zones of a region, but not the regions. */
function listCountriesByZone(): ReadonlyMap<string, readonly string[]> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const countries = new Map<string, string[]>();
  for (const first of LETTERS) {
    for (const second of LETTERS) {
      const country = first + second;
      const canonical = new Intl.Locale(`und-${country}`).region;
      if (canonical !== country || names.of(country) === undefined) continue;
      for (const zone of zonesOf(country)) {
        const known = canonicalZone(zone);
        if (known === null) continue;
        const sharing = countries.get(known) ?? [];
        if (!sharing.includes(country)) countries.set(known, [...sharing, country]);
      }
    }
  }
  return countries;
}

/** Newer runtimes have `getTimeZones`, which the compiler's library does not know of yet. */
function zonesOf(country: string): readonly string[] {
  const locale: Intl.Locale & { getTimeZones?(): string[] | undefined } = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? [];
}
