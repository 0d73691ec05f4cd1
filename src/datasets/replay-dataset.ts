import { UserError } from '../contracts/errors.ts';
import type { Period } from '../contracts/period.ts';
import { giveWay } from '../db/give-way.ts';
import { mergeValues, removeValuesOn } from '../db/queries/import-values.ts';
import { getUpload } from '../db/queries/uploads.ts';
import type { TenantTx } from '../db/schema.ts';
import { type MeasuredPlace, placeName, placeOf, placesOf, type RecordedDataset } from './import-record.ts';
import { openReading } from './open-reading.ts';
import { streamBatches } from './stream-batches.ts';
import { BATCH_SIZE, closedDaysOf } from './write-dataset.ts';

/**
 * Reads a kept file again, as it was read when it came, and writes its values of some places and one stretch of time
 * over what is there. Only these values leave the reading thread.
 * @throws UserError `cannot-read-again`
 */
export async function replayDataset(
  tx: TenantTx,
  file: RecordedDataset,
  part: { readonly places: readonly MeasuredPlace[]; readonly period: Period },
  signal?: AbortSignal,
): Promise<void> {
  const wanted = new Set(part.places.map(placeName));
  const { understanding, record } = file;
  const metrics = understanding.metrics
    .filter(({ definition, dims }) =>
      wanted.has(placeName(placeOf({ metric: definition.key, dims }, record.keys, understanding.grain))),
    )
    .map(({ definition }) => definition.key);
  const upload = file.uploadId ? await getUpload(tx, file.uploadId) : null;
  if (!upload) throw cannotReadAgain(file);
  const { answers, weekStart, timezone } = record;
  const reading = await openReading(
    upload.content,
    { fileName: upload.fileName, weekStart, timezone, answers },
    { signal },
  );
  try {
    if (reading.outcome.kind === 'question') throw cannotReadAgain(file);
    for await (const batch of streamBatches(reading, BATCH_SIZE, { metrics, period: part.period })) {
      signal?.throwIfAborted();
      const place = placeOf(batch, record.keys, batch.grain);
      await mergeValues(tx, { ...place, dataset: file.id, json: batch.json, count: batch.count });
      await giveWay();
    }
  } finally {
    await reading.close();
  }
  const { start, end } = part.period;
  const closed = closedDaysOf(understanding).filter((day) => day >= start && day <= end);
  for (const place of placesOf(file))
    if (wanted.has(placeName(place)) && !place.isContext) await removeValuesOn(tx, place, closed);
}

function cannotReadAgain(file: RecordedDataset): UserError {
  return new UserError(`Some of these numbers stood in “${file.fileName}” too, and I cannot read that file again.`, {
    code: 'cannot-read-again',
    advice: 'Nothing has changed. Take that file out first, then this one, and send it again.',
  });
}
