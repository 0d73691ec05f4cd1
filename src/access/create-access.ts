import { ensurePerson } from '../db/queries/people.ts';
import type { Access } from '../inbox/services.ts';

/** People, roles and who may see what. */
export function createAccess(): Access {
  return {
    identify: async (tx, _company, inbound) => {
      const identity = { channel: inbound.channel, workspace: inbound.workspace, externalUser: inbound.user };
      return { kind: 'person', person: await ensurePerson(tx, identity, { displayName: 'You', role: 'owner' }) };
    },
    decideShowing: async () => ({ visibility: 'here', actions: [] }),
    linkByText: async () => null,
  };
}
