import { addDays } from '../../src/calendar/civil-day.ts';
import type { BarsChart } from '../../src/contracts/chart.ts';
import type { FollowUp, SectionTemplate, SkillResult, TableTemplate } from '../../src/contracts/skill.ts';
import { createFactBook, type FactBook, type Slot } from '../../src/facts/fact-book.ts';
import type { MetricReader } from '../../src/metrics/metric-series.ts';
import { mergeSources } from '../../src/metrics/read-sources.ts';
import { subject } from '../ask-metric/phrases.ts';
import type { SkillContext } from '../context.ts';
import { metricWorking } from '../working.ts';
import type { AskedForecast } from './input.ts';
import { makeOutlook, type NoOutlook, type Outlook } from './make-outlook.ts';
import { nameModel } from './model-words.ts';
import { type History, readHistory } from './read-history.ts';
import { roundRange } from './round-range.ts';
import { sayRange } from './say-answer.ts';
import { sayNoOutlook } from './say-no-outlook.ts';

/** Members that get a forecast of their own, the largest lately first. */
const MOST = 12;

/** Days before the newest data that decide which members are the largest. */
const LATELY = 56;

type Asked = AskedForecast & { readonly by: string };

interface Member {
  readonly name: string;
  readonly outlook: Outlook;
}

/** A forecast for each member of a dimension, each from its own history. */
export async function answerByMember(ctx: SkillContext, input: Asked): Promise<SkillResult> {
  const book = createFactBook();
  const { metric, histories, count } = await ctx.read((metrics) => readMembers(ctx, metrics, input));
  const name = subject(book, metric, input.filter ?? {});
  ctx.progress('forecasting each of them');
  const outlooks = await Promise.all(
    histories.map(async ({ member, history }) => ({
      name: member,
      outlook: await makeOutlook(ctx, history, input.period),
    })),
  );
  const members = outlooks.filter((entry): entry is Member => entry.outlook.kind === 'outlook');
  members.sort((a, b) => b.outlook.total.value - a.outlook.total.value);
  const [first] = members;
  if (first === undefined) {
    const reason = outlooks.find(
      (entry): entry is { name: string; outlook: NoOutlook } => entry.outlook.kind !== 'outlook',
    );
    return sayNoOutlook(book, reason?.outlook ?? { kind: 'no-data' }, name, input);
  }
  const dimension = book.name(
    (ctx.catalogue.dimensions.find(({ key }) => key === input.by)?.label ?? input.by).toLowerCase(),
  );
  const period = book.period('Period', first.outlook.window.period);
  const lead = sayRange(book, first.outlook, first.outlook.total, `${metric.label}, ${first.name}`);
  const verb = metric.aggregation.kind === 'sum' ? 'come to' : 'average';
  const answer = `${book.name(first.name)} should lead ${name} for ${period}: expect it to ${verb} about ${lead.about}, most likely between ${lead.low} and ${lead.high}.`;
  const title = `${book.name(first.name)} should lead with about ${lead.about}`;
  return {
    sections: [
      { kind: 'answer', template: answer },
      ...sayLimits(book, { shown: members.length, tried: histories.length, count, dimension }),
    ],
    charts:
      members.length > 1
        ? [drawMembers(members, { title, alt: answer, subtitle: `${name} by ${dimension}, ${period}` })]
        : [],
    tables: [listMembers(book, members, dimension, name)],
    followUps: chooseFollowUps(book, input, first.name),
    working: describe(input, members),
    facts: book.facts,
  };
}

async function readMembers(ctx: SkillContext, metrics: MetricReader, input: Asked) {
  const filter = input.filter ?? {};
  const end = ctx.catalogue.dataRange?.end ?? ctx.today;
  const lately = { start: addDays(end, -LATELY), end };
  const { rows } = await metrics.breakdown({ metric: input.metric, filter, by: input.by, period: lately });
  const histories: { member: string; history: History }[] = [];
  for (const { member } of rows.filter(({ value }) => value !== null).slice(0, MOST)) {
    const history = await readHistory(metrics, input.metric, { ...filter, [input.by]: member }, input.period);
    histories.push({ member, history });
  }
  return { metric: metrics.definition(input.metric), histories, count: rows.length };
}

function sayLimits(
  book: FactBook,
  parts: { shown: number; tried: number; count: number; dimension: Slot },
): SectionTemplate[] {
  const { shown, tried, count, dimension } = parts;
  const sections: SectionTemplate[] = [];
  const source = { kind: 'computed', how: 'Counted in your data', from: [] } as const;
  if (count > tried) {
    const most = book.count('Members shown', tried, { source });
    const all = book.count('Members in all', count, { source });
    sections.push({
      kind: 'caveat',
      template: `I looked at the ${most} largest by ${dimension}; there are ${all} in all.`,
    });
  }
  if (tried > shown)
    sections.push({ kind: 'caveat', template: 'Those with too little history of their own are left out.' });
  sections.push({
    kind: 'detail',
    template: 'Each is forecast from its own history, so together they need not add up to the forecast of the whole.',
  });
  return sections;
}

function drawMembers(members: readonly Member[], words: { title: string; alt: string; subtitle: string }): BarsChart {
  const unit = members[0]?.outlook.series.metric.unit ?? 'other';
  const bars = members.map(({ name, outlook }, i) => ({
    label: name,
    value: roundRange(outlook.total, unit).value,
    ...(i === 0 ? { accent: true } : {}),
  }));
  return { kind: 'bars', unit, ...words, bars };
}

function listMembers(book: FactBook, members: readonly Member[], dimension: Slot, name: Slot): TableTemplate {
  return {
    title: `${name} by ${dimension}, expected`,
    columns: [
      { label: dimension, align: 'left' },
      { label: 'Expected', align: 'right' },
      { label: 'Low', align: 'right' },
      { label: 'High', align: 'right' },
    ],
    rows: members.map(({ name: member, outlook }) => {
      const { about, low, high } = sayRange(book, outlook, outlook.total, `${outlook.series.metric.label}, ${member}`);
      return [book.name(member), about, low, high];
    }),
  };
}

function chooseFollowUps(book: FactBook, input: Asked, first: string): FollowUp[] {
  const { metric, horizonDays, period } = input;
  const filter = { ...input.filter, [input.by]: first };
  return [
    {
      label: `Only ${book.name(first)}`,
      kind: 'ask',
      call: { skill: 'forecast-metric', input: { metric, filter, horizonDays, period } },
    },
    { label: 'How did you get this?', kind: 'show-working', call: { skill: 'show-working', input: {} } },
  ];
}

function describe(input: Asked, members: readonly Member[]) {
  const [first] = members;
  if (first === undefined) return null;
  const { metric } = first.outlook.series;
  return metricWorking(metric, {
    filter: input.filter ?? {},
    sources: mergeSources(members.flatMap(({ outlook }) => outlook.series.sources)),
    period: first.outlook.window.period,
    steps: [
      `Forecast ${members.length} members of ${input.by}, each from its own history, with ranges calibrated on its own past.`,
    ],
    checks: members.map(({ name, outlook: { forecast } }) => ({
      name: `${name}: ${nameModel(forecast.model)}`,
      result: `${(100 * Math.abs(forecast.backtest.gainOverNaive)).toFixed(1)}% ${forecast.backtest.gainOverNaive >= 0 ? 'less' : 'more'} miss than the simple guess over ${forecast.backtest.origins} tries`,
    })),
  });
}
