import { BugError, ChannelError, DataError, DyocenseError, UpstreamError } from '../contracts/errors.ts';

export interface HttpError {
  readonly status: number;
  readonly body: { readonly error: { readonly code: string; readonly message: string; readonly advice: string } };
}

const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  'not-allowed': 403,
  'sign-in-needed': 401,
  'unknown-workspace': 404,
  'file-too-large': 413,
};

/** Any error as status and words. What is not ours to show (a stack, a query) never leaves. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof DyocenseError) {
    const hidden = error instanceof BugError;
    const message = hidden ? 'Something went wrong on our side.' : error.message;
    return answer(statusOf(error), error.code, message, error.advice);
  }
  const { status, code } = readFastifyError(error);
  if (status === 413) return answer(413, 'too-large', 'That is too large.', 'Send less text, or a smaller file.');
  if (status === 400 && code === 'FST_ERR_VALIDATION') {
    const message = error instanceof Error ? error.message : 'The request does not fit.';
    return answer(400, 'bad-request', message, 'See /api/v1/openapi.json for what is expected.');
  }
  if (status >= 400 && status < 500)
    return answer(
      status,
      'bad-request',
      'The request could not be read.',
      'See /api/v1/openapi.json for what is expected.',
    );
  return answer(500, 'internal', 'Something went wrong on our side.', 'Please try again in a moment.');
}

function statusOf(error: DyocenseError): number {
  const known = STATUS_OF_CODE[error.code];
  if (known !== undefined) return known;
  if (error instanceof DataError) return 422;
  if (error instanceof UpstreamError || error instanceof ChannelError) return 503;
  if (error instanceof BugError) return 500;
  return 400;
}

const answer = (status: number, code: string, message: string, advice: string): HttpError => ({
  status,
  body: { error: { code, message, advice } },
});

function readFastifyError(error: unknown): { status: number; code: string } {
  if (typeof error !== 'object' || error === null) return { status: 500, code: '' };
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  return { status, code: 'code' in error && typeof error.code === 'string' ? error.code : '' };
}
