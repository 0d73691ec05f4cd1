import type { Filter } from '../../../src/contracts/catalogue.ts';
import type { Grain, Period } from '../../../src/contracts/period.ts';
import type { SkillCall, SkillName } from '../../../src/contracts/skill.ts';

/** The slots of an earlier call that a follow-up may take over. Inputs were not validated, so each is looked at. */
export interface EarlierSlots {
  readonly skill: SkillName;
  readonly metric?: string;
  readonly filter?: Filter;
  readonly by?: string;
  readonly over?: Grain;
  readonly period?: Period;
  readonly compare?: Period;
  readonly horizonDays?: number;
  readonly amount?: number;
}

export function readEarlier(call: SkillCall): EarlierSlots {
  const { metric, filter, by, over, period, compare, horizonDays, amount } = call.input;
  return {
    skill: call.skill,
    ...(typeof metric === 'string' ? { metric } : {}),
    ...(isFilter(filter) ? { filter } : {}),
    ...(typeof by === 'string' ? { by } : {}),
    ...(over === 'day' || over === 'week' || over === 'month' ? { over } : {}),
    ...(isPeriod(period) ? { period } : {}),
    ...(isPeriod(compare) ? { compare } : {}),
    ...(typeof horizonDays === 'number' ? { horizonDays } : {}),
    ...(typeof amount === 'number' ? { amount } : {}),
  };
}

function isFilter(value: unknown): value is Filter {
  return (
    typeof value === 'object' && value !== null && Object.values(value).every((member) => typeof member === 'string')
  );
}

function isPeriod(value: unknown): value is Period {
  return (
    typeof value === 'object' &&
    value !== null &&
    'start' in value &&
    'end' in value &&
    isDay(value.start) &&
    isDay(value.end)
  );
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
}
