/** What the channel needs to know of its application on Discord. */
export interface DiscordOptions {
  /** The bot's token. */
  readonly token: string;
  readonly applicationId: string;
  /** Hex, from the developer portal. Set: interactions may also come over HTTP, to `/discord/interactions`. */
  readonly publicKey?: string;
  /** Another address of the API, for tests; the configuration never sets it. */
  readonly restUrl?: string;
}

/** Structured log, as the house gives it. Gets ids of ours, codes and counts, never tokens, texts or people. */
export interface DiscordLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
