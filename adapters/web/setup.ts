import { DEFAULT_HEARTBEAT_MS, DEFAULT_MAX_UPLOAD_BYTES, type WebOptions } from './options.ts';

/** The options with their defaults filled in, as the routes use them. */
export interface WebSetup {
  readonly sampleSlug: string;
  readonly maxUploadBytes: number;
  readonly heartbeatMs: number;
  readonly slackInstallUrl: string | null;
}

export function completeOptions(options: WebOptions): WebSetup {
  return {
    sampleSlug: options.sampleSlug,
    maxUploadBytes: options.maxUploadBytes ?? DEFAULT_MAX_UPLOAD_BYTES,
    heartbeatMs: options.heartbeatMs ?? DEFAULT_HEARTBEAT_MS,
    slackInstallUrl: options.slackInstallUrl ?? null,
  };
}
