import type { ScenarioLine, ScenariosChart } from '../../src/contracts/chart.ts';
import type { SectionTemplate, SkillResult, TableTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { subjectInside } from '../ask-metric/phrases.ts';
import type { SkillContext } from '../context.ts';
import { askWhichEvent } from './ask-which-event.ts';
import { drawPast, listEvents } from './draw-outlook.ts';
import type { Taken } from './future.ts';
import type { AskedForecast } from './input.ts';
import { keepForecast } from './keep-forecast.ts';
import { nameColumn } from './list-steps.ts';
import { lookAt, type NoOutlook, type Outlook } from './make-outlook.ts';
import { nameScenario, type ScenarioName } from './name-assumptions.ts';
import { offerNext } from './offer-next.ts';
import { describeOutlook } from './outlook-working.ts';
import { type ReadyForecast, settle } from './prepare-asked.ts';
import { runInTurn } from './run-in-turn.ts';
import { nameStep, sayRange } from './say-answer.ts';
import { sayAssumptions, sayGap, sayUnusable } from './say-assumptions.ts';
import { sayFirst } from './say-cautions.ts';
import { sayNoOutlook } from './say-no-outlook.ts';
import { sayDaysTaken, saySteps } from './say-taken.ts';
import { sayTrust } from './say-trust.ts';
import { type Weighed, weigh } from './weigh-assumptions.ts';
import { widenRange } from './widen-range.ts';

const MAX_ROWS = 62;

interface Asked {
  readonly book: FactBook;
  readonly ready: ReadyForecast;
  readonly name: Slot;
  readonly input: AskedForecast;
}

interface Scenario {
  readonly name: ScenarioName;
  readonly taken: readonly Taken[];
  readonly outlook: Outlook;
}

/** Several futures side by side: what each comes to, and what the difference is. */
export async function answerScenarios(ctx: SkillContext, asked: Asked): Promise<SkillResult> {
  const { book, ready, name, input } = asked;
  const { prepared } = ready;
  const wanted: { label: string | undefined; taken: readonly Taken[] }[] = [];
  for (const { label, assume } of input.scenarios ?? []) {
    const settled = settle(ready, input, [...(input.assume ?? []), ...assume]);
    if (settled.kind === 'unknown') return askWhichEvent(book, prepared.calendar, settled.said, input);
    wanted.push({ label, taken: settled.taken });
  }
  ctx.progress('forecasting each of them');
  const looks = await runInTurn(wanted, ({ taken }) => lookAt(ctx, prepared, taken));
  const failed = looks.find((look): look is NoOutlook => look.kind !== 'outlook');
  if (failed !== undefined) return sayNoOutlook(book, failed, name, input);
  const compared = looks.flatMap((outlook, i): Scenario[] => {
    const { label, taken = [] } = wanted[i] ?? {};
    const named = nameScenario(book, label, taken, prepared.columns.companions);
    return outlook.kind === 'outlook' ? [{ name: named, taken, outlook }] : [];
  });
  ctx.progress('weighing the difference');
  const weighed = await weighAll(ctx, ready, compared);
  const { plain } = weighed;
  const scenarios = compared.map((scenario): Scenario => {
    const own = weighed.all.filter(({ taken }) => isIn(scenario, taken));
    return plain === null ? scenario : { ...scenario, outlook: widenRange(scenario.outlook, plain, own) };
  });
  const [first, ...others] = scenarios;
  if (first === undefined) return sayNoOutlook(book, { kind: 'no-data' }, name, input);
  for (const { outlook } of scenarios) await keepForecast(ctx, outlook);
  const words = sayDifference(asked, first, others, weighed.all);
  const caution = sayFirst(book, first.outlook);
  const texts = (kind: SectionTemplate['kind'], templates: readonly string[]) =>
    templates.map((template): SectionTemplate => ({ kind, template }));
  const effects = plain === null ? [] : sayAssumptions(book, plain, listTelling(weighed.all));
  return {
    sections: [
      ...texts('answer', [words.answer]),
      ...texts('caveat', caution === null ? [] : [caution]),
      ...texts('detail', [...new Set(effects)]),
      ...sayTrust(book, first.outlook),
      ...texts('caveat', [
        'The difference is only as good as what your past shows of it; everything else is the same in each of them.',
        ...sayUnusable(book, ready.unusable, ready.chosen.grain),
        ...saySteps(ready.chosen),
        ...sayDaysTaken(book, first.outlook),
      ]),
    ],
    charts: [draw(book, scenarios, { title: words.title, alt: words.answer, name })],
    tables: [listScenarios(book, scenarios, name)],
    followUps: offerNext(
      ctx,
      book,
      { ...input, assume: first.taken.map(({ assumption }) => assumption) },
      ready,
      first.outlook,
    ),
    working: describeOutlook(first.outlook),
    facts: book.facts,
  };
}

/** An event that is only taken away where another scenario has it needs no word of its own. */
function listTelling(weighed: readonly Weighed[]): readonly Weighed[] {
  const acting = weighed.filter(({ verdict }) => verdict !== 'no-days');
  return acting.length > 0 ? acting : weighed;
}

/** What each assumption does alone, where it is not in all of the scenarios. */
async function weighAll(ctx: SkillContext, { prepared }: ReadyForecast, scenarios: readonly Scenario[]) {
  const bare = scenarios.find(({ taken }) => taken.length === 0)?.outlook ?? (await lookAt(ctx, prepared));
  if (bare.kind !== 'outlook') return { plain: null, all: [] };
  const key = (taken: Taken) => JSON.stringify(taken.assumption);
  const counts = Map.groupBy(
    scenarios.flatMap(({ taken }) => taken),
    key,
  );
  const differing = [...counts.values()].flatMap((same) =>
    same.length < scenarios.length && same[0] ? [same[0]] : [],
  );
  const all = await runInTurn(differing, async (one) => {
    const known = scenarios.find(({ taken }) => taken.length === 1 && taken.every((each) => key(each) === key(one)));
    return weigh(prepared, bare, one, known?.outlook ?? (await lookAt(ctx, prepared, [one])));
  });
  return { plain: bare, all };
}

/** "Without the promo, revenue should be about … lower for …, most likely by … to …: about …, against about …" */
function sayDifference(
  asked: Asked,
  first: Scenario,
  others: readonly Scenario[],
  weighed: readonly Weighed[],
): { answer: string; title: string } {
  const gaps = others.map((other) => compare(asked, first, other, weighed));
  return {
    answer: gaps.map(({ sentence }) => sentence).join(' '),
    title: gaps[0]?.title ?? `${asked.name}: side by side`,
  };
}

function compare({ book, ready, input, name }: Asked, first: Scenario, other: Scenario, weighed: readonly Weighed[]) {
  const { metric } = ready;
  const adds = metric.aggregation.kind === 'sum';
  const period = book.period('Period', first.outlook.window.period);
  const say = ({ outlook }: Scenario) => sayRange(book, outlook, outlook.total, metric.label).about;
  const subject = subjectInside(book, metric, input.filter ?? {});
  const amount = other.outlook.total.value - first.outlook.total.value;
  const differs = weighed.filter(({ taken }) => isIn(first, taken) !== isIn(other, taken));
  if (differs.length > 0 && differs.every(({ verdict }) => verdict === 'no-days'))
    return {
      title: `${name}: no difference between the two`,
      sentence: `That makes no difference: ${subject} should ${adds ? 'come to' : 'average'} about ${say(first)} for ${period} either way.`,
    };
  const half = Math.sqrt(differs.reduce((sum, { low, high }) => sum + ((high - low) / 2) ** 2, 0));
  const isUnclear = differs.every(({ verdict }) => verdict !== 'clear' && verdict !== 'untried');
  if (Math.abs(amount) < 1e-9 || isUnclear || half >= Math.abs(amount))
    return {
      title: `${name}: no clear difference between the two`,
      sentence: `Your past shows no clear difference: ${subject} should ${adds ? 'come to' : 'average'} about ${say(first)} for ${period} ${first.name.inside}, and about ${say(other)} ${other.name.inside}.`,
    };
  const { about, low, high } = sayGap(book, first.outlook, { amount, low: amount - half, high: amount + half });
  const word = amount > 0 ? 'higher' : 'lower';
  const range = half > 0 ? `, most likely by ${low} to ${high}` : '';
  return {
    title: `${name} should be about ${about} ${word} ${other.name.inside}`,
    sentence: `${other.name.start}, ${subject} should be about ${about} ${word} for ${period}${range}: about ${say(other)}, against about ${say(first)} ${first.name.inside}.`,
  };
}

const isIn = ({ taken }: Scenario, one: Taken): boolean =>
  taken.some(({ assumption }) => JSON.stringify(assumption) === JSON.stringify(one.assumption));

function draw(
  book: FactBook,
  scenarios: readonly Scenario[],
  words: { readonly title: string; readonly alt: string; readonly name: Slot },
): ScenariosChart {
  const outlook = scenarios[0]?.outlook;
  if (outlook === undefined) throw new RangeError('a comparison of no scenarios');
  const { series, window } = outlook;
  const events = listEvents(outlook);
  return {
    kind: 'scenarios',
    grain: series.grain,
    unit: series.metric.unit,
    label: series.metric.label,
    title: words.title,
    alt: words.alt,
    subtitle: `${words.name} per ${series.grain}, up to ${book.date('Last day ahead', window.period.end)}`,
    history: drawPast(outlook),
    scenarios: scenarios.map(
      ({ name: { start }, outlook: { forecast, total } }): ScenarioLine => ({
        label: start,
        note: sayRange(book, outlook, total, series.metric.label).about,
        points: forecast.points
          .slice(0, window.to)
          .filter(({ closed }) => !closed)
          .map(({ t, y, low80, high80 }) => ({ t, y, low80, high80 })),
      }),
    ),
    ...(events.length === 0 ? {} : { events }),
  };
}

/** A column for each scenario, a row for each step, and what they come to. */
function listScenarios(book: FactBook, scenarios: readonly Scenario[], name: Slot): TableTemplate {
  const [first] = scenarios;
  const grain = first?.outlook.series.grain ?? 'day';
  const adds = first?.outlook.series.metric.aggregation.kind === 'sum';
  const rows = (first?.outlook.steps ?? []).slice(0, MAX_ROWS).map((step, at) => [
    nameStep(book, step, grain, `${nameColumn(grain)} ahead`),
    ...scenarios.map(({ outlook }) => {
      const own = outlook.steps[at];
      if (own === undefined || own.closed) return 'closed';
      return sayRange(book, outlook, { value: own.y, ...own }, outlook.series.metric.label).about;
    }),
  ]);
  const line = (label: string, of: (range: ReturnType<typeof sayRange>) => Slot) => [
    label,
    ...scenarios.map(({ outlook }) => of(sayRange(book, outlook, outlook.total, outlook.series.metric.label))),
  ];
  return {
    title: `${name} per ${grain}, side by side`,
    columns: [
      { label: nameColumn(grain), align: 'left' },
      ...scenarios.map(({ name: { start } }) => ({ label: start, align: 'right' as const })),
    ],
    rows: [
      line(adds ? 'Together' : 'On average', ({ about }) => about),
      line('Low', ({ low }) => low),
      line('High', ({ high }) => high),
      ...rows,
    ],
  };
}
