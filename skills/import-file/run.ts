import { DataError, UserError } from '../../src/contracts/errors.ts';
import type { DatasetId } from '../../src/contracts/ids.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import type { FileAnswers } from '../../src/datasets/file-understanding.ts';
import { type ImportOutcome, importDataset } from '../../src/datasets/import-dataset.ts';
import { openReading } from '../../src/datasets/open-reading.ts';
import { findReadyDataset } from '../../src/db/queries/import-datasets.ts';
import { getUpload, type PackedUpload } from '../../src/db/queries/uploads.ts';
import { importList } from '../../src/records/import-list.ts';
import type { ListUnderstanding } from '../../src/records/list-understanding.ts';
import { readListFile } from '../../src/records/read-list-file.ts';
import type { CoachSkill, SkillContext } from '../context.ts';
import { answerImported } from './answer-imported.ts';
import { answerList } from './answer-list.ts';
import {
  askAboutFile,
  askForFile,
  sayAlreadyKnown,
  sayAskedLater,
  sayAsking,
  sayFileFailed,
} from './answer-without-import.ts';
import { keepOnlyThis } from './change-list.ts';
import { type ImportFileInput, importFileInput } from './input.ts';
import { joinResults } from './join-results.ts';
import { takeFileOut } from './take-out.ts';

export const importFile: CoachSkill<ImportFileInput> = {
  name: 'import-file',
  title: 'Add a file',
  description:
    'Reads a CSV file that came with the message, says what it understood, and adds its numbers, or its list of goods, people or prices, to the company’s data. Takes a file out again.',
  input: importFileInput,
  rights: 'member',
  examples: ['Here is our sales file', 'Import this CSV'],
  command: 'import',
  run: importFiles,
};

/** @throws DataError what is wrong with the file, by row and column; UserError `no-such-upload`, and those of `takeFileOut`. */
async function importFiles(ctx: SkillContext, input: ImportFileInput): Promise<SkillResult> {
  if (input.remove) return takeFileOut(ctx, input.remove, input.confirmed);
  if (input.only) return keepOnlyThis(ctx, input.only);
  const uploads = input.upload ? [input.upload] : ctx.attachments.map((attachment) => attachment.upload);
  if (uploads.length === 0) return askForFile();
  const wishOf = (id: string): FileWish => ({
    id,
    answers: input.answers ?? {},
    instead: input.instead,
    isOneOfMany: uploads.length > 1,
  });
  const [first] = uploads;
  if (first !== undefined && uploads.length === 1) return importOne(ctx, wishOf(first));
  return importSeveral(ctx, uploads.map(wishOf));
}

/** Each file for itself: what is wrong with one, or unclear, keeps none of the others out, and is said. */
async function importSeveral(ctx: SkillContext, wishes: readonly FileWish[]): Promise<SkillResult> {
  const results: SkillResult[] = [];
  let asking: readonly SkillResult[] = [];
  for (const wish of wishes) {
    const result = await importOne(ctx, wish).catch((error: unknown) => {
      if (error instanceof DataError || error instanceof UserError) return sayFileFailed(nameOf(ctx, wish), error);
      throw error;
    });
    if (!result.question) results.push(result);
    else if (asking.length === 0) asking = [sayAsking(nameOf(ctx, wish)), result];
    else results.push(sayAskedLater(nameOf(ctx, wish)));
  }
  return joinResults([...results, ...asking]);
}

const nameOf = ({ attachments }: SkillContext, { id }: FileWish): string =>
  attachments.find(({ upload }) => upload === id)?.fileName ?? 'your file';

interface FileWish {
  /** Of the upload. */
  readonly id: string;
  readonly answers: FileAnswers;
  readonly instead: DatasetId | undefined;
  readonly isOneOfMany: boolean;
}

async function importOne(ctx: SkillContext, wish: FileWish): Promise<SkillResult> {
  ctx.progress('opening your file');
  const upload = await ctx.data((tx) => getUpload(tx, wish.id));
  if (!upload)
    throw new UserError('I do not have that file any more.', {
      code: 'no-such-upload',
      advice: 'Drop it into the chat again.',
    });
  const known = await ctx.data((tx) => findReadyDataset(tx, upload.sha256));
  if (known && known.id !== wish.instead) return sayAlreadyKnown(upload.fileName, known, wish.isOneOfMany);
  return readAndStore(ctx, upload, wish);
}

async function readAndStore(ctx: SkillContext, upload: PackedUpload, wish: FileWish): Promise<SkillResult> {
  const { answers, instead } = wish;
  const list = await readListFile(upload.content, { fileName: upload.fileName, answers }, ctx.signal);
  if (list?.kind === 'list') return storeList(ctx, upload, list, wish);
  if (list) return askAboutFile(list, { upload: upload.id, answers, instead });
  const { weekStart, timezone } = ctx.company;
  const reading = await openReading(
    upload.content,
    { fileName: upload.fileName, weekStart, timezone, answers },
    {
      signal: ctx.signal,
      onRows: (rows) => ctx.progress(`reading your file, ${rows.toLocaleString(ctx.company.locale)} rows so far`),
    },
  );
  try {
    const understanding = reading.outcome;
    if (understanding.kind === 'question') return askAboutFile(understanding, { upload: upload.id, answers, instead });
    const outcome: ImportOutcome = await importDataset({
      data: ctx.data.bind(ctx),
      company: ctx.company,
      upload,
      understanding,
      reading,
      instead,
      signal: ctx.signal,
      onProgress: (text, done) => ctx.progress(text, done),
    });
    if (outcome.kind === 'already-known') return sayAlreadyKnown(upload.fileName, outcome.dataset, wish.isOneOfMany);
    ctx.progress('having a first look');
    return await answerImported(ctx, understanding, outcome, {
      upload: upload.id,
      answers,
      isOneOfMany: wish.isOneOfMany,
    });
  } finally {
    await reading.close();
  }
}

async function storeList(
  ctx: SkillContext,
  upload: PackedUpload,
  list: ListUnderstanding,
  { instead, isOneOfMany }: FileWish,
): Promise<SkillResult> {
  ctx.progress('keeping your list');
  const outcome = await importList(ctx.data.bind(ctx), { upload, list, instead, signal: ctx.signal });
  if (outcome.kind === 'already-known') return sayAlreadyKnown(upload.fileName, outcome.dataset, isOneOfMany);
  const { dataset, counts } = outcome;
  return answerList(ctx, list, { upload: upload.id, dataset, counts, isOneOfMany });
}
