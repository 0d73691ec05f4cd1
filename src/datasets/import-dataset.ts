import type { DatasetId } from '../contracts/ids.ts';
import { bumpDataVersion } from '../db/queries/companies.ts';
import { allowReadingTime, findReadyDataset, lockImports, type ReadyDataset } from '../db/queries/import-datasets.ts';
import type { WriteCounts } from '../db/queries/import-values.ts';
import type { ImportRequest } from './import-request.ts';
import { type TakenOut, takeOut } from './take-out.ts';
import { writeDataset } from './write-dataset.ts';

export type ImportOutcome =
  | { readonly kind: 'already-known'; readonly dataset: ReadyDataset }
  | {
      readonly kind: 'imported';
      readonly dataset: DatasetId;
      readonly counts: WriteCounts;
      /** What went out to make room for it; null when nothing did. */
      readonly takenOut: TakenOut | null;
      /** Key of the metric to speak of first, as it is stored. */
      readonly mainMetric: string;
      readonly dataVersion: number;
    };

/**
 * Imports a file that was understood: everything in one transaction, so a stop, an error or a crash leaves what was
 * there. The same bytes a second time change nothing, unless they are to be read `instead` of the first time; where
 * two files have the same metric, members and time, the newer holds.
 * @throws the signal's reason when stopped.
 */
export async function importDataset(request: ImportRequest): Promise<ImportOutcome> {
  request.signal?.throwIfAborted();
  return request.data(async (tx) => {
    await lockImports(tx);
    await allowReadingTime(tx);
    const known = await findReadyDataset(tx, request.upload.sha256);
    if (known && known.id !== request.instead) return { kind: 'already-known', dataset: known };
    const takenOut = known ? await takeOut(tx, known, request) : null;
    const { id, counts, keys } = await writeDataset(tx, request);
    const { mainMetric } = request.understanding;
    return {
      kind: 'imported',
      dataset: id,
      counts,
      takenOut,
      mainMetric: keys[mainMetric] ?? mainMetric,
      dataVersion: await bumpDataVersion(tx),
    };
  });
}
