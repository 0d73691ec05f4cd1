import { isAtLeast } from '../../src/access/roles.ts';
import type { DatasetId } from '../../src/contracts/ids.ts';
import type { PlanKind } from '../../src/contracts/plan.ts';
import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import { fillRemark, spellRemark } from '../../src/datasets/fill-remark.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import { describeList, sayListIn } from '../../src/records/describe-list.ts';
import { findLooseNames, NEIGHBOURS } from '../../src/records/find-loose-names.ts';
import type { ListCounts } from '../../src/records/import-list.ts';
import type { ListUnderstanding } from '../../src/records/list-understanding.ts';
import { LIST_WORDS } from '../../src/records/list-words.ts';
import { readRecordBook } from '../../src/records/read-record-book.ts';
import type { SkillContext } from '../context.ts';
import { offerUndo } from './offer-undo.ts';

/** The card of what was understood, what fits nothing, the plan to make from it, and the way back. */
export async function answerList(
  ctx: SkillContext,
  list: ListUnderstanding,
  came: {
    readonly upload: string;
    readonly dataset: DatasetId;
    readonly counts: ListCounts;
    readonly isOneOfMany: boolean;
  },
): Promise<SkillResult> {
  const { summary, rows } = list;
  const book = createFactBook();
  // Read anew: a file of the same message may have brought the sales that these names are from.
  const { records, catalogue } = await ctx.data(async (tx) => ({
    records: await readRecordBook(tx, NEIGHBOURS[summary.list]),
    catalogue: await readCatalogue(tx, ctx.company),
  }));
  const loose = findLooseNames(summary.list, records, catalogue);
  const opening = sayListIn(book, list, came.counts);
  const name = came.isOneOfMany ? { name: book.name(summary.fileName) } : {};
  const keepOnly: FollowUp[] =
    came.counts.staying > 0
      ? [
          {
            label: `Keep only ${came.isOneOfMany ? book.name(summary.fileName) : 'this file'}`,
            kind: 'ask',
            call: { skill: 'import-file', input: { only: { dataset: came.dataset, on: true } } },
          },
        ]
      : [];
  const first = (summary.headerRow ?? 0) + 1;
  return {
    sections: [
      { kind: 'answer', template: opening },
      ...describeList(book, list),
      ...loose.map((remark) => ({ kind: 'caveat' as const, template: fillRemark(book, remark) })),
    ],
    facts: book.facts,
    charts: [],
    tables: [],
    followUps: [
      ...askForPlan(ctx, LIST_WORDS[summary.list].plan),
      ...keepOnly,
      ...offerUndo({ dataset: came.dataset, upload: came.upload, answers: summary.answers, ...name }),
    ],
    working: {
      sources: [
        {
          dataset: came.dataset,
          fileName: summary.fileName,
          rows: [[first, first + summary.rowCount - 1]],
          rowCount: summary.rowCount,
        },
      ],
      leftOut: summary.leftOut.map(
        (column) => `Column “${column}”: not known in a list of ${LIST_WORDS[summary.list].what}.`,
      ),
      steps: [
        `Recognised a list of ${LIST_WORDS[summary.list].what} by its columns: ${summary.columns.map(({ column }) => column).join(', ')}.`,
        `Read as ${summary.encoding}, decimal ${summary.decimal}, header in row ${summary.headerRow ?? 'none'}; ${rows.length} records kept.`,
        'Of each name the row of the newest file counts; rows of older files that this one does not have stay.',
      ],
      checks: summary.remarks.map((remark, at) => ({ name: `Note ${at + 1}`, result: spellRemark(remark) })),
    },
  };
}

const QUESTIONS: Readonly<Record<PlanKind, FollowUp>> = {
  inventory: { label: 'What should I order?', kind: 'ask', call: { skill: 'plan-inventory', input: {} } },
  staffing: { label: 'Who should work next week?', kind: 'ask', call: { skill: 'plan-staffing', input: {} } },
  pricing: { label: 'What should I charge?', kind: 'ask', call: { skill: 'set-prices', input: {} } },
  budget: { label: 'Where should I advertise?', kind: 'ask', call: { skill: 'plan-budget', input: {} } },
};

/** Rosters are for managers: a button that is refused when pressed is none. */
function askForPlan(ctx: SkillContext, plan: PlanKind): FollowUp[] {
  return plan === 'staffing' && !isAtLeast(ctx.person.role, 'manager') ? [] : [QUESTIONS[plan]];
}
