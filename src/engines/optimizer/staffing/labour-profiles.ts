import type { LabourProfile } from './types.ts';

const HOUR = 60;
const WEEKEND = [5, 6] as const;

/**
 * Directive 2003/88/EC: 11 hours of rest a day (art. 3), a break beyond 6 hours (art. 4, its length left to each
 * country: 30 minutes here), a day off in seven (art. 5), 48 hours a week (art. 6, there on average; here in each week,
 * which is stricter). The premium is no law: 25% is a usual one.
 */
export const EUROPEAN_UNION: LabourProfile = {
  id: 'eu',
  name: 'European Union',
  minRestMinutes: 11 * HOUR,
  maxConsecutiveDays: 6,
  maxMinutesPerWeek: 48 * HOUR,
  breaks: [{ over: 6 * HOUR, minutes: 30 }],
  overtimePremium: 0.25,
  weekend: WEEKEND,
};

/** Arbeitszeitgesetz §3 (10 hours a day at most), §4 (breaks), §5 (rest); 48 hours a week from six days of eight. */
export const GERMANY: LabourProfile = {
  ...EUROPEAN_UNION,
  id: 'de',
  name: 'Germany',
  maxMinutesPerShift: 10 * HOUR,
  breaks: [
    { over: 6 * HOUR, minutes: 30 },
    { over: 9 * HOUR, minutes: 45 },
  ],
};

/** Code du travail: L3121-16 (20 minutes after 6 hours), L3121-18 (10 hours a day), L3121-20 (48 a week), L3121-27. */
export const FRANCE: LabourProfile = {
  ...EUROPEAN_UNION,
  id: 'fr',
  name: 'France',
  maxMinutesPerShift: 10 * HOUR,
  breaks: [{ over: 6 * HOUR, minutes: 20 }],
  overtimeAfterPerWeek: 35 * HOUR,
};

/** Working Time Regulations 1998: reg. 4 (48 hours), 10 (11 hours of rest), 11 (a day off in seven), 12 (20 minutes). */
export const UNITED_KINGDOM: LabourProfile = {
  ...EUROPEAN_UNION,
  id: 'gb',
  name: 'United Kingdom',
  breaks: [{ over: 6 * HOUR, minutes: 20 }],
  overtimePremium: 0,
};

/**
 * Fair Labor Standards Act §7: time and a half beyond 40 hours. Federal law sets no rest, breaks or days off for
 * adults; 8 hours of rest and six days in a row are a house rule here, because states and cities often ask for them.
 */
export const UNITED_STATES: LabourProfile = {
  id: 'us',
  name: 'United States, federal',
  minRestMinutes: 8 * HOUR,
  maxConsecutiveDays: 6,
  breaks: [],
  overtimePremium: 0.5,
  overtimeAfterPerWeek: 40 * HOUR,
  weekend: WEEKEND,
};

/** No rule but one shift a day: for plans whose limits all stand with the employees. */
export const NO_RULES: LabourProfile = {
  id: 'none',
  name: 'No rules',
  minRestMinutes: 0,
  maxConsecutiveDays: 28,
  breaks: [],
  overtimePremium: 0,
  weekend: WEEKEND,
};

export const LABOUR_PROFILES: readonly LabourProfile[] = [
  EUROPEAN_UNION,
  GERMANY,
  FRANCE,
  UNITED_KINGDOM,
  UNITED_STATES,
  NO_RULES,
];
