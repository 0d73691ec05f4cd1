import { BugError } from '../../../src/contracts/errors.ts';

/**
 * The bot's own token goes wherever a stored service URL points. It came with a checked message, and still: never in
 * the clear, unless a test says that Microsoft is on this machine.
 * @throws BugError `bad-service-url`
 */
export function checkServiceUrl(serviceUrl: string, local: boolean): string {
  const { protocol, hostname } = new URL(serviceUrl);
  if (protocol === 'https:' || (local && hostname === '127.0.0.1')) return serviceUrl;
  throw new BugError('A Teams service URL is not https.', {
    code: 'bad-service-url',
    advice: 'Write to the coach once in Teams, so that it learns the way again.',
  });
}
