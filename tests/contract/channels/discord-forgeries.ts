import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

type Fields = Readonly<Record<string, unknown>>;

/** A request as it goes to the interactions address. */
export interface SignedBody {
  readonly body: string;
  readonly timestamp: string;
  readonly signature: string;
}

/** @param seconds away from now */
export function signBody(payload: unknown, key: KeyObject, seconds = 0): SignedBody {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const timestamp = String(Math.floor(Date.now() / 1_000) + seconds);
  return { body, timestamp, signature: sign(null, Buffer.from(timestamp + body), key).toString('hex') };
}

/**
 * Requests that are not Discord's, or were not sent just now: `count` of them, the kinds in turn.
 * @param fresh an interaction that was not sent yet @param used a signed one that was taken already
 * @returns their statuses
 */
export async function forgeDiscord(
  post: (request: SignedBody) => Promise<number>,
  { fresh, used, key }: { fresh: () => Fields; used: SignedBody; key: KeyObject },
  count: number,
): Promise<readonly number[]> {
  const other = generateKeyPairSync('ed25519').privateKey;
  const kinds: readonly ((n: number) => SignedBody)[] = [
    () => signBody(fresh(), other),
    (n) => signBody(fresh(), key, -302 - n * 60),
    (n) => signBody(fresh(), key, 302 + n * 60),
    () => ({ ...signBody(fresh(), key), signature: '' }),
    (n) => ({ ...signBody(fresh(), key), signature: n.toString(16).padStart(128, '0') }),
    () => ({ ...signBody(fresh(), key), body: JSON.stringify(fresh()) }),
    (n) => ({ ...signBody(fresh(), key), timestamp: `yesterday ${n}` }),
    () => used,
    (n) => signBody(JSON.stringify(fresh()).slice(0, -1 - n), key),
    (n) => signBody({ ...fresh(), type: 90 + n }, key),
  ];
  const statuses: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const kind = kinds[at % kinds.length];
    if (kind) statuses.push(await post(kind(Math.floor(at / kinds.length))));
  }
  return statuses;
}
