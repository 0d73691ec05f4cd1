import { createHmac } from 'node:crypto';
import { SIGNING_SECRET } from './start-slack.ts';

/** Where the service listens. */
export interface Listening {
  readonly url: string;
}

export interface Sent {
  readonly status: number;
  readonly text: string;
}

/** How a request may differ from an honest one. */
export interface Twist {
  /** Unix seconds. */
  readonly timestamp?: number | string;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType?: string;
}

/** An event as Slack sends it: JSON, signed. */
export function sendEvent(scene: Listening, body: object, twist: Twist = {}): Promise<Sent> {
  return sendRaw(scene, JSON.stringify(body), { contentType: 'application/json', ...twist });
}

/** A slash command: a signed form. */
export function sendCommand(scene: Listening, fields: Readonly<Record<string, string>>): Promise<Sent> {
  return sendRaw(scene, new URLSearchParams(fields).toString(), {});
}

/** A pressed button or a sent form: JSON in the field `payload` of a signed form. */
export function sendPayload(scene: Listening, payload: object): Promise<Sent> {
  return sendCommand(scene, { payload: JSON.stringify(payload) });
}

export async function sendRaw(scene: Listening, body: string, twist: Twist): Promise<Sent> {
  const timestamp = String(twist.timestamp ?? Math.floor(Date.now() / 1000));
  const secret = twist.secret ?? SIGNING_SECRET;
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const response = await fetch(`${scene.url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': twist.contentType ?? 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
      ...twist.headers,
    },
    body,
  });
  return { status: response.status, text: await response.text() };
}

/** Waits until something is true, at most five seconds; what is still untrue then fails by its own words. */
export async function until(what: string, isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error(`still not so after five seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
