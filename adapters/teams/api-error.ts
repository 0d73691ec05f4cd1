/** Teams said no to a call, or was never reached. Holds no token and no text of a message. */
export class TeamsApiError extends Error {
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** As the platform names it: `MessageSizeTooBig`, `BotNotInConversationRoster`, `ConversationNotFound`, … */
  readonly code: string | null;
  /** Milliseconds, from `Retry-After`. */
  readonly retryAfter: number | undefined;
  constructor(
    message: string,
    details: { readonly status: number | null; readonly code?: string | null; readonly retryAfter?: number },
  ) {
    super(message);
    this.name = 'TeamsApiError';
    this.status = details.status;
    this.code = details.code ?? null;
    this.retryAfter = details.retryAfter;
  }
}

/** A request that is not Microsoft's, or not for this bot. */
export class TeamsForbidden extends Error {
  readonly status: 401 | 403;
  constructor(reason: string, status: 401 | 403 = 401) {
    super(reason);
    this.name = 'TeamsForbidden';
    this.status = status;
  }
}
