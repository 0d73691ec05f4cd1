import type { SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import { subject } from '../ask-metric/phrases.ts';
import type { SkillContext } from '../context.ts';
import { answerBacktest } from './answer-backtest.ts';
import { answerDrivers } from './answer-drivers.ts';
import { answerScenarios } from './answer-scenarios.ts';
import { askWhichEvent } from './ask-which-event.ts';
import { drawOutlook } from './draw-outlook.ts';
import type { AskedForecast } from './input.ts';
import { keepForecast } from './keep-forecast.ts';
import { listSteps } from './list-steps.ts';
import { lookAt } from './make-outlook.ts';
import { offerNext } from './offer-next.ts';
import { describeOutlook } from './outlook-working.ts';
import { prepareAsked, settle } from './prepare-asked.ts';
import { sayAnswer } from './say-answer.ts';
import { isActing, sayAssumptions, sayUnusable } from './say-assumptions.ts';
import { sayBasis, sayDrivers } from './say-basis.ts';
import { sayNoOutlook } from './say-no-outlook.ts';
import { sayDaysTaken, saySteps } from './say-taken.ts';
import { sayTrust } from './say-trust.ts';
import { weighAssumptions } from './weigh-assumptions.ts';
import { widenRange } from './widen-range.ts';

export { keepForecast } from './keep-forecast.ts';

/** One metric over one stretch ahead: what to expect, how sure, and how that was checked. */
export async function answerForecast(ctx: SkillContext, input: AskedForecast): Promise<SkillResult> {
  const book = createFactBook();
  const ready = await prepareAsked(ctx, input);
  const name = subject(book, ready.metric, input.filter ?? {});
  if (ready.kind === 'none') return sayNoOutlook(book, ready.none, name, input);
  // What it is made of and how the method did are asked of the forecast, also after futures were compared.
  if (input.scenarios !== undefined && input.show === undefined)
    return answerScenarios(ctx, { book, ready, name, input });
  const { prepared } = ready;
  const settled = settle(ready, input, input.assume ?? []);
  if (settled.kind === 'unknown') return askWhichEvent(book, prepared.calendar, settled.said, input);
  ctx.progress('forecasting and checking it against the past');
  const { taken } = settled;
  const look = await lookAt(ctx, prepared, taken, { explain: true, replay: input.show === 'backtest' });
  if (look.kind !== 'outlook') return sayNoOutlook(book, look, name, input);
  if (input.show === 'backtest') return answerBacktest(ctx, { book, outlook: look, name, input, ready });
  if (input.show === 'drivers') return answerDrivers(ctx, { book, outlook: look, name, input, ready });
  const plain = taken.length === 0 ? look : await lookAt(ctx, prepared);
  if (taken.length > 0) ctx.progress('weighing what you assume');
  const weighed =
    taken.length === 0 || plain.kind !== 'outlook' ? [] : await weighAssumptions(ctx, prepared, plain, look);
  const acting = plain.kind === 'outlook' ? weighed.filter((one) => isActing(plain, one)) : [];
  // Where nothing that is assumed counts, the number is the plain one to the last digit.
  const assumed = plain.kind === 'outlook' && acting.length === 0 ? plain : look;
  const outlook = plain.kind === 'outlook' ? widenRange(assumed, plain, acting) : look;
  await keepForecast(ctx, outlook);
  const words = sayAnswer(
    book,
    outlook,
    name,
    input.target,
    acting.map((one) => one.taken),
  );
  const isShut = outlook.known === null && outlook.steps.every(({ closed }) => closed);
  const [answer, ...rest] = words.sections;
  const details = (templates: readonly string[]) =>
    templates.map((template): SectionTemplate => ({ kind: 'detail', template }));
  const drivers = sayDrivers(book, outlook);
  return {
    sections: [
      ...(answer ? [answer] : []),
      ...details(plain.kind === 'outlook' ? sayAssumptions(book, plain, weighed) : []),
      ...rest,
      ...details(drivers === null ? [] : [drivers]),
      ...(isShut ? [] : sayTrust(book, outlook, sayBasis(book, outlook))),
      ...[
        ...sayUnusable(book, ready.unusable, ready.chosen.grain),
        ...saySteps(ready.chosen),
        ...(input.by === undefined ? [] : ['What is taken for granted is about the whole, so I did not split it.']),
        ...sayDaysTaken(book, outlook),
      ].map((template): SectionTemplate => ({ kind: 'caveat', template })),
    ],
    charts: isShut ? [] : [drawOutlook(book, outlook, { title: words.title, alt: words.answer, name }, input.target)],
    tables: isShut ? [] : [listSteps(book, outlook, name)],
    followUps: offerNext(ctx, book, input, ready, outlook),
    working: describeOutlook(outlook),
    facts: book.facts,
  };
}
