import { DyocenseError } from '../../../src/contracts/errors.ts';
import { TeamsForbidden } from '../api-error.ts';
import { OPEN_ID_METADATA, type TeamsOptions, TOKEN_ISSUER } from '../options.ts';
import type { TeamsActivity, TeamsTransport } from '../transport.ts';
import { checkClaims } from './check-claims.ts';
import { createMicrosoftKeys } from './microsoft-keys.ts';

/**
 * The check of who sends, the same with either SDK: what the token says, whether a key of Microsoft's that may speak
 * for Teams signed it, and then all of it once more by the SDK. An SDK's own words are not passed on: they repeat parts
 * of the request.
 * @param checkSignature throws when the SDK refuses
 */
export function createVerifier(
  options: TeamsOptions,
  checkSignature: (authorization: string, activity: TeamsActivity) => Promise<void>,
): TeamsTransport['verify'] {
  const issuer = options.endpoints?.issuer ?? TOKEN_ISSUER;
  const keys = createMicrosoftKeys(options.endpoints?.openIdMetadata ?? OPEN_ID_METADATA, Date.now);
  return async ({ authorization = '', activity }) => {
    const { appId } = options;
    const token = checkClaims(authorization, {
      appId,
      issuer,
      serviceUrl: activity.serviceUrl,
      now: Date.now(),
    });
    await keys.check(token);
    try {
      await checkSignature(authorization, activity);
    } catch (cause) {
      if (cause instanceof DyocenseError) throw cause;
      throw new TeamsForbidden('the SDK does not take it');
    }
  };
}
