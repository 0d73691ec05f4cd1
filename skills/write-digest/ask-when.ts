import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import { writeWeekly } from '../../src/digests/say-due.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { WriteDigestInput } from './input.ts';

const DAYS = [1, 3, 5];
const TIMES = ['08:00', '12:00', '17:00'];
/** Neither day nor time was said. */
const USUAL = [
  { weekday: 1, time: '08:00' },
  { weekday: 1, time: '12:00' },
  { weekday: 5, time: '17:00' },
];

/** Asks for the day, the time or both, with what most people choose; what was said already stays. */
export function askWhen(ctx: SkillContext, input: WriteDigestInput, text: string): SkillResult {
  const book = createFactBook();
  const choices = offer(input).map(
    ({ weekday, time }): FollowUp => ({
      label: book.name(writeWeekly(ctx.company, { weekday, at: time })),
      kind: 'choose',
      call: { skill: 'write-digest', input: { ...kept(input), action: 'schedule', weekday, time } },
    }),
  );
  return {
    facts: book.facts,
    sections: [],
    charts: [],
    tables: [],
    followUps: [],
    question: { text: `${text} Pick one, or tell me a day and a time.`, choices },
    working: null,
  };
}

function offer({ weekday, time }: WriteDigestInput): { weekday: number; time: string }[] {
  if (weekday !== undefined) return TIMES.map((one) => ({ weekday, time: one }));
  if (time !== undefined) return DAYS.map((one) => ({ weekday: one, time }));
  return USUAL;
}

const kept = ({ where, clock }: WriteDigestInput) => ({
  ...(where === undefined ? {} : { where }),
  ...(clock === undefined ? {} : { clock }),
});
