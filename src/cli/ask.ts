import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OWN_SLUG } from '../access/companies.ts';
import type { App } from '../app.ts';
import { printReply } from './print-reply.ts';
import { type CliAnswer, keepLocalFile, runInbound } from './run-inbound.ts';
import { withApp } from './with-app.ts';

interface AskOptions {
  readonly file?: string;
  readonly company: string;
  readonly conversation?: string;
  readonly json?: boolean;
  readonly out?: string;
}

/** Answers one question in the terminal. With `--file` the answer is from that file alone and nothing is kept. */
export async function ask(question: string, options: AskOptions): Promise<void> {
  if (options.file === undefined) return withApp((app) => answer(app, question, options));
  const { file } = options;
  await withApp(
    async (app) => {
      await app.host.openOwnCompany();
      const attachment = await keepLocalFile(app, OWN_SLUG, file);
      const imported = await runInbound(app, {
        company: OWN_SLUG,
        text: 'Import this file',
        attachments: [attachment],
      });
      if (imported.reply.sections.some((section) => section.kind === 'question'))
        return printAnswer(app, OWN_SLUG, imported, options);
      await answer(app, question, { ...options, company: OWN_SLUG });
    },
    { dataDir: 'memory://', databaseUrl: undefined, databaseOwnerUrl: undefined, sample: false },
  );
}

async function answer(app: App, text: string, options: AskOptions): Promise<void> {
  await printAnswer(
    app,
    options.company,
    await runInbound(app, { company: options.company, conversation: options.conversation, text }),
    options,
  );
}

/** Prints an answer, and writes its charts, tables and files where a folder is given. */
export async function printAnswer(
  app: App,
  company: string,
  found: CliAnswer,
  options: Pick<AskOptions, 'json' | 'out'>,
): Promise<void> {
  const files = options.out === undefined ? [] : await writeFiles(app, company, found, options.out);
  if (options.json) process.stdout.write(`${JSON.stringify({ ...found, files }, null, 2)}\n`);
  else process.stdout.write(`${printReply(found.reply)}${files.map((file) => `\nWritten: ${file}`).join('')}\n`);
}

async function writeFiles(app: App, company: string, { reply }: CliAnswer, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (const [index, chart] of reply.charts.entries()) {
    const png = await app.host.chart({ channel: 'web', workspace: company }, chart.id, { theme: 'light', width: 720 });
    if (!png) continue;
    const path = join(folder, `chart-${index + 1}.png`);
    await writeFile(path, png);
    files.push(path);
  }
  for (const [index, table] of [...reply.tables, ...reply.charts.map((chart) => chart.table)].entries()) {
    const path = join(folder, `table-${index + 1}.csv`);
    await writeFile(path, [table.columns.map((column) => column.label), ...table.rows].map(toCsvLine).join('\n'));
    files.push(path);
  }
  for (const { id, name } of reply.files ?? []) {
    const file = await app.host.file({ channel: 'web', workspace: company }, id);
    if (!file) continue;
    // The name is our own: letters, digits, dashes and dots.
    const path = join(folder, name);
    await writeFile(path, file.content);
    files.push(path);
  }
  return files;
}

/** A number with its sign and unit, which a spreadsheet may read as one. */
const SIGNED_NUMBER = /^[+-][\p{Sc}\d.,\s%]+$/u;

/** Quotes each cell, and keeps a spreadsheet from running one as a formula. */
const toCsvLine = (cells: readonly string[]): string =>
  cells
    .map((cell) => (/^[=+\-@\t\r\n]/.test(cell) && !SIGNED_NUMBER.test(cell) ? `'${cell}` : cell))
    .map((cell) => `"${cell.replaceAll('"', '""')}"`)
    .join(',');
