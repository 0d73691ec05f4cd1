import type { RepliedFile } from '../../src/contracts/reply.ts';

type Named = Pick<RepliedFile, 'name'>;

/** "orders.xlsx, orders.csv and deliveries.ics" */
export function nameFiles(files: readonly Named[]): string {
  const names = files.map(({ name }) => name);
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}

/** Stands in place of files that did not go through: what is missing, and how to get it. No markup. */
export function sayFilesMissing(files: readonly Named[]): string {
  const [what, come] = files.length === 1 ? ['the file', 'it comes'] : ['the files', 'they come'];
  return [
    `I could not send ${what} ${nameFiles(files)} here.`,
    `Ask me the same on my web page, and ${come} with the answer. For a way in, write “log in” to me.`,
  ].join(' ');
}
