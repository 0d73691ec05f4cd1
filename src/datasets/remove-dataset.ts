import { UserError } from '../contracts/errors.ts';
import type { DatasetId } from '../contracts/ids.ts';
import { bumpDataVersion } from '../db/queries/companies.ts';
import { allowReadingTime, findDataset, lockImports } from '../db/queries/import-datasets.ts';
import type { DataRun } from './import-request.ts';
import { type TakenOut, takeOut } from './take-out.ts';

export type RemovalOutcome =
  | ({ readonly kind: 'taken-out' } & TakenOut)
  | { readonly kind: 'already-out'; readonly fileName: string };

/**
 * Takes a file out of the company's data, whole or not at all, and leaves everything as if it had never come
 * (`takeOut`). The file itself is kept; the same bytes sent again are a new import.
 * @throws UserError `no-such-dataset`, `cannot-take-out`, `cannot-read-again`; the signal's reason when stopped
 */
export async function removeDataset(run: DataRun & { readonly dataset: DatasetId }): Promise<RemovalOutcome> {
  return run.data(async (tx) => {
    await lockImports(tx);
    await allowReadingTime(tx);
    const dataset = await findDataset(tx, run.dataset);
    if (!dataset) throw noSuchDataset();
    if (dataset.status !== 'ready') return { kind: 'already-out', fileName: dataset.fileName };
    const taken = await takeOut(tx, dataset, run);
    await bumpDataVersion(tx);
    return { kind: 'taken-out', ...taken };
  });
}

export function noSuchDataset(): UserError {
  return new UserError('I do not know that file.', {
    code: 'no-such-dataset',
    advice: 'Nothing has changed. Send the file, and I show you what I have of it.',
  });
}
