import type { LocalMicrosoft } from '../teams/in/local-microsoft.ts';

type Fields = Readonly<Record<string, unknown>>;
type Post = (body: string, authorization: string | null) => Promise<number>;

/** Requests that are not Microsoft's, or were not sent just now: `count` of them, the kinds in turn. @returns their statuses */
export async function forgeTeams(
  { bearer }: Pick<LocalMicrosoft, 'bearer'>,
  post: Post,
  activity: Fields,
  count: number,
): Promise<readonly number[]> {
  const now = Math.floor(Date.now() / 1_000);
  const shifted = (ms: number) => JSON.stringify({ ...activity, timestamp: new Date(Date.now() + ms).toISOString() });
  const body = JSON.stringify(activity);
  const kinds: readonly ((n: number) => Promise<number>)[] = [
    () => post(body, null),
    (n) => post(body, `Bearer guess-${n}`),
    (n) => post(body, bearer({ aud: `11111111-2222-3333-4444-${String(n).padStart(12, '0')}` })),
    (n) => post(body, bearer({ iss: `https://evil-${n}.example` })),
    (n) => post(body, bearer({ exp: now - 3_600 - n })),
    (n) => post(body, bearer({ nbf: now + 3_600 + n })),
    (n) => post(body, bearer({ serviceurl: `https://evil-${n}.example/` })),
    () => post(body, bearer({}, 'stranger', { kid: 'teams' })),
    () => post(body, bearer({}, 'webchat')),
    () => post(body, bearer({}, 'teams', { alg: 'none' })),
    (n) => post(shifted(-310_000 - n * 60_000), bearer()),
    (n) => post(shifted(310_000 + n * 60_000), bearer()),
    (n) => post(body.slice(0, -1 - n), bearer()),
    (n) => post(`{"type":"message","text":"${n}"}`, bearer()),
  ];
  const statuses: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const kind = kinds[at % kinds.length];
    if (kind) statuses.push(await kind(Math.floor(at / kinds.length)));
  }
  return statuses;
}
