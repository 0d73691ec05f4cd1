import { createHash, randomBytes, randomInt } from 'node:crypto';

/** No 0 and O, no 1 and I: what is read aloud or typed from paper stays right. 32 letters are 5 bits each. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LETTERS = 8;
const HALF = LETTERS / 2;

/** A code a person types: 40 random bits, as `ABCD-2345`. */
export function makeTypedCode(): string {
  const letters = Array.from({ length: LETTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${letters.slice(0, HALF)}-${letters.slice(HALF)}`;
}

/** A secret that is never typed: 256 random bits, fit for an address and a cookie. */
export const makeSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret: SHA-256, hex. All of them are random, so no slow hash is needed. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The hash of a typed code, whatever its case, hyphen and spaces. */
export const hashTypedCode = (code: string): string => hashSecret(code.toUpperCase().replace(/[^A-Z0-9]/g, ''));

export interface LinkText {
  readonly code: string;
  /** False: it may as well be four letters and four letters of a sentence. */
  readonly certain: boolean;
}

const LINK_TEXT =
  /^\s*(?:\/?coach\s+)?(?:link|connect)\s*:?\s+[`'"“]?([a-z0-9]{4})([-\s]?)([a-z0-9]{4})[`'"”]?\s*[.!]?\s*$/i;

/** Reads "link ABCD-2345", also with "/coach" in front, "connect", spaces, any case; null for any other text. */
export function readLinkText(text: string): LinkText | null {
  const [, first, between, second] = LINK_TEXT.exec(text.slice(0, 100)) ?? [];
  if (first === undefined || second === undefined) return null;
  const code = `${first}${second}`;
  return { code, certain: between === '-' || /\d/.test(code) || code === code.toUpperCase() };
}
