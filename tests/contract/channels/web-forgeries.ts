import { request } from 'node:http';

type Headers = Readonly<Record<string, string>>;

/**
 * Requests that other sites made a browser send, that come from elsewhere, guess at somebody's session or are garbled:
 * `count` of them, the kinds in turn. @returns their statuses
 */
export async function forgeWeb(url: string, count: number): Promise<readonly number[]> {
  const question = JSON.stringify({ company: 'own', text: 'How many did we sell last week?' });
  const chat = (headers: Headers, body = question) =>
    send(new URL('/api/v1/chat', url), { 'content-type': 'application/json', ...headers }, body);
  const kinds: readonly ((n: number) => Promise<number>)[] = [
    (n) => chat({ origin: `https://evil-${n}.example` }),
    () => chat({ 'sec-fetch-site': 'cross-site' }),
    // A name of the attacker's own that was pointed at this machine.
    (n) => chat({ host: `rebound-${n}.example` }),
    (n) => chat({ 'x-forwarded-for': `203.0.113.${n}` }),
    (n) => chat({ host: 'coach.example.com', cookie: `dyocense_person=${String(n).padStart(43, 'x')}` }),
    (n) => chat({}, question.slice(0, -1 - n)),
    (n) => chat({}, JSON.stringify({ company: 'own', text: 'hello', conversation: `../${n}` })),
    (n) => chat({}, JSON.stringify({ company: `somebody-else-${n}`, text: 'hello' })),
    (n) => send(new URL(`/link/${String(n).padStart(43, 'x')}`, url), {}, ''),
  ];
  const statuses: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const kind = kinds[at % kinds.length];
    if (kind) statuses.push(await kind(Math.floor(at / kinds.length)));
  }
  return statuses;
}

/** By hand, because `fetch` does not let a caller name another host. */
function send(to: URL, headers: Headers, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(to, { method: 'POST', headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
