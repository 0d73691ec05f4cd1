import { type Listening, sendRaw } from '../slack/in/send-signed.ts';

/** Requests that are not Slack's, or were not sent just now: `count` of them, the kinds in turn. @returns their statuses */
export async function forgeSlack(service: Listening, event: object, count: number): Promise<readonly number[]> {
  const body = JSON.stringify(event);
  const json = { contentType: 'application/json' };
  const now = Math.floor(Date.now() / 1_000);
  const kinds: readonly ((n: number) => ReturnType<typeof sendRaw>)[] = [
    (n) => sendRaw(service, body, { ...json, secret: `guess-${n}` }),
    (n) => sendRaw(service, body, { ...json, timestamp: now - 310 - n * 60 }),
    (n) => sendRaw(service, body, { ...json, timestamp: now + 310 + n * 60 }),
    (n) => sendRaw(service, body, { ...json, timestamp: `${now}${'x'.repeat(n + 1)}` }),
    () => sendRaw(service, body, { ...json, headers: { 'x-slack-signature': '' } }),
    (n) =>
      sendRaw(service, body, { ...json, headers: { 'x-slack-signature': `v0=${n.toString(16).padStart(64, '0')}` } }),
    (n) => sendRaw(service, body.slice(0, -1 - n), json),
    (n) => sendRaw(service, `payload=%7B${n}`, {}),
  ];
  const statuses: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const kind = kinds[at % kinds.length];
    if (kind) statuses.push((await kind(Math.floor(at / kinds.length))).status);
  }
  return statuses;
}
