import { expect, test } from 'vitest';
import { makeSdkLogger } from '../../../../adapters/slack/sdk-logger.ts';

function listen() {
  const lines: unknown[] = [];
  const take = (level: string) => (details: object) => lines.push([level, details]);
  return { lines, logger: makeSdkLogger({ info: take('info'), warn: take('warn'), error: take('error') }) };
}

test('what Slack’s SDK reports is logged without keys, addresses’ secrets and ids of people', () => {
  const { lines, logger } = listen();
  logger.error(
    `Failed with xoxb-1111-2222-secret and xapp-1-A0-secret for U0MARIA001 at https://a.example/b?code=secret`,
  );
  logger.warn(
    Object.assign(new Error('no token xoxe.xoxb-1-secret, key c0ffee5ec4e7c0ffee5ec4e7c0ffee55'), { code: 'oops' }),
  );
  logger.warn({ token: 'secret' });
  expect(JSON.stringify(lines)).not.toMatch(/secret|MARIA|c0ffee/);
  expect(lines[0]).toEqual([
    'error',
    { sdk: 'Failed with [hidden] and [hidden] for [id] at https://a.example/b?[hidden]' },
  ]);
  expect(lines[1]).toEqual(['warn', { sdk: expect.stringMatching(/^oops: no token /) }]);
});

test('its finer levels, which hold whole payloads, are not logged', () => {
  const { lines, logger } = listen();
  logger.debug('Received a message on the WebSocket: {"text":"sales"}');
  logger.info('Going to retrieve a new WSS URL');
  expect(lines).toEqual([]);
});
