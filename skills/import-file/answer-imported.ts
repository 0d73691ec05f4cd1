import type { TrendChart } from '../../src/contracts/chart.ts';
import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import type { Working } from '../../src/contracts/working.ts';
import { describeUnderstanding, listLeftOut } from '../../src/datasets/describe-understanding.ts';
import type { FileAnswers, FileUnderstanding } from '../../src/datasets/file-understanding.ts';
import { spellRemark } from '../../src/datasets/fill-remark.ts';
import { type Finding, firstFindings, topMover } from '../../src/datasets/first-findings.ts';
import type { ImportOutcome } from '../../src/datasets/import-dataset.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { type FirstSight, lookFirst } from './look-first.ts';
import { offerUndo } from './offer-undo.ts';
import { describeTakenOut } from './take-out.ts';

/** An answer shows so many; the way back is always among them. */
const BUTTONS = 3;

type Imported = Extract<ImportOutcome, { kind: 'imported' }>;

/** The card of what was understood, the first three findings, one chart, questions to go on with, and the way back. */
export async function answerImported(
  ctx: SkillContext,
  file: FileUnderstanding,
  outcome: Imported,
  came: { readonly upload: string; readonly answers: FileAnswers; readonly isOneOfMany: boolean },
): Promise<SkillResult> {
  const book = createFactBook();
  const sight = await lookFirst(ctx, file, outcome.mainMetric);
  const rows = book.count('Rows', file.rowCount, {
    source: { kind: 'computed', how: 'Counted while reading the file', from: [] },
  });
  const opening = `Your file is in: ${rows} rows of ${book.name(file.fileName)}, ${book.period('Period of the file', file.period)}.`;
  const card = describeUnderstanding(book, file, outcome.counts);
  const findings = sight ? firstFindings(book, sight.look) : [];
  const [first] = findings;
  const questions: FollowUp[] = sight
    ? nextQuestions(book, sight)
    : [{ label: 'What can I ask?', kind: 'ask', call: { skill: 'help', input: { topic: 'abilities' } } }];
  const undo = offerUndo({
    dataset: outcome.dataset,
    upload: came.upload,
    answers: came.answers,
    ...(came.isOneOfMany ? { name: book.name(file.fileName) } : {}),
  });
  const result: SkillResult = {
    facts: [],
    sections: [
      { kind: 'answer', template: opening },
      ...(outcome.takenOut
        ? [
            {
              kind: 'detail' as const,
              template: `I read it the other way this time. ${describeTakenOut(book, outcome.takenOut)}`,
            },
          ]
        : []),
      ...card,
      ...findings.map((finding, at) => ({
        kind: 'detail' as const,
        ...(at === 0 ? { heading: 'At first sight' } : {}),
        template: finding.text,
      })),
    ],
    charts: sight && first ? [drawCurve(book, sight, first)] : [],
    tables: [],
    followUps: [...questions.slice(0, BUTTONS - undo.length), ...undo],
    working: explain(file, outcome),
  };
  return { ...result, facts: factsIn(result, book) };
}

/** Findings that were weighed and not shown leave no facts behind. */
function factsIn(result: SkillResult, book: FactBook): SkillResult['facts'] {
  const prose = JSON.stringify([result.sections, result.charts, result.tables, result.followUps]);
  return book.facts.filter((fact) => prose.includes(`{{${fact.id}}}`));
}

function drawCurve(book: FactBook, { look, curve }: FirstSight, finding: Finding): TrendChart {
  const name = book.name(look.metric.label);
  return {
    kind: 'trend',
    grain: curve.grain,
    title: finding.title,
    subtitle: `${name} per ${curve.grain}`,
    alt: finding.text,
    unit: look.metric.unit,
    series: [{ label: look.metric.label, points: curve.points.map(({ t, y }) => ({ t, y })) }],
  };
}

function nextQuestions(book: FactBook, { look, dimension }: FirstSight): FollowUp[] {
  const metric = look.metric.key;
  const monthly = look.series.grain === 'month';
  const mover = dimension ? topMover(look) : null;
  const compare = look.before.period;
  const period = look.recent.period;
  const forecast: FollowUp = {
    label: monthly ? 'What comes in the next months?' : 'What comes next week?',
    kind: 'ask',
    call: { skill: 'forecast-metric', input: { metric, horizonDays: monthly ? 92 : 7 } },
  };
  const why: FollowUp =
    mover && dimension
      ? {
          label: `Why did ${book.name(mover.member)} change?`,
          kind: 'ask',
          call: { skill: 'explain-change', input: { metric, filter: { [dimension]: mover.member }, period, compare } },
        }
      : {
          label: `Why did ${book.name(look.metric.label.toLowerCase())} change?`,
          kind: 'ask',
          call: { skill: 'explain-change', input: { metric, period, compare } },
        };
  const split: FollowUp = dimension
    ? {
        label: `Show it by ${book.name((look.split?.label ?? dimension).toLowerCase())}`,
        kind: 'ask',
        call: { skill: 'ask-metric', input: { metric, by: dimension, period } },
      }
    : { label: 'Show it by month', kind: 'ask', call: { skill: 'ask-metric', input: { metric, over: 'month' } } };
  return [forecast, why, split];
}

function explain(file: FileUnderstanding, { dataset, counts }: Imported): Working {
  const first = (file.headerRow ?? 0) + 1;
  return {
    sources: [
      { dataset, fileName: file.fileName, rows: [[first, first + file.rowCount - 1]], rowCount: file.rowCount },
    ],
    period: file.period,
    leftOut: listLeftOut(file),
    steps: [
      `Read ${file.fileName} as ${file.encoding}, cells split at ${DELIMITER_NAMES[file.delimiter] ?? file.delimiter}, decimal ${file.decimal}, header in row ${file.headerRow ?? 'none'}.`,
      `Read dates from ${file.dateColumns.join(', ')}, written ${file.dateFormat}; one value a ${file.grain}.`,
      ...file.metrics.map(
        ({ definition, dims }) =>
          `${definition.label}: ${definition.aggregation.kind}${dims.length > 0 ? `, by ${dims.join(', ')}` : ''}.`,
      ),
      `Stored ${counts.added} new values, ${counts.same} were there already, ${counts.changed} replaced.`,
    ],
    checks: file.remarks.map((remark, at) => ({ name: `Note ${at + 1}`, result: spellRemark(remark) })),
  };
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};
