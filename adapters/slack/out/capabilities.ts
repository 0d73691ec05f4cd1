import type { Capabilities } from '../../../src/contracts/capabilities.ts';
import { SLACK_LIMITS } from './limits.ts';

export const SLACK_CAPABILITIES: Capabilities = {
  streaming: 'native',
  images: true,
  interactive: true,
  ephemeral: true,
  threads: true,
  tables: true,
  maxText: SLACK_LIMITS.blocksJson,
  maxBlocks: SLACK_LIMITS.blocks,
  maxActions: SLACK_LIMITS.actionElements,
  maxAttachmentBytes: 50 * 1024 * 1024,
  ackMs: 3_000,
};
