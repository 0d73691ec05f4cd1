import type { MetricEntry } from '../../src/contracts/catalogue.ts';
import type { ChartSpec } from '../../src/contracts/chart.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { Working } from '../../src/contracts/working.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { BusinessDay } from '../../src/metrics/metric-series.ts';
import { subject } from '../ask-metric/phrases.ts';
import type { SkillContext } from '../context.ts';
import { keepForecast } from '../forecast-metric/answer-forecast.ts';
import { drawOutlook } from '../forecast-metric/draw-outlook.ts';
import { makeOutlook } from '../forecast-metric/make-outlook.ts';
import { describeOutlook } from '../forecast-metric/outlook-working.ts';
import { readHistory } from '../forecast-metric/read-history.ts';
import { sayAnswer } from '../forecast-metric/say-answer.ts';
import { sayNoOutlook } from '../forecast-metric/say-no-outlook.ts';

const MOST_DAYS = 3;

export interface LookAhead {
  readonly sections: readonly SectionTemplate[];
  readonly charts: readonly ChartSpec[];
  readonly working: Working | null;
}

/** What the week ahead should bring, with its range, and the special days in it. */
export async function lookAhead(
  ctx: SkillContext,
  book: FactBook,
  metric: MetricEntry,
  week: Period,
): Promise<LookAhead> {
  const { history, days } = await ctx.read(async (reader) => ({
    history: await readHistory(reader, metric.key, {}, week),
    days: await reader.days(week),
  }));
  const heading = `Next: ${book.period('The week ahead', week)}`;
  // A day whose numbers are in is not coming up.
  const known = ctx.catalogue.dataRange?.end ?? '';
  const special = sayDays(
    book,
    days.filter(({ day }) => day > known),
  );
  const name = subject(book, history.series.metric, {});
  const outlook = await makeOutlook(ctx, history, week);
  if (outlook.kind !== 'outlook') {
    const none = sayNoOutlook(book, outlook, name, { metric: metric.key, horizonDays: 7, period: week });
    const [first] = none.sections;
    const template = [first?.template ?? '', special].filter(Boolean).join(' ');
    return { sections: [{ kind: 'detail', heading, template }], charts: [], working: none.working };
  }
  await keepForecast(ctx, outlook);
  const words = sayAnswer(book, outlook, name, undefined);
  const template = [...words.sections.map((section) => section.template), special].filter(Boolean).join(' ');
  return {
    sections: [{ kind: 'detail', heading, template }],
    charts: [drawOutlook(book, outlook, { title: words.title, alt: words.answer, name }, undefined)],
    working: describeOutlook(outlook),
  };
}

/** "Coming up: Thanksgiving on Thu, Nov 26." A day at several places is said once. */
function sayDays(book: FactBook, days: readonly BusinessDay[]): string {
  const named = [...new Map(days.map((day) => [`${day.label}|${day.day}`, day])).values()].slice(0, MOST_DAYS);
  if (named.length === 0) return '';
  const parts = named.map(({ label, day, kind, location }) => {
    const where = location === '' ? '' : ` (${book.name(location)})`;
    const shut = kind === 'closed' && !/closed|shut/i.test(label) ? ', closed' : '';
    return `${book.name(label)}${where} on ${book.date(label, day, { weekday: true })}${shut}`;
  });
  return `Coming up: ${parts.join('; ')}.`;
}
