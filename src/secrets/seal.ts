import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { BugError, UserError } from '../contracts/errors.ts';

/** Encrypts short texts for keeping: AES-256-GCM (NIST SP 800-38D), a fresh 96-bit nonce each, version in front. */
export interface Sealer {
  /** @throws UserError `no-encryption-key` */
  seal(text: string): string;
  /** @throws BugError `cannot-unseal` when it was changed, or sealed with another key */
  unseal(sealed: string): string;
}

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param key 32 bytes in base64; absent: nothing can be sealed, and asking says so */
export function createSealer(key: string | undefined): Sealer {
  const secret = key === undefined ? null : Buffer.from(key, 'base64');
  const need = (): Buffer => {
    if (secret) return secret;
    throw new UserError('There is no key to encrypt with.', {
      code: 'no-encryption-key',
      advice: 'Set ENCRYPTION_KEY; `npm run cli -- make-key` prints one.',
    });
  };
  return {
    seal: (text) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, need(), nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${VERSION}.${Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')}`;
    },
    unseal: (sealed) => {
      const key32 = need();
      try {
        const [version, body = ''] = sealed.split('.');
        if (version !== VERSION) throw new Error('another version');
        const bytes = Buffer.from(body, 'base64url');
        const decipher = createDecipheriv(ALGORITHM, key32, bytes.subarray(0, NONCE_BYTES));
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        const open = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([open, decipher.final()]).toString('utf8');
      } catch (error) {
        throw new BugError('A stored secret cannot be read.', {
          code: 'cannot-unseal',
          advice: 'Was ENCRYPTION_KEY changed? Put the old one back, or install the app again.',
          cause: error,
        });
      }
    },
  };
}

/** A new key, as `ENCRYPTION_KEY` wants it. */
export function makeKey(): string {
  return randomBytes(32).toString('base64');
}
