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
      publicUrl: undefined,
      encryptionKey: undefined,
      slack: null,
      teams: null,
      discord: null,
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
    [{ PUBLIC_URL: 'coach.example.com' }, /PUBLIC_URL must be an address/],
    [{ PUBLIC_URL: 'https://coach.example.com' }, /WEB_TOKEN must be set when PUBLIC_URL/],
    [{ ENCRYPTION_KEY: 'c2hvcnQ=' }, /ENCRYPTION_KEY must be 32 random bytes/],
    [{ SLACK_BOT_TOKEN: 'xoxp-somebody' }, /SLACK_BOT_TOKEN must start with xoxb-/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1-2' }, /SLACK_SIGNING_SECRET must be set[\s\S]*ENCRYPTION_KEY must be set/],
    [{ SLACK_SIGNING_SECRET: 'a signing secret' }, /SLACK_BOT_TOKEN must be set/],
    [{ SLACK_CLIENT_ID: '12345678.9', SLACK_CLIENT_SECRET: 'a client secret' }, /PUBLIC_URL must be set so that Slack/],
    [{ TEAMS_APP_PASSWORD: 'a password' }, /TEAMS_APP_ID must be set for Teams/],
    [{ TEAMS_APP_ID: '00000000-0000-4000-8000-000000000001' }, /TEAMS_TENANT_ID must be set/],
    [{ DISCORD_TOKEN: 'a discord token' }, /must be set together/],
    [{ DISCORD_PUBLIC_KEY: 'abc' }, /DISCORD_PUBLIC_KEY must be 64/],
  ])('explains %o', (env, words) => {
    expect(() => readConfig(env)).toThrow(words);
  });
  it('opens a channel when all of it is there', () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    const config = readConfig({
      ENCRYPTION_KEY: key,
      PUBLIC_URL: 'https://coach.example.com/',
      WEB_TOKEN: 'a token of more than sixteen',
      SLACK_BOT_TOKEN: 'xoxb-1-2',
      SLACK_APP_TOKEN: 'xapp-1-2',
      TEAMS_APP_ID: '00000000-0000-4000-8000-000000000001',
      TEAMS_TENANT_ID: '00000000-0000-4000-8000-000000000002',
      DISCORD_TOKEN: 'a discord token',
      DISCORD_APPLICATION_ID: '1234567890',
    });
    expect(config).toMatchObject({
      publicUrl: 'https://coach.example.com',
      encryptionKey: key,
      slack: { botToken: 'xoxb-1-2', appToken: 'xapp-1-2', signingSecret: undefined },
      teams: { sdk: 'botbuilder', appPassword: undefined },
      discord: { applicationId: '1234567890', publicKey: undefined },
    });
  });
  it('names every mistake at once and repeats no secret', () => {
    const wrong = { PORT: 'abc', WEB_TOKEN: 'hunter2' };
    expect(() => readConfig(wrong)).toThrow(/PORT[\s\S]*WEB_TOKEN/);
    expect(() => readConfig(wrong)).not.toThrow(/hunter2/);
  });
});
