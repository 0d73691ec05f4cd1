/**
 * Every error names who failed, and carries a code, a cause and one sentence of advice.
 * Silence is never an outcome: each of these ends as words in front of a person or a line in the log.
 */
export interface ErrorDetails {
  /** Stable, kebab-case, for logs and clients. */
  readonly code: string;
  /** One sentence: what to do now, in the person's words. */
  readonly advice: string;
  readonly cause?: unknown;
}

export class DyocenseError extends Error {
  readonly code: string;
  readonly advice: string;
  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = details.code;
    this.advice = details.advice;
  }
}

/** The person can put it right; say it to them. */
export class UserError extends DyocenseError {}

/** Something in a file or a series is wrong; says where. */
export class DataError extends DyocenseError {
  readonly place: DataPlace;
  constructor(message: string, details: ErrorDetails & { place: DataPlace }) {
    super(message, details);
    this.place = details.place;
  }
}

export interface DataPlace {
  readonly file?: string;
  /** As a spreadsheet shows it: the header line is row 1. */
  readonly row?: number;
  readonly column?: string;
}

/** A platform refused a message or could not be reached. */
export class ChannelError extends DyocenseError {}

/** Something outside (a model, a source, the database) failed; may be tried again. */
export class UpstreamError extends DyocenseError {
  /** Milliseconds; absent when not known. */
  readonly retryAfter: number | undefined;
  constructor(message: string, details: ErrorDetails & { retryAfter?: number }) {
    super(message, details);
    this.retryAfter = details.retryAfter;
  }
}

/** Our own mistake: logged as a bug, said as one. */
export class BugError extends DyocenseError {}
