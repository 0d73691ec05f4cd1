import type { DatasetId } from '../../src/contracts/ids.ts';
import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import { noSuchDataset, removeDataset } from '../../src/datasets/remove-dataset.ts';
import type { TakenOut } from '../../src/datasets/take-out.ts';
import { listWords } from '../../src/datasets/words.ts';
import { findDataset } from '../../src/db/queries/import-datasets.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import { removeList } from '../../src/records/import-list.ts';
import type { SkillContext } from '../context.ts';
import { sayListOut } from './change-list.ts';

const NOTHING = { charts: [], tables: [], working: null } as const;
const COUNTED = { source: { kind: 'computed', how: 'Counted while taking the file out', from: [] } } as const;
const ASK_ME: FollowUp = {
  label: 'What can I ask?',
  kind: 'ask',
  call: { skill: 'help', input: { topic: 'abilities' } },
};

/**
 * Takes a file out again, after asking once.
 * @throws UserError `no-such-dataset`, `cannot-take-out`, `cannot-read-again`
 */
export async function takeFileOut(
  ctx: SkillContext,
  dataset: DatasetId,
  confirmed: boolean | undefined,
): Promise<SkillResult> {
  if (confirmed === undefined) return askWhetherToTakeOut(ctx, dataset);
  if (!confirmed) return say(createFactBook(), 'Good, it stays as it is.', [ASK_ME]);
  const list = await removeList(ctx.data.bind(ctx), dataset);
  if (list) return sayListOut(list);
  const outcome = await removeDataset({
    data: ctx.data.bind(ctx),
    company: ctx.company,
    dataset,
    signal: ctx.signal,
    onProgress: (text, done) => ctx.progress(text, done),
  });
  const book = createFactBook();
  if (outcome.kind === 'already-out')
    return say(book, `${book.name(outcome.fileName)} is out already. Nothing changed.`, [ADD_FILE]);
  const text = `${book.name(outcome.fileName)} is out again. ${describeTakenOut(book, outcome)}${describeGone(book, outcome.metricsGone)}`;
  const next = 'Send the file again when you like; I read it anew.';
  const result = say(book, text, [ADD_FILE, ASK_ME]);
  return {
    ...result,
    sections: [...result.sections, { kind: 'next', template: next }],
    working: {
      sources: [],
      period: outcome.period,
      leftOut: [],
      steps: [
        `Took out what ${outcome.fileName} had brought: values, special days, and the metrics and members no other file has.`,
        'Read the other files that have the same metrics and days again, in the order they came.',
        'Added up days, weeks and months of that time anew.',
      ],
      checks: [],
    },
  };
}

const ADD_FILE: FollowUp = { label: 'Add a file', kind: 'upload' };

/** What went and what came back, in counts. */
export function describeTakenOut(
  book: FactBook,
  { period, removed, restored }: Pick<TakenOut, 'period' | 'removed' | 'restored'>,
): string {
  const gone = `I took out ${book.count('Values taken out', removed, COUNTED)} ${removed === 1 ? 'value' : 'values'}, ${book.period('Period of the file', period)}.`;
  return restored > 0
    ? `${gone} ${book.count('Values put back', restored, COUNTED)} ${restored === 1 ? 'value' : 'values'} of other files came back in their place.`
    : gone;
}

function describeGone(book: FactBook, metrics: readonly string[]): string {
  return metrics.length > 0
    ? ` No other file has ${book.name(listWords(metrics))}, so I have no numbers of that now.`
    : '';
}

async function askWhetherToTakeOut(ctx: SkillContext, id: DatasetId): Promise<SkillResult> {
  const dataset = await ctx.data((tx) => findDataset(tx, id));
  if (!dataset) throw noSuchDataset();
  const book = createFactBook();
  const name = book.name(dataset.fileName);
  if (dataset.status !== 'ready') return say(book, `${name} is out already. Nothing changed.`, [ADD_FILE]);
  const rows = book.count('Rows', dataset.rowCount, {
    source: { kind: 'computed', how: 'Counted when the file was read', from: [] },
  });
  const { firstDay: start, lastDay: end } = dataset;
  const period = start && end ? `, ${book.period('Period of the file', { start, end })}` : '';
  const text = `Shall I take ${name} out again? It has ${rows} rows${period}. What your other files say stays.`;
  const choice = (label: string, confirmed: boolean): FollowUp => ({
    label,
    kind: 'choose',
    call: { skill: 'import-file', input: { remove: id, confirmed } },
  });
  const choices = [choice('Yes, take it out', true), choice('Keep it', false)];
  return {
    ...NOTHING,
    facts: book.facts,
    sections: [{ kind: 'question', template: text }],
    followUps: choices,
    question: { text, choices },
  };
}

function say(book: FactBook, template: string, followUps: readonly FollowUp[]): SkillResult {
  return { ...NOTHING, facts: book.facts, sections: [{ kind: 'answer', template }], followUps };
}
