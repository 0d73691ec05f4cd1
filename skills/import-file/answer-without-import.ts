import type { DataError, UserError } from '../../src/contracts/errors.ts';
import type { DatasetId } from '../../src/contracts/ids.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import type { FileAnswers, FileQuestion } from '../../src/datasets/file-understanding.ts';
import { fillRemark } from '../../src/datasets/fill-remark.ts';
import { unpackRecord } from '../../src/datasets/import-record.ts';
import type { ReadyDataset } from '../../src/db/queries/import-datasets.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import { listDatasetOf } from '../../src/records/list-dataset.ts';
import { offerUndo } from './offer-undo.ts';

const NOTHING = { charts: [], tables: [], working: null } as const;

/** No file came with the message. */
export function askForFile(): SkillResult {
  return {
    ...NOTHING,
    facts: [],
    sections: [
      {
        kind: 'answer',
        template:
          'Drop a CSV file into the chat, and I will tell you what I find in it. One row a day or one row a sale, both are fine; so are lists of goods, people or prices.',
      },
    ],
    followUps: [{ label: 'Add a file', kind: 'upload' }],
  };
}

/** The file reads in two ways: the person decides by pressing a button. */
export function askAboutFile(
  file: FileQuestion,
  wish: { readonly upload: string; readonly answers: FileAnswers; readonly instead?: DatasetId },
): SkillResult {
  const book = createFactBook();
  const text = fillRemark(book, file.question);
  const choices = file.choices.map((choice) => ({
    label: fillRemark(book, choice.label),
    kind: 'choose' as const,
    call: { skill: 'import-file' as const, input: { ...wish, answers: { ...wish.answers, ...choice.answers } } },
  }));
  return {
    ...NOTHING,
    facts: book.facts,
    sections: [{ kind: 'question', template: text }],
    followUps: choices,
    question: { text, choices },
  };
}

/** One of several files could not be read; the others are in. */
export function sayFileFailed(fileName: string, error: DataError | UserError): SkillResult {
  const book = createFactBook();
  const source = { kind: 'computed', how: 'Found while reading the file', from: [] } as const;
  const wrong = book.words('What is wrong', error.message, source);
  const advice = book.words('What to do', error.advice, source);
  return {
    ...NOTHING,
    facts: book.facts,
    sections: [{ kind: 'caveat', template: `${book.name(fileName)} is not in: ${wrong} ${advice}` }],
    followUps: [],
  };
}

/** Which of several files the question below is about. */
export function sayAsking(fileName: string): SkillResult {
  const book = createFactBook();
  const template = `${book.name(fileName)} is not in yet; I need to know one thing first.`;
  return { ...NOTHING, facts: book.facts, sections: [{ kind: 'detail', template }], followUps: [] };
}

/** Two of several files are unclear: one question at a time. */
export function sayAskedLater(fileName: string): SkillResult {
  const book = createFactBook();
  const template = `I have a question about ${book.name(fileName)} too, so it is not in yet. Send it again afterwards.`;
  return { ...NOTHING, facts: book.facts, sections: [{ kind: 'caveat', template }], followUps: [] };
}

/** The same bytes came before: nothing changes. */
export function sayAlreadyKnown(fileName: string, known: ReadyDataset, isOneOfMany: boolean): SkillResult {
  const book = createFactBook();
  const name = book.name(fileName);
  const rows = book.count('Rows', known.rowCount, {
    source: { kind: 'computed', how: 'Counted when the file was read', from: [] },
  });
  const answers = listDatasetOf(known)?.answers ?? unpackRecord(known)?.record.answers;
  const period =
    known.firstDay && known.lastDay
      ? `, ${book.period('Period of the file', { start: known.firstDay, end: known.lastDay })}`
      : '';
  return {
    ...NOTHING,
    facts: book.facts,
    sections: [
      { kind: 'answer', template: `I have ${name} already, exactly as it is: ${rows} rows${period}. Nothing changed.` },
      { kind: 'next', template: 'Ask me about it, or send a newer file; I add what is new.' },
    ],
    followUps: [
      ...(answers
        ? offerUndo({
            dataset: known.id,
            upload: known.uploadId,
            answers,
            ...(isOneOfMany ? { name } : {}),
          })
        : []),
      { label: 'What can I ask?', kind: 'ask', call: { skill: 'help', input: { topic: 'abilities' } } },
    ],
  };
}
