import type { Capabilities } from '../../../src/contracts/capabilities.ts';
import { LIMITS } from './limits.ts';

/** Streams only in 1:1 chats; elsewhere "is typing" is shown. Nothing in a group can be shown to one person alone. */
export const TEAMS_CAPABILITIES: Capabilities = {
  streaming: 'native',
  images: true,
  interactive: true,
  ephemeral: false,
  threads: true,
  tables: true,
  maxText: LIMITS.text,
  maxBlocks: 100,
  maxActions: LIMITS.replyActions,
  maxAttachmentBytes: 50 * 1024 * 1024,
  ackMs: 10_000,
};
