import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { UpstreamError } from '../../../src/contracts/errors.ts';
import { TeamsForbidden } from '../api-error.ts';
import type { SignedToken } from './check-claims.ts';

const DAY_MS = 86_400_000;
/** A key nobody knows makes us look again, but not at the pace of whoever invents keys. */
const LOOK_AGAIN_MS = 60_000;
const TIMEOUT_MS = 10_000;
const CHANNEL = 'msteams';

const openIdDocument = z.looseObject({ jwks_uri: z.url() });
const jwk = z.object({
  kid: z.string(),
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()).default([]),
});
const keyList = z.looseObject({ keys: z.array(z.unknown()) });

interface SigningKey {
  readonly key: KeyObject;
  readonly endorsements: readonly string[];
}

export interface MicrosoftKeys {
  /** @throws TeamsForbidden, UpstreamError `teams-keys-unreachable` */
  check(token: SignedToken): Promise<void>;
}

/**
 * Which channels each of Microsoft's keys may speak for: the first SDK lets a key without endorsements pass, the second
 * does not look at them; here no word for Teams means no. The signature is looked at too, before the SDK does: the
 * first one writes a page to the console for every forged one.
 * @param now milliseconds since 1970
 */
export function createMicrosoftKeys(metadataUrl: string, now: () => number): MicrosoftKeys {
  let known = new Map<string, SigningKey>();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  const read = async () => {
    const { jwks_uri } = await fetchJson(metadataUrl, openIdDocument);
    const { keys } = await fetchJson(jwks_uri, keyList);
    known = new Map(keys.flatMap(readKey));
    readAt = now();
  };
  const refresh = () => {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };

  return {
    async check({ keyId, signed, signature }) {
      const age = now() - readAt;
      if (age > DAY_MS || (!known.has(keyId) && age > LOOK_AGAIN_MS)) await refresh();
      const found = known.get(keyId);
      if (!found) throw new TeamsForbidden('a key that is not Microsoft’s');
      if (!found.endorsements.includes(CHANNEL)) throw new TeamsForbidden('a key that does not speak for Teams');
      if (!verify('RSA-SHA256', signed, found.key, signature)) throw new TeamsForbidden('the signature is not right');
    },
  };
}

/** Keys of other kinds are passed over. */
function readKey(value: unknown): readonly (readonly [string, SigningKey])[] {
  const read = jwk.safeParse(value).data;
  if (!read) return [];
  const { kid, kty, n, e, endorsements } = read;
  return [[kid, { key: createPublicKey({ key: { kty, n, e }, format: 'jwk' }), endorsements }]];
}

async function fetchJson<T>(url: string, schema: z.ZodType<T>): Promise<T> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return schema.parse(await response.json());
  } catch (cause) {
    throw new UpstreamError('Microsoft’s keys cannot be read, so nobody can be let in.', {
      code: 'teams-keys-unreachable',
      advice: 'Check that this service can reach login.botframework.com.',
      cause,
    });
  }
}
