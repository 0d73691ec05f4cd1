import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { MadeRoster } from './basis.ts';
import { countOpen, mayTellWages, sayCount, sayHours, sayMoney, wagesOf } from './roster-words.ts';
import { compareLines, sayShiftChanges } from './say-changes.ts';

/** What a what-if does: wages, hours and open places before and after, and whose shifts change. */
export function compareRosters(
  _ctx: SkillContext,
  before: MadeRoster,
  after: MadeRoster,
  book: FactBook,
): readonly SectionTemplate[] {
  const parts = [sayWages(before, after, book), sayOpen(before, after, book), sayMinutes(before, after, book)];
  const answer = parts.filter((part) => part !== null).join(' ');
  const changes = compareLines(before.outcome.plan.lines, after.outcome.plan.lines);
  const same = changes.added.length + changes.removed.length === 0;
  const details = same
    ? [{ kind: 'detail' as const, template: 'Nobody’s shifts change.' }]
    : // A roster that was changed as little as can be names its changes itself.
      after.basis.replan
      ? []
      : sayShiftChanges(changes, after, book);
  return [{ kind: 'answer', template: answer }, ...details];
}

function sayWages(before: MadeRoster, after: MadeRoster, book: FactBook): string | null {
  if (!mayTellWages(before) || !mayTellWages(after)) return null;
  const [then, now] = [wagesOf(before), wagesOf(after)];
  const said = sayMoney(book, 'Wages after the change', now);
  if (Math.abs(now - then) < 0.5) return `Wages stay at ${said}.`;
  return `Wages ${now > then ? 'rise' : 'fall'} from ${sayMoney(book, 'Wages before', then)} to ${said}.`;
}

function sayOpen(before: MadeRoster, after: MadeRoster, book: FactBook): string {
  const [then, now] = [countOpen(before), countOpen(after)];
  if (then === 0 && now === 0) return 'Every shift is covered, before and after.';
  if (now === 0) return 'Now every shift is covered.';
  const said = now === 1 ? 'One shift stays' : `${sayCount(book, 'Shifts left open', now)} shifts stay`;
  if (then === now) return `${said} open, as before.`;
  return `${said} open; before it was ${then === 0 ? 'none' : sayCount(book, 'Shifts open before', then)}.`;
}

function sayMinutes(before: MadeRoster, after: MadeRoster, book: FactBook): string | null {
  const [then, now] = [minutesOf(before), minutesOf(after)];
  if (then === now) return null;
  return `Paid hours go from ${sayHours(book, 'Paid hours before', then)} to ${sayHours(book, 'Paid hours', now)}.`;
}

const minutesOf = ({ outcome }: MadeRoster): number =>
  outcome.plan.people.reduce((sum, { paidMinutes }) => sum + paidMinutes, 0);
