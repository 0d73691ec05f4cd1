import { createDecipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSealer, makeKey } from '../../../src/secrets/seal.ts';

describe('sealing', () => {
  const key = makeKey();
  const sealer = createSealer(key);

  it('gives back what was sealed, of any length and script', () => {
    for (const text of ['', 'xoxb-1-2', 'ключ 鍵 🔑', 'x'.repeat(10_000)])
      expect(sealer.unseal(sealer.seal(text))).toBe(text);
  });
  it('is AES-256-GCM: nonce, text, tag, as another reader of the standard finds them', () => {
    const bytes = Buffer.from(sealer.seal('a token').split('.')[1] ?? '', 'base64url');
    const reader = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), bytes.subarray(0, 12));
    reader.setAuthTag(bytes.subarray(-16));
    expect(reader.update(bytes.subarray(12, -16), undefined, 'utf8') + reader.final('utf8')).toBe('a token');
  });
  it('never seals the same text the same way, and shows nothing of it', () => {
    const sealed = Array.from({ length: 100 }, () => sealer.seal('a token'));
    expect(new Set(sealed).size).toBe(100);
    expect(sealed.join()).not.toContain(Buffer.from('a token').toString('base64url').slice(0, 6));
  });
  it('refuses what was changed, cut, or sealed with another key', () => {
    const sealed = sealer.seal('a token');
    const body = Buffer.from(sealed.split('.')[1] ?? '', 'base64url');
    for (let at = 0; at < body.length; at++) {
      const changed = Buffer.from(body);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => sealer.unseal(`v1.${changed.toString('base64url')}`)).toThrow(/cannot be read/);
    }
    for (const other of ['', 'v1.', 'v2.abc', sealed.slice(0, -4)])
      expect(() => sealer.unseal(other)).toThrow(/cannot be read/);
    expect(() => createSealer(makeKey()).unseal(sealed)).toThrow(/cannot be read/);
  });
  it('says which setting is missing when there is no key', () => {
    expect(() => createSealer(undefined).seal('a token')).toThrow(/no key/);
  });
});
