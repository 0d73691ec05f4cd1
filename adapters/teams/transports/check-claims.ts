import { z } from 'zod';
import { TeamsForbidden } from '../api-error.ts';

/** How far two clocks may be apart. Milliseconds; what Microsoft asks bots to allow. */
const CLOCK_SKEW_MS = 300_000;

const header = z.object({ alg: z.literal('RS256'), kid: z.string().min(1) });
const payload = z.looseObject({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string(),
});

/** A token in its parts, of which nothing is believed yet. */
export interface SignedToken {
  /** The id of the key that is said to have signed it. */
  readonly keyId: string;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/**
 * What a token says, before anybody asks whether it is genuine: cheap, and stricter than the SDKs. One takes tokens of
 * an emulator, the other those of any app of the tenant and for any service URL; a bot of Teams needs neither.
 * @throws TeamsForbidden
 */
export function checkClaims(
  authorization: string | undefined,
  expected: { readonly appId: string; readonly issuer: string; readonly serviceUrl: string; readonly now: number },
): SignedToken {
  if (!authorization) throw new TeamsForbidden('no token');
  const [, head = '', body = '', tail = ''] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization) ?? refuse('not a signed bearer token');
  const { kid } = readPart(head, header) ?? refuse('not signed with RS256 by a named key');
  const claims = readPart(body, payload) ?? refuse('claims are missing');
  if (claims.iss !== expected.issuer) refuse('another issuer');
  if (claims.aud !== expected.appId) refuse('another audience');
  if (claims.exp * 1000 <= expected.now - CLOCK_SKEW_MS) refuse('expired');
  if (claims.nbf !== undefined && claims.nbf * 1000 > expected.now + CLOCK_SKEW_MS) refuse('not valid yet');
  if (claims.serviceurl !== expected.serviceUrl) refuse('another service URL');
  return { keyId: kid, signed: Buffer.from(`${head}.${body}`), signature: Buffer.from(tail, 'base64url') };
}

function refuse(reason: string): never {
  throw new TeamsForbidden(reason);
}

function readPart<T>(part: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
