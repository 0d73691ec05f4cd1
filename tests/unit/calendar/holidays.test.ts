import { describe, expect, it } from 'vitest';
import { countryOf } from '../../../src/calendar/holidays/country-of.ts';
import { publicHolidays } from '../../../src/calendar/holidays/public-holidays.ts';

/** Days of a year with a name that holds `name`. */
async function daysOf(place: string, year: number, name: string): Promise<string[]> {
  const all = await publicHolidays(place, `${year}-01-01`, `${year}-12-31`);
  return [...new Set(all.filter((holiday) => holiday.name.includes(name)).map(({ day }) => day))];
}

describe('public holidays', () => {
  // Dates of Easter: tables of the US Naval Observatory; Orthodox Easter: Greek official gazettes.
  it.each([
    ['DE', 'Easter Monday', ['2024-04-01', '2025-04-21', '2026-04-06', '2027-03-29']],
    ['FR', 'Easter Monday', ['2024-04-01', '2025-04-21', '2026-04-06', '2027-03-29']],
    ['GB', 'Good Friday', ['2024-03-29', '2025-04-18', '2026-04-03', '2027-03-26']],
    ['PL', 'Corpus Christi', ['2024-05-30', '2025-06-19', '2026-06-04', '2027-05-27']],
    ['AT', 'Ascension Day', ['2024-05-09', '2025-05-29', '2026-05-14', '2027-05-06']],
    ['GR', 'Easter Sunday', ['2024-05-05', '2025-04-20', '2026-04-12', '2027-05-02']],
    ['BR', 'Carnival', ['2024-02-13', '2025-03-04', '2026-02-17', '2027-02-09']],
  ])('%s: %s moves with Easter', async (place, name, days) => {
    for (const [k, day] of days.entries()) expect(await daysOf(place, 2024 + k, name)).toContain(day);
  });

  it.each([
    ['US', 'Thanksgiving Day', ['2024-11-28', '2025-11-27', '2026-11-26', '2027-11-25']],
    ['US', 'Memorial Day', ['2024-05-27', '2025-05-26', '2026-05-25', '2027-05-31']],
    ['CA-ON', 'Thanksgiving', ['2024-10-14', '2025-10-13', '2026-10-12', '2027-10-11']],
    ['SE', 'Midsummer', ['2024-06-21', '2025-06-20', '2026-06-19', '2027-06-25']],
    ['JP', 'Coming of Age Day', ['2024-01-08', '2025-01-13', '2026-01-12', '2027-01-11']],
    ['CN', 'Spring Festival', ['2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06']],
    ['SG', 'Chinese New Year', ['2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06']],
  ])('%s: %s is on its weekday or new moon', async (place, name, days) => {
    for (const [k, day] of days.entries()) expect(await daysOf(place, 2024 + k, name)).toContain(day);
  });

  // Diyanet İşleri Başkanlığı, calendar of religious days.
  it.each([
    [2024, 'Eid al-Fitr', ['2024-04-10', '2024-04-11', '2024-04-12']],
    [2025, 'Eid al-Fitr', ['2025-03-30', '2025-03-31', '2025-04-01']],
    [2026, 'Eid al-Fitr', ['2026-03-20', '2026-03-21', '2026-03-22']],
    [2024, 'Eid al-Adha', ['2024-06-16', '2024-06-17', '2024-06-18', '2024-06-19']],
    [2025, 'Eid al-Adha', ['2025-06-06', '2025-06-07', '2025-06-08', '2025-06-09']],
    [2026, 'Eid al-Adha', ['2026-05-27', '2026-05-28', '2026-05-29', '2026-05-30']],
  ])('Turkey, %i: %s has its days, without the evening before', async (year, name, days) => {
    expect(await daysOf('TR', year, name)).toEqual(days);
  });

  it('has the first day of Jewish feasts, not the evening before', async () => {
    expect(await daysOf('IL', 2025, 'Kippur')).toEqual(['2025-10-02']);
    expect((await daysOf('IL', 2026, 'Rosh Hashanah'))[0]).toBe('2026-09-12');
  });

  it('lists both days of a holiday that is moved to a working day', async () => {
    const days = await daysOf('GB', 2021, 'Christmas Day');
    expect(days).toEqual(['2021-12-25', '2021-12-27']);
  });

  it('knows parts of a country, kinds, and Christmas Eve from the afternoon on', async () => {
    const inGermany = await publicHolidays('DE', '2025-01-01', '2025-12-31');
    const inStuttgart = await publicHolidays('DE-BW', '2025-01-01', '2025-12-31');
    expect(inGermany.find(({ day }) => day === '2025-01-06')).toBeUndefined();
    expect(inStuttgart.find(({ day }) => day === '2025-01-06')).toMatchObject({ name: 'Epiphany', kind: 'public' });
    expect(inGermany.filter(({ day }) => day === '2025-12-24')).toEqual([
      { day: '2025-12-24', name: 'Christmas Eve', kind: 'bank' },
    ]);
    expect(inGermany.find(({ day }) => day === '2025-12-25')?.kind).toBe('public');
  });

  it('keeps to the days asked for, in order, over a new year', async () => {
    const found = await publicHolidays('GB', '2025-12-25', '2026-01-01');
    expect(found.filter(({ kind }) => kind === 'public').map(({ day }) => day)).toEqual([
      '2025-12-25',
      '2025-12-26',
      '2026-01-01',
    ]);
  });

  it.each(['XX', 'de', '', 'DEU', 'constructor'])('has nothing for %o', async (place) => {
    expect(await publicHolidays(place, '2025-01-01', '2025-12-31')).toEqual([]);
  });

  it('has nothing for a stretch that ends before it begins', async () => {
    expect(await publicHolidays('DE', '2025-12-31', '2025-01-01')).toEqual([]);
  });
});

describe('the country of a company', () => {
  it.each([
    ['Europe/Berlin', 'en-US', 'DE'],
    ['Europe/London', 'de-DE', 'GB'],
    ['America/New_York', 'en-US', 'US'],
    ['Europe/Kyiv', 'uk', 'UA'],
    ['Europe/Kiev', 'uk', 'UA'],
    ['Asia/Kolkata', 'en-IN', 'IN'],
    ['Europe/Istanbul', 'tr-TR', 'TR'],
    ['America/Argentina/Salta', 'es', 'AR'],
    ['Australia/Melbourne', 'en-AU', 'AU'],
  ])('%s is in %s → %s', (timezone, locale, country) => {
    expect(countryOf(timezone, locale)).toBe(country);
  });

  it('is the locale’s where the zone is UTC, but for the default', () => {
    expect(countryOf('UTC', 'de-AT')).toBe('AT');
    expect(countryOf('Etc/GMT', 'fr-FR')).toBe('FR');
    expect(countryOf('UTC', 'en-US')).toBeNull();
    expect(countryOf('UTC', 'en')).toBeNull();
  });

  it('is not known of what is no zone or no locale', () => {
    expect(countryOf('Mars/Olympus', 'de-DE')).toBeNull();
    expect(countryOf('UTC', 'not a locale')).toBeNull();
  });
});
