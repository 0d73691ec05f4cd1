import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';

describe('configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: 'data',
      databaseUrl: undefined,
      databaseOwnerUrl: undefined,
      webToken: undefined,
      logLevel: 'info',
      sample: true,
    });
  });
  it('reads an empty value as not set', () => {
    expect(readConfig({ PORT: '', WEB_TOKEN: '  ' }).port).toBe(3000);
  });
  it.each([
    [{ PORT: 'abc' }, /PORT must be a number/],
    [{ PORT: '70000' }, /PORT must be between/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL must look like postgres/],
    [{ WEB_TOKEN: 'short' }, /WEB_TOKEN must have at least 16/],
    [{ HOST: '0.0.0.0' }, /WEB_TOKEN must be set when HOST/],
    [{ DATABASE_OWNER_URL: 'postgres://a:b@c/d' }, /set DATABASE_URL too/],
  ])('explains %o', (env, words) => {
    expect(() => readConfig(env)).toThrow(words);
  });
  it('names every mistake at once and repeats no secret', () => {
    const wrong = { PORT: 'abc', WEB_TOKEN: 'hunter2' };
    expect(() => readConfig(wrong)).toThrow(/PORT[\s\S]*WEB_TOKEN/);
    expect(() => readConfig(wrong)).not.toThrow(/hunter2/);
  });
});
