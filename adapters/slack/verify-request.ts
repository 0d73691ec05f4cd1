import { createHmac, timingSafeEqual } from 'node:crypto';

/** Requests older than this, or this far in the future, are not taken. Seconds. */
const MOST_AGE = 300;

export type Refusal = 'unsigned' | 'stale' | 'forged' | 'unreadable';

export interface SignedRequest {
  readonly signature: unknown;
  readonly timestamp: unknown;
  readonly contentType: unknown;
  readonly body: Buffer;
}

/**
 * Is this request Slack's, fresh and readable? Bolt checks the signature too, but takes requests from the future and
 * leaves shapeless ones without an answer.
 * Source: docs.slack.dev, "Verifying requests from Slack" (HMAC-SHA256 over `v0:timestamp:body`).
 * @param now Unix seconds
 * @returns null when it is, else why not
 */
export function refuseRequest(request: SignedRequest, signingSecret: string, now: number): Refusal | null {
  const { signature, timestamp, body } = request;
  if (typeof signature !== 'string' || typeof timestamp !== 'string') return 'unsigned';
  if (!/^\d{1,12}$/.test(timestamp)) return 'unsigned';
  if (Math.abs(now - Number(timestamp)) > MOST_AGE) return 'stale';
  const expected = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
  const given = Buffer.from(signature);
  const wanted = Buffer.from(expected);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'forged';
  return isReadable(body.toString('utf8'), request.contentType) ? null : 'unreadable';
}

/** An event as JSON, or a form with a `payload` in JSON (buttons, forms) or a `command`. */
function isReadable(body: string, contentType: unknown): boolean {
  if (typeof contentType !== 'string') return false;
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return hasType(body);
  const form = new URLSearchParams(body);
  const payload = form.get('payload');
  return payload === null ? form.has('command') : hasType(payload);
}

function hasType(json: string): boolean {
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null && 'type' in parsed && typeof parsed.type === 'string';
  } catch {
    return false;
  }
}
