import type { TeamsAddress } from './address.ts';
import { GLOBAL_SERVICE, type TeamsOptions } from './options.ts';

/** The way into Teams where no message has shown it: for somebody's roster, or a first word to a person. */
export interface Doors {
  /** A message came by this service. */
  heard(address: Pick<TeamsAddress, 'serviceUrl'>): void;
  /** An address of the tenant that names no conversation. */
  guess(tenantId: string): TeamsAddress;
}

/** Another process may have heard the messages: the door used last, else the one that is common to all tenants. */
export function createDoors({ appId }: Pick<TeamsOptions, 'appId'>): Doors {
  let serviceUrl = GLOBAL_SERVICE;
  return {
    heard(address) {
      serviceUrl = address.serviceUrl;
    },
    guess(tenantId) {
      const bot = { id: `28:${appId}` };
      return {
        serviceUrl,
        channelId: 'msteams',
        tenantId,
        conversation: { id: '', conversationType: 'channel', tenantId, isGroup: true },
        bot,
        user: bot,
      };
    },
  };
}
