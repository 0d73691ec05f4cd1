import type { DigestSchedule } from '../../src/db/queries/digests.ts';
import { nextDue } from '../../src/digests/next-due.ts';
import { writeDue, writeWeekday, writeZone } from '../../src/digests/say-due.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';

/** "The next digest comes on Monday, Nov 30, 8:00 AM (New York time), and then every Monday." */
export function sayNext(ctx: SkillContext, book: FactBook, set: DigestSchedule): string {
  const due = book.name(writeDue(ctx.company, nextDue(set, ctx.now), set.timezone));
  const zone = book.name(writeZone(set.timezone));
  const where = set.conversation === ctx.asked.conversation ? 'here' : 'to you directly';
  return `The next digest comes ${where} on ${due} (${zone}), and then every ${writeWeekday(set.weekday)}.`;
}
