import { z } from 'zod';
import type { Filter } from '../../src/contracts/catalogue.ts';
import type { TurnId } from '../../src/contracts/ids.ts';
import type { Reply } from '../../src/contracts/reply.ts';
import type { SectionTemplate, SkillResult, TableTemplate } from '../../src/contracts/skill.ts';
import type { ShowWorkingInput } from '../../src/contracts/understanding.ts';
import type { ModelWorking, Working } from '../../src/contracts/working.ts';
import { findTurn } from '../../src/db/queries/turns.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import type { CoachSkill, SkillContext } from '../context.ts';
import { describeRanges } from './describe-ranges.ts';

const input: z.ZodType<ShowWorkingInput> = z.object({ turn: z.string().max(80).optional() });

export const showWorking: CoachSkill<ShowWorkingInput> = {
  name: 'show-working',
  title: 'Show how an answer was made',
  description: 'Shows the files, rows, dates, method and checks behind the last answer.',
  input,
  rights: 'viewer',
  examples: ['How did you get that number?', 'Show the data behind this'],
  run: explainWorking,
};

async function explainWorking(ctx: SkillContext, { turn }: ShowWorkingInput): Promise<SkillResult> {
  const book = createFactBook();
  const answer = await findAnswer(ctx, turn);
  const working = answer?.reply?.working ?? null;
  const empty = { facts: book.facts, charts: [], tables: [], followUps: [], working: null };
  if (!answer || !working) {
    const template = answer
      ? 'No number of yours was needed for that answer, so there is nothing to show behind it.'
      : 'There is no answer before this one in our conversation. Ask me something first, then ask how I got it.';
    return { ...empty, sections: [{ kind: 'answer', template }] };
  }
  const sections: SectionTemplate[] = [
    { kind: 'answer', template: `Here is how I answered “${book.quote(answer.question)}”.` },
    ...lines(book, working).map((template): SectionTemplate => ({ kind: 'card', template })),
  ];
  return {
    ...empty,
    facts: book.facts,
    sections,
    tables: working.model?.backtest ? [backtestTable(book, working.model.backtest)] : [],
    working,
  };
}

/** The answer that was named, which may be an older one of the thread than the last. */
async function findAnswer(
  ctx: SkillContext,
  turn: string | undefined,
): Promise<{ readonly question: string; readonly reply: Reply | null } | null> {
  if (turn === undefined || turn === ctx.previous?.turn) return ctx.previous;
  const id = z.uuid().safeParse(turn);
  // Whether it names a turn is what is asked here.
  return id.success ? ctx.data((tx) => findTurn(tx, id.data as TurnId)) : null;
}

/** Everything the working holds, one line each. Its texts may hold digits, so each is quoted as a fact. */
function lines(book: FactBook, working: Working): string[] {
  const say = (text: string) => book.name(text);
  const out: string[] = [];
  if (working.metric) out.push(`What is counted: ${say(`${working.metric.label}. ${working.metric.definition}`)}`);
  if (working.filter && Object.keys(working.filter).length > 0) out.push(`Only: ${say(describe(working.filter))}`);
  if (working.period) out.push(`Period: ${book.period('Period', working.period)}`);
  if (working.compare) out.push(`Compared with: ${book.period('Compared with', working.compare)}`);
  for (const source of working.sources) {
    const count = book.count(`Rows of ${source.fileName}`, source.rowCount, { source: { kind: 'catalogue' } });
    const rows = source.rowCount === 1 ? 'row' : 'rows';
    out.push(`From ${say(source.fileName)}: ${count} ${rows} (${say(describeRanges(source.rows))})`);
  }
  out.push(...working.leftOut.map((text) => `Left out: ${say(text)}`), ...working.steps.map(say));
  if (working.model) out.push(`Model: ${say(describeModel(working.model))}`);
  out.push(...working.checks.map((check) => `Check, ${say(check.name)}: ${say(check.result)}`));
  return out;
}

const describe = (filter: Filter): string =>
  Object.entries(filter)
    .map(([key, member]) => `${key} is ${member}`)
    .join(', ');

function describeModel(model: ModelWorking): string {
  const parameters = Object.entries(model.parameters).map(
    ([key, value]) => `${key} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`,
  );
  return parameters.length > 0 ? `${model.name} (${parameters.join(', ')})` : model.name;
}

function backtestTable(book: FactBook, backtest: NonNullable<ModelWorking['backtest']>): TableTemplate {
  const source = {
    kind: 'method',
    how: `Rolling-origin backtest with ${backtest.origins} starts, ${backtest.horizon} steps each`,
  } as const;
  return {
    title: 'How each model did on the past',
    columns: [
      { label: 'Model', align: 'left' },
      { label: 'Average miss', align: 'right' },
      { label: 'Against a naive guess in its own past (MASE)', align: 'right' },
    ],
    rows: backtest.models.map((model) => [
      book.name(model.name),
      book.percent(`Average miss of ${model.name}`, model.wape, { source }),
      book.count(`MASE of ${model.name}`, model.mase, { source, decimals: 2 }),
    ]),
  };
}
