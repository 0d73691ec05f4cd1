import { addDays } from '../../src/calendar/civil-day.ts';
import type { FollowUp, SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import type { ExplainChangeInput } from '../../src/contracts/understanding.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import { countDays } from '../../src/metrics/calendar.ts';
import { nothingFound, subject, subjectInside } from '../ask-metric/phrases.ts';
import type { CoachSkill, SkillContext } from '../context.ts';
import { drawChange } from './draw-change.ts';
import { type Explained, explainEvidence } from './explain-evidence.ts';
import { explainWorking } from './explain-working.ts';
import { explainChangeInput } from './input.ts';
import { listParts } from './list-parts.ts';
import { readEvidence } from './read-evidence.ts';
import { sayAround } from './say-around.ts';
import { sayLimits } from './say-limits.ts';
import { sayMove } from './say-move.ts';
import { pickCut, sayParts } from './say-parts.ts';
import { sayReality } from './say-reality.ts';

const FORECAST_DAYS = 14;

export const explainChangeSkill: CoachSkill<ExplainChangeInput> = {
  name: 'explain-change',
  title: 'Find out what changed',
  description:
    'Says whether a change is more than the usual ups and downs, what accounts for it exactly, and what else happened at the same time.',
  input: explainChangeInput,
  rights: 'viewer',
  examples: [
    'Why did sales drop last week?',
    'What is behind the jump in orders in May?',
    'Sales are down, what happened?',
  ],
  run: explain,
};

async function explain(ctx: SkillContext, input: ExplainChangeInput): Promise<SkillResult> {
  const book = createFactBook();
  ctx.progress('reading your numbers');
  const company = {
    end: ctx.catalogue.dataRange?.end ?? addDays(ctx.today, -1),
    weekStart: ctx.company.weekStart,
  };
  const evidence = await ctx.read((reader) => readEvidence(reader, { ...input, filter: input.filter ?? {} }, company));
  ctx.progress('comparing with earlier times');
  const found = await explainEvidence(ctx, evidence);
  const explained: Explained = { evidence, found, suspect: input.suspect, believed: input.direction };
  const name = subject(book, evidence.metric, evidence.filter);
  const move = sayMove(book, explained, name);
  const working = explainWorking(ctx, explained);
  if (move === null) {
    const missing = found.totals.after === null ? evidence.period : evidence.compare;
    return {
      facts: book.facts,
      sections: [nothingFound(ctx, book, subjectInside(book, evidence.metric, evidence.filter), missing)],
      charts: [],
      tables: [],
      followUps: [],
      working,
    };
  }
  const reality = sayReality(book, explained);
  const sections: SectionTemplate[] = [
    { kind: 'answer', template: `${move.sentence} ${reality}` },
    ...sayParts(ctx, book, explained).map((template): SectionTemplate => ({ kind: 'detail', template })),
    ...sayAround(book, explained).map((template): SectionTemplate => ({ kind: 'detail', template })),
    ...sayLimits(book, explained).map((template): SectionTemplate => ({ kind: 'caveat', template })),
  ];
  return {
    sections,
    charts: drawChange(ctx, book, explained, { name, move, reality }),
    tables: listParts(ctx, book, explained, name),
    followUps: chooseFollowUps(book, explained),
    working,
    facts: book.facts,
  };
}

function chooseFollowUps(book: FactBook, { evidence, found }: Explained): FollowUp[] {
  const { metric, filter, period, compare } = evidence;
  const followUps: FollowUp[] = [];
  const cut = pickCut(found);
  const mover = cut?.movers[0];
  if (cut && mover !== undefined && found.bestDimension !== null) {
    followUps.push({
      label: `The same for ${book.name(mover)}`,
      kind: 'ask',
      call: {
        skill: 'explain-change',
        input: {
          metric: metric.key,
          filter: { ...filter, [cut.dimension]: mover },
          period,
          ...comparable(evidence, compare),
        },
      },
    });
  }
  followUps.push(
    {
      label: 'What comes next?',
      kind: 'ask',
      call: { skill: 'forecast-metric', input: { metric: metric.key, filter, horizonDays: FORECAST_DAYS } },
    },
    { label: 'How did you get this?', kind: 'show-working', call: { skill: 'show-working', input: {} } },
  );
  return followUps;
}

/** An averaged stretch cannot be asked for by its dates alone; then the time just before is taken again. */
function comparable({ beforeScale, period }: Explained['evidence'], compare: Explained['evidence']['compare']) {
  return beforeScale === 1 && countDays(compare) <= 2 * countDays(period) ? { compare } : {};
}
