import type { LabourProfile } from '../../src/engines/optimizer/staffing/types.ts';
import type { Assumption } from '../planning/plan-maker.ts';
import type { RosterDays } from './choose-days.ts';
import type { Wages } from './read-people.ts';

interface Taken {
  readonly wages: Wages;
  readonly profile: LabourProfile;
  readonly profileSaid: boolean;
  readonly days: RosterDays;
  /** Days of the first week that are over, of which nobody knows who worked. */
  readonly past: number;
}

/** What was taken for granted about people and rules. */
export function sayStaffAssumptions({ wages, profile, profileSaid, days, past }: Taken): Assumption[] {
  const found: Assumption[] = [];
  found.push({
    text: 'The rules of work are those of {{profile}}. Please check them for your place: this is not legal advice.',
    values: { profile: profile.name },
    setting: 'labour-profile',
    ...(profileSaid ? {} : { howToSay: 'We follow the work rules of …' }),
  });
  // Who it is and how much stays out of the answer: pay is personal.
  if (wages.assumed)
    found.push({
      text: 'For {{people}} I know no wage, so I counted with a usual one of your team.',
      values: { people: wages.assumed.people.join(', ') },
    });
  if (wages.known === 'none')
    found.push({ text: 'I know nobody’s wage, so this is the roster with the fewest hours.', values: {} });
  if (days.shortened)
    found.push({ text: 'A roster holds four weeks at most, so these are the first four.', values: {} });
  if (past > 0)
    found.push({
      text: 'I do not know who worked earlier this week, so hours and rest of those days are not counted.',
      values: {},
    });
  return found;
}
