import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { figuresOf, type MadeBudget, totalsOf } from './figures.ts';
import { listing, money, resultName, results } from './words.ts';

const MOST_NAMED = 4;
/** Less than this share of all spend is no difference. */
const NOTICEABLE = 0.02;

/** What a change did to the plan: result, money, and the channels it went between. */
export function compareBudgets(
  _ctx: SkillContext,
  before: MadeBudget,
  after: MadeBudget,
  book: FactBook,
): readonly SectionTemplate[] {
  const [was, is] = [figuresOf(before), figuresOf(after)];
  const [totalsBefore, totalsAfter] = [totalsOf(before, was), totalsOf(after, is)];
  const { result } = after.basis;
  const name = resultName(book, after.basis);
  const spend = (value: number, which: string) => money(book, `Spend a week, ${which}`, value);
  if (before.basis.result.key !== result.key) {
    return [
      {
        kind: 'answer',
        template: `Measured by ${name} instead of ${resultName(book, before.basis)}, the plan spends ${spend(totalsAfter.plan, 'after')} a week.`,
      },
    ];
  }
  const amount = (value: number, which: string) =>
    results(book, result, value, { label: `${result.label} a week, ${which}` });
  const forMoney =
    Math.abs(totalsAfter.plan - totalsBefore.plan) > 0.005
      ? `, for ${spend(totalsAfter.plan, 'after')} a week instead of ${spend(totalsBefore.plan, 'before')}`
      : `, for the same ${spend(totalsAfter.plan, 'after')} a week`;
  const whole = Math.max(totalsBefore.plan, totalsAfter.plan);
  const moved = is.flatMap(({ channel, plan }) => {
    const earlier = was.find((each) => each.channel.name === channel.name)?.plan ?? 0;
    return Math.abs(plan - earlier) > NOTICEABLE * whole ? [{ name: channel.name, plan, earlier }] : [];
  });
  const parts = moved
    .sort((a, b) => Math.abs(b.plan - b.earlier) - Math.abs(a.plan - a.earlier))
    .slice(0, MOST_NAMED)
    .map(
      (each) =>
        `${book.name(each.name)} ${money(book, `${each.name}, spend a week, after`, each.plan)} instead of ${money(book, `${each.name}, spend a week, before`, each.earlier)}`,
    );
  const isSame =
    parts.length === 0 &&
    Math.abs(totalsAfter.plan - totalsBefore.plan) <= NOTICEABLE * whole &&
    Math.abs(totalsAfter.result - totalsBefore.result) <= 0.005 * totalsBefore.result;
  if (isSame)
    return [
      {
        kind: 'answer',
        template: `The plan is as it was: that asks for nothing it did not do already, for ${spend(totalsAfter.plan, 'after')} a week.`,
      },
    ];
  return [
    {
      kind: 'answer',
      template: `With that, marketing should bring about ${amount(totalsAfter.result, 'after')} ${name} a week instead of ${amount(totalsBefore.result, 'before')}${forMoney}.`,
    },
    {
      kind: 'detail',
      template: parts.length > 0 ? `Spend a week: ${listing(parts)}.` : 'The split stays as it was.',
    },
  ];
}
