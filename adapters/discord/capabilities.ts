import type { Capabilities } from '../../src/contracts/capabilities.ts';
import { LIMITS } from './limits.ts';

export const DISCORD_CAPABILITIES: Capabilities = {
  streaming: 'edit',
  images: true,
  interactive: true,
  ephemeral: true,
  threads: true,
  // Drawn as monospaced text or as a list; Discord has no tables of its own.
  tables: false,
  maxText: LIMITS.content,
  maxBlocks: LIMITS.embeds,
  maxActions: LIMITS.rows * LIMITS.buttonsInRow,
  maxAttachmentBytes: LIMITS.fileBytes,
  ackMs: 3_000,
};
