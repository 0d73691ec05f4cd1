import type { Company } from '../../src/contracts/company.ts';
import type { DatasetId } from '../../src/contracts/ids.ts';
import type { FileAnswers } from '../../src/datasets/file-understanding.ts';
import { type ImportOutcome, importDataset } from '../../src/datasets/import-dataset.ts';
import { openReading } from '../../src/datasets/open-reading.ts';
import type { Database } from '../../src/db/database.ts';
import { packUpload, saveUpload } from '../../src/db/queries/uploads.ts';

interface FileToImport {
  readonly name?: string;
  readonly text: string;
  readonly answers?: FileAnswers;
  readonly instead?: DatasetId;
  readonly onProgress?: (text: string, done: number) => void;
}

/** Keeps a file and imports it, as the skill does. */
export async function importText(database: Database, company: Company, file: FileToImport): Promise<ImportOutcome> {
  const content = Buffer.from(file.text);
  const upload = await packUpload({ fileName: file.name ?? 'sales.csv', mediaType: 'text/csv', content });
  await database.inTenant(company.id, (tx) => saveUpload(tx, upload));
  const { weekStart, timezone } = company;
  const reading = await openReading(content, {
    fileName: upload.fileName,
    weekStart,
    timezone,
    answers: file.answers ?? {},
  });
  try {
    if (reading.outcome.kind === 'question') throw new Error(reading.outcome.question.text);
    const data = <T>(work: Parameters<typeof database.inTenant<T>>[1]) => database.inTenant(company.id, work);
    return await importDataset({
      data,
      company,
      upload,
      understanding: reading.outcome,
      reading,
      instead: file.instead,
      onProgress: file.onProgress,
    });
  } finally {
    await reading.close();
  }
}

/** `count` days from `first`, a line each, under a header. */
export function makeCsv(
  header: string,
  first: string,
  count: number,
  line: (day: string, at: number) => string,
): string {
  const lines = Array.from({ length: count }, (_, at) =>
    line(new Date(Date.parse(`${first}T00:00:00Z`) + at * 86_400_000).toISOString().slice(0, 10), at),
  );
  return `${[header, ...lines].join('\n')}\n`;
}
