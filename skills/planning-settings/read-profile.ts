import { LABOUR_PROFILES } from '../../src/engines/optimizer/staffing/labour-profiles.ts';
import type { LabourProfile } from '../../src/engines/optimizer/staffing/types.ts';
import { nameKey } from '../../src/records/name-key.ts';

/** What people call the rules of a place, by the profile's id. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  eu: ['european', 'europe', 'eu', 'european union'],
  de: ['german', 'germany', 'deutschland', 'deutsche'],
  fr: ['french', 'france', 'francaises'],
  gb: ['british', 'english', 'uk', 'united kingdom', 'great britain', 'britain'],
  us: ['american', 'us', 'usa', 'u.s', 'united states', 'america', 'federal', 'us federal'],
  none: ['no', 'none', 'no rules', 'without'],
};

/** "French", "fr", "United States, federal". @returns null when there is no such profile */
export function readProfile(said: string): LabourProfile | null {
  const key = nameKey(said.replace(/^the\s+/i, '').replace(/\s+(labou?r\s+)?(rules?|laws?)$/i, ''));
  return (
    LABOUR_PROFILES.find(({ id, name }) => id === key || nameKey(name) === key || CALLED[id]?.includes(key)) ?? null
  );
}
