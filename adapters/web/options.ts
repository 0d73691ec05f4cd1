/** What the web channel needs to know from the configuration. */
export interface WebOptions {
  /**
   * The secret that opens the page and the API. null: no secret, and then only requests
   * that name a loopback host are taken.
   */
  readonly token: string | null;
  /** Slug of the sample company: what opens when nothing else is asked for. */
  readonly sampleSlug: string;
  /** Largest file taken, in bytes. */
  readonly maxUploadBytes?: number;
  /** Where a Slack workspace installs the app; absent: Slack is linked by a typed code, or not set up. */
  readonly slackInstallUrl?: string | null;
  /** Milliseconds between two comments that keep an event stream open. */
  readonly heartbeatMs?: number;
}

export const DEFAULT_MAX_UPLOAD_BYTES = 100 * 1024 * 1024;
export const DEFAULT_HEARTBEAT_MS = 15_000;

/** Largest JSON body of a question, in bytes. */
export const MAX_JSON_BYTES = 64 * 1024;
/** Longest question, in characters. */
export const MAX_TEXT = 4_000;
