import { randomUUID } from 'node:crypto';
import type { StateStore } from '@slack/bolt';
import { z } from 'zod';
import { UserError } from '../../src/contracts/errors.ts';
import type { ChatHost } from '../channel.ts';

/** How long somebody may take on Slack's consent page. */
const VALID_MS = 10 * 60_000;

const State = z.object({ code: z.string(), redirectUri: z.string(), scopes: z.array(z.string()), until: z.number() });

/**
 * What goes to Slack and comes back with the installer: sealed, so that it can be neither read nor made up, and good
 * for ten minutes. Bolt compares it with the installer's cookie too.
 */
export function createStateStore({ seal, unseal }: Pick<ChatHost, 'seal' | 'unseal'>): StateStore {
  return {
    async generateStateParam({ metadata = '', redirectUri = '', scopes }, now) {
      const until = now.getTime() + VALID_MS;
      return seal(JSON.stringify({ code: metadata, redirectUri, scopes, until, nonce: randomUUID() }));
    },
    async verifyStateParam(now, sealed) {
      const state = open(sealed, unseal);
      if (!state || state.until < now.getTime()) {
        throw new UserError('This installation took too long, or was not started from here.', {
          code: 'bad-state',
          advice: 'Start again from the web page.',
        });
      }
      return { metadata: state.code, redirectUri: state.redirectUri, scopes: state.scopes };
    },
  };
}

function open(sealed: string, unseal: ChatHost['unseal']): z.infer<typeof State> | null {
  try {
    return State.parse(JSON.parse(unseal(sealed)));
  } catch {
    return null;
  }
}
