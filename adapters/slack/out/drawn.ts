import type { SlackBlock } from './blocks.ts';

/**
 * A stretch of an answer that stays in one message: its blocks, the same without what only newer workspaces take, and
 * the same as text.
 */
export interface Drawn {
  readonly blocks: readonly SlackBlock[];
  /** The same without native charts, tables and feedback buttons. */
  readonly plain: readonly SlackBlock[];
  /** Final text, no markup. '' where text has no way to say it (buttons). */
  readonly text: string;
  /** Charts of the reply that are drawn natively in `blocks` and are missing in `plain`, by their position. */
  readonly charts?: readonly number[];
}

/** Blocks that every workspace takes. */
export function drawnSafely(blocks: readonly SlackBlock[], text: string): Drawn {
  return { blocks, plain: blocks, text };
}
