import type { BatchChoice, MetricBatch } from './file-understanding.ts';
import type { FileReading } from './open-reading.ts';

/**
 * The values of a file, batch by batch. While one is being written the reading thread makes the next, and no more:
 * a large file never waits in memory as a whole.
 */
export async function* streamBatches(
  reading: FileReading,
  size: number,
  choice?: BatchChoice,
): AsyncGenerator<MetricBatch> {
  let coming = reading.nextBatch(size, choice);
  for (let batch = await coming; batch; batch = await coming) {
    coming = reading.nextBatch(size, choice);
    // Whoever waits for it hears of its failure; should nobody wait any more, the cause was told already.
    coming.catch(() => undefined);
    yield batch;
  }
}
