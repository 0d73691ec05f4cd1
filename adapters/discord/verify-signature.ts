import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** Seconds a request may be away from our clock, in either direction. */
const MAX_AGE_S = 300;
/** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** @param hex the public key of the application, 64 hexadecimal digits */
export function readPublicKey(hex: string): KeyObject {
  return createPublicKey({ key: Buffer.concat([DER_PREFIX, Buffer.from(hex, 'hex')]), format: 'der', type: 'spki' });
}

/**
 * Is this request Discord's, and of now? Ed25519 over the timestamp and the untouched body.
 * @param now milliseconds
 */
export function verifySignature(
  key: KeyObject,
  request: { readonly signature: unknown; readonly timestamp: unknown; readonly body: Buffer },
  now: number,
): boolean {
  const { signature, timestamp, body } = request;
  if (typeof signature !== 'string' || !/^[0-9a-f]{128}$/i.test(signature)) return false;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1_000 - Number(timestamp)) > MAX_AGE_S) return false;
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
}
