import { z } from 'zod';
import type { TeamsActivity } from '../activity.ts';

const clientInfo = z.looseObject({ locale: z.string().optional(), timezone: z.string().optional() });

/** How the person's Teams writes and where it is; what cannot be read is American English and UTC. */
export function readHabits(activity: TeamsActivity): { readonly locale: string; readonly timezone: string } {
  const told = clientInfo.safeParse(activity.entities?.find(({ type }) => type === 'clientInfo')).data;
  const locale = [activity.locale, told?.locale].find((tag) => tag && isLocale(tag)) ?? 'en-US';
  const timezone = [activity.localTimezone, told?.timezone].find((name) => name && isTimezone(name)) ?? 'UTC';
  return { locale, timezone };
}

function isLocale(tag: string): boolean {
  return succeeds(() => Intl.getCanonicalLocales(tag));
}

function isTimezone(name: string): boolean {
  return succeeds(() => new Intl.DateTimeFormat('en', { timeZone: name }));
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
