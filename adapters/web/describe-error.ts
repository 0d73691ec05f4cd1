import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import {
  BugError,
  ChannelError,
  DataError,
  DyocenseError,
  UpstreamError,
  UserError,
} from '../../src/contracts/errors.ts';
import { MAX_TEXT } from './options.ts';
import type { WireError } from './wire.ts';

export interface DescribedError {
  readonly status: number;
  readonly body: WireError;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** A turn that ended as `failed`: of the thrown error, its code and words are left. */
export class FailedTurn extends DyocenseError {}

const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  'unknown-workspace': 404,
  'not-found': 404,
  'file-too-large': 413,
  'sign-in-needed': 401,
  'wrong-token': 401,
  'too-many-attempts': 429,
  'foreign-host': 403,
  'foreign-origin': 403,
  'not-allowed': 403,
  'not-let-in': 403,
  stopped: 409,
  'no-answer': 500,
};

/** Fastify and multipart errors that a person can put right, in our words. */
const KNOWN_FAULTS: Readonly<Record<string, { status: number; code: string; message: string; advice: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: 'message-too-large',
    message: 'That message is too large.',
    advice: 'Shorten it, or send the long part as a file.',
  },
  FST_REQ_FILE_TOO_LARGE: {
    status: 413,
    code: 'file-too-large',
    message: 'That file is too large.',
    advice: 'Split it by year and drop the parts one after the other.',
  },
  FST_FILES_LIMIT: {
    status: 413,
    code: 'too-many-files',
    message: 'That was more than one file.',
    advice: 'Send one file at a time.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'wrong-content-type',
    message: 'This kind of request is not understood.',
    advice: 'Send JSON to ask, and a multipart form to upload.',
  },
  FST_INVALID_MULTIPART_CONTENT_TYPE: {
    status: 415,
    code: 'wrong-content-type',
    message: 'An upload must be a multipart form.',
    advice: 'Send the file in a form field named file.',
  },
};

const SAY_IT_AGAIN = 'Try again. If it keeps happening, tell the person who runs this service.';

function statusOf(error: DyocenseError): number {
  const known = STATUS_BY_CODE[error.code];
  if (known !== undefined) return known;
  if (error instanceof FailedTurn) return statusOfFailure(error.code);
  if (error instanceof UserError) return 400;
  if (error instanceof DataError) return 422;
  if (error instanceof UpstreamError) return 503;
  if (error instanceof ChannelError) return 502;
  return 500;
}

const inWords = (status: number, code: string, message: string, advice: string): DescribedError => ({
  status,
  body: { error: { code, message, advice } },
});

/** Any thrown thing → HTTP status and words. What is our own fault is said as that, without its inner details. */
export function describeError(error: unknown): DescribedError {
  if (error instanceof DyocenseError && !(error instanceof BugError)) {
    const described = inWords(statusOf(error), error.code, error.message, error.advice);
    const wait = error instanceof UpstreamError ? error.retryAfter : undefined;
    return wait === undefined ? described : { ...described, retryAfter: Math.ceil(wait / 1000) };
  }
  if (hasZodFastifySchemaValidationErrors(error)) return describeInvalid(error.validation[0]);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = KNOWN_FAULTS[code];
  if (known !== undefined) return inWords(known.status, known.code, known.message, known.advice);
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) {
    return inWords(status, 'bad-request', 'This request could not be read.', 'Check its form and send it again.');
  }
  return inWords(500, 'bug', 'Something went wrong on our side.', SAY_IT_AGAIN);
}

function describeInvalid(
  issue: { instancePath: string; keyword: string; message?: string } | undefined,
): DescribedError {
  if (issue?.instancePath === '/text' && issue.keyword === 'too_big') {
    return inWords(
      400,
      'text-too-long',
      `That message is longer than ${MAX_TEXT.toLocaleString('en-US')} characters.`,
      'Ask in fewer words, or send the long part as a file.',
    );
  }
  const field = issue?.instancePath.replace(/^\//, '') ?? '';
  return inWords(
    400,
    'bad-request',
    `The field "${field || 'body'}" is not right.`,
    `${issue?.message ?? 'Check it and send it again'}`.replace(/\.?$/, '.'),
  );
}

/** The error's class is gone by the time a turn is told as failed; its code is not. */
function statusOfFailure(code: string): number {
  if (code === 'bug' || code.startsWith('bug-') || code.startsWith('internal')) return 500;
  if (code.startsWith('upstream') || code.startsWith('deadline') || code === 'busy') return 503;
  return 422;
}
