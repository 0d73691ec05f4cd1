import { DEFAULT_HEARTBEAT_MS, DEFAULT_MAX_UPLOAD_BYTES, type WebOptions } from './options.ts';
import type { Caller } from './verify-caller.ts';

/** The options with their defaults filled in, as the routes use them. */
export interface WebSetup {
  readonly sampleSlug: string;
  readonly caller: Caller;
  readonly maxUploadBytes: number;
  readonly heartbeatMs: number;
}

export function completeOptions(options: WebOptions): WebSetup {
  return {
    sampleSlug: options.sampleSlug,
    caller: options.token === null ? 'local' : 'token',
    maxUploadBytes: options.maxUploadBytes ?? DEFAULT_MAX_UPLOAD_BYTES,
    heartbeatMs: options.heartbeatMs ?? DEFAULT_HEARTBEAT_MS,
  };
}
