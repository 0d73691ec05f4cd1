import type { SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import { createFactBook, type FactBook, type Slot } from '../../src/facts/fact-book.ts';
import { subject, subjectInside } from '../ask-metric/phrases.ts';
import type { SkillContext } from '../context.ts';
import { forecastMembers, type MembersAhead } from './forecast-members.ts';
import type { AskedForecast } from './input.ts';
import { keepForecast } from './keep-forecast.ts';
import { draw, listMembers, offerNextOf, roundTogether } from './list-members.ts';
import { describeMembers } from './members-working.ts';
import { upperFirst } from './name-assumptions.ts';
import { sayNoOutlook } from './say-no-outlook.ts';
import { saySteps } from './say-taken.ts';

type Asked = AskedForecast & { readonly by: string };

/** A forecast for each member of a dimension; of numbers that add up, together they come to the forecast of the whole. */
export async function answerByMember(ctx: SkillContext, input: Asked): Promise<SkillResult> {
  const book = createFactBook();
  const ahead = await forecastMembers(ctx, input);
  const name = subject(book, ahead.metric, input.filter ?? {});
  if (ahead.kind === 'none') return sayNoOutlook(book, ahead.none, name, input);
  const { members, whole, metric } = ahead;
  for (const { outlook, isRest } of members) if (!isRest) await keepForecast(ctx, outlook);
  const rounded = roundTogether(book, ahead);
  const lead = rounded.rows.find(({ isRest }) => !isRest) ?? rounded.rows[0];
  if (lead === undefined) return sayNoOutlook(book, { kind: 'no-data' }, name, input);
  const label = ctx.catalogue.dimensions.find(({ key }) => key === input.by)?.label ?? input.by;
  const dimension = book.name(label.toLowerCase());
  const period = book.period('Period', (whole ?? members[0]?.outlook)?.window.period ?? input.period);
  const verb = metric.aggregation.kind === 'sum' ? 'come to' : 'average';
  const first = book.name(lead.name);
  const answer = `${first} should lead ${subjectInside(book, metric, input.filter ?? {})} for ${period}: expect it to ${verb} about ${lead.about}, most likely between ${lead.low} and ${lead.high}.`;
  const title = `${first} should lead with about ${lead.about}`;
  return {
    sections: [{ kind: 'answer', template: answer }, ...sayLimits(book, ahead, dimension, rounded.total)],
    charts:
      members.length > 1
        ? [draw(ahead, rounded, { title, alt: answer, subtitle: `${name} by ${dimension}, ${period}` })]
        : [],
    tables: [listMembers(book, rounded, dimension, book.name(upperFirst(label)), name)],
    followUps: offerNextOf(book, input, lead.name),
    working: describeMembers(input, ahead),
    facts: book.facts,
  };
}

function sayLimits(
  book: FactBook,
  { members, count, tried, isAddedUp, metric, chosen }: MembersAhead,
  dimension: Slot,
  total: Slot | null,
): SectionTemplate[] {
  const sections: SectionTemplate[] = [];
  const source = { kind: 'computed', how: 'Counted in your data', from: [] } as const;
  const rest = members.some(({ isRest }) => isRest);
  if (isAddedUp && total !== null)
    sections.push({
      kind: 'detail',
      template: `Together they come to about ${total}. Each is forecast from its own past, and then I made them add up to the forecast of the whole.`,
    });
  else if (metric.aggregation.kind === 'sum')
    sections.push({ kind: 'detail', template: 'Each is forecast from its own past; they are not made to add up.' });
  else sections.push({ kind: 'detail', template: 'Each is forecast from its own past; averages do not add up.' });
  if (count > tried) {
    const most = book.count('Members shown', tried, { source });
    const all = book.count('Members in all', count, { source });
    sections.push({
      kind: 'caveat',
      template: `There are ${all} by ${dimension}; I looked at the ${most} largest${rest ? ', and the rest is in “All others”' : ''}.`,
    });
  }
  const shown = members.filter(({ isRest }) => !isRest).length;
  if (tried > shown)
    sections.push({
      kind: 'caveat',
      template: `Those with too little history of their own are ${rest ? 'in “All others”' : 'left out'}.`,
    });
  return [...sections, ...saySteps(chosen).map((template): SectionTemplate => ({ kind: 'caveat', template }))];
}
