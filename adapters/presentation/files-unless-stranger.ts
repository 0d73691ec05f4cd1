import { UserError } from '../../src/contracts/errors.ts';
import type { Attachment } from '../../src/contracts/inbound.ts';

/** Did the house refuse a file because it does not know the sender, or the workspace? */
export const isStranger = (error: unknown): boolean =>
  error instanceof UserError && (error.code === 'not-let-in' || error.code === 'unknown-workspace');

/**
 * The files that were kept. None for a stranger: their words alone then go to the house, which greets them, or links
 * their workspace. Other failures are thrown on.
 */
export async function filesUnlessStranger(kept: Promise<readonly Attachment[]>): Promise<readonly Attachment[]> {
  return kept.catch((error: unknown) => {
    if (isStranger(error)) return [];
    throw error;
  });
}
