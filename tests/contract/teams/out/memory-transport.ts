import { TeamsApiError } from '../../../../adapters/teams/api-error.ts';
import { checkLimits } from '../../../../adapters/teams/out/check-limits.ts';
import type { TeamsAddress, TeamsDraft, TeamsTransport } from '../../../../adapters/teams/transport.ts';

export interface SentCall {
  readonly kind: 'send' | 'update' | 'remove' | 'openDirect';
  readonly conversation: string;
  readonly id?: string;
  readonly draft?: TeamsDraft;
}

export interface MemoryTransport extends TeamsTransport {
  readonly calls: SentCall[];
  /** Asked before each call; what it returns is thrown. */
  refuse: (call: SentCall) => TeamsApiError | null;
  /** Waited for in each send. */
  hold: Promise<void>;
  /** What was sent as messages, without signs of life. */
  messages(): readonly SentCall[];
}

/** Teams in memory; every message is held against the documented limits. */
export function makeMemoryTransport(): MemoryTransport {
  const calls: SentCall[] = [];
  const note = (call: SentCall): string => {
    calls.push(call);
    const refusal = memory.refuse(call);
    if (refusal) throw refusal;
    const violations = call.draft ? checkLimits(call.draft) : [];
    if (violations.length > 0) throw new Error(violations.join('; '));
    return `sent-${calls.length}`;
  };
  const memory: MemoryTransport = {
    calls,
    refuse: () => null,
    hold: Promise.resolve(),
    messages: () => calls.filter(({ kind, draft }) => kind === 'send' && draft?.type === 'message'),
    verify: async () => undefined,
    async send({ conversation }, draft) {
      await memory.hold;
      return { id: note({ kind: 'send', conversation: conversation.id, draft }) };
    },
    async update({ conversation }, id, draft) {
      note({ kind: 'update', conversation: conversation.id, id, draft });
      return { id };
    },
    async remove({ conversation }, id) {
      note({ kind: 'remove', conversation: conversation.id, id });
    },
    members: async () => ({ members: [] }),
    async openDirect(address, userId) {
      note({ kind: 'openDirect', conversation: address.conversation.id, id: userId });
      return {
        ...address,
        conversation: { id: `a:${userId}`, conversationType: 'personal', tenantId: address.tenantId, isGroup: false },
      };
    },
    checkLogin: async () => undefined,
  };
  return memory;
}

export function refusal(status: number | null, code?: string, retryAfter?: number): TeamsApiError {
  return new TeamsApiError('Teams said no.', { status, code: code ?? null, retryAfter });
}

const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const person = { id: '29:maria', name: 'Maria', aadObjectId: 'maria-in-entra' };

export const PERSONAL: TeamsAddress = {
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  channelId: 'msteams',
  tenantId: TENANT,
  conversation: { id: 'a:maria-chat', conversationType: 'personal', tenantId: TENANT, isGroup: false },
  bot: { id: '28:bot', name: 'Dyocense' },
  user: person,
};

export const THREAD = '19:shop@thread.tacv2;messageid=17320';

export const IN_CHANNEL: TeamsAddress = {
  ...PERSONAL,
  conversation: { id: THREAD, conversationType: 'channel', tenantId: TENANT, isGroup: true },
};
