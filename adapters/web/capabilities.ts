import type { Capabilities } from '../../src/contracts/capabilities.ts';
import { DEFAULT_MAX_UPLOAD_BYTES } from './options.ts';

/** What the web page can do. Everything is answered inside one request, so there is no deadline for an acknowledgement. */
export const WEB_CAPABILITIES: Capabilities = {
  streaming: 'native',
  images: true,
  interactive: true,
  ephemeral: false,
  threads: true,
  tables: true,
  maxText: 100_000,
  maxBlocks: 200,
  maxActions: 12,
  maxAttachmentBytes: DEFAULT_MAX_UPLOAD_BYTES,
  ackMs: 60_000,
};
