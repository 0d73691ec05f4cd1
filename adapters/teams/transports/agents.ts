import { type AuthConfiguration, authorizeJWT, ConnectorClient, MsalTokenProvider } from '@microsoft/agents-hosting';
import { z } from 'zod';
import { TeamsApiError, TeamsForbidden } from '../api-error.ts';
import { LOGIN, type TeamsOptions, TOKEN_ISSUER, TOKEN_SCOPE } from '../options.ts';
import type { TeamsTransport } from '../transport.ts';
import { fromAgentsError } from './agents-errors.ts';
import { readMembersPage } from './members-page.ts';
import { describeDirect, directAddress } from './open-conversation.ts';
import { toOutgoingActivity } from './outgoing-activity.ts';
import { checkServiceUrl } from './service-url.ts';
import { createVerifier } from './verify-request.ts';

const TIMEOUT_MS = 20_000;
const named = z.looseObject({ id: z.string().optional() });

interface Call {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/v3/conversations`, each part as it is. */
  readonly path: readonly string[];
  readonly data?: unknown;
  readonly params?: Record<string, string | undefined>;
}

/** Teams by Microsoft's newer SDK, the 365 Agents SDK. */
export async function createAgentsTransport(options: TeamsOptions): Promise<TeamsTransport> {
  const login = describeLogin(options);
  const provider = new MsalTokenProvider(login);
  const getToken = options.endpoints?.token ?? (() => provider.getAccessToken(login, TOKEN_SCOPE));
  const authorize = authorizeJWT({ ...login, connections: new Map([['bot', login]]) });

  /** Its own methods want classes and change what they get; its client takes JSON as it is, tries once, and ends. */
  const call = async (serviceUrl: string, { method, path, data, params }: Call): Promise<unknown> => {
    const checked = checkServiceUrl(serviceUrl, options.endpoints !== undefined);
    try {
      const { httpClient } = ConnectorClient.createClientWithToken(checked, await getToken());
      const url = ['v3/conversations', ...path.map(encodeURIComponent)].join('/');
      return (await httpClient.request({ method, url, data, params, timeout: TIMEOUT_MS })).data;
    } catch (thrown) {
      throw fromAgentsError(thrown);
    }
  };

  return {
    verify: createVerifier(options, async (authorization) => {
      let authorized = false;
      const refused = {
        status: () => refused,
        send: () => refused,
      };
      // Written for Express; of its request and answer it uses these few members only.
      const [request, response] = [{ method: 'POST', headers: { authorization } }, refused] as unknown as [
        Parameters<typeof authorize>[0],
        Parameters<typeof authorize>[1],
      ];
      await authorize(request, response, () => {
        authorized = true;
      });
      if (!authorized) throw new TeamsForbidden('the signature is not right');
    }),
    async send(address, draft) {
      const path = [address.conversation.id, 'activities'];
      const data = toOutgoingActivity(address, draft);
      const sent = await call(address.serviceUrl, { method: 'post', path, data });
      return { id: named.safeParse(sent).data?.id ?? '' };
    },
    async update(address, id, draft) {
      const path = [address.conversation.id, 'activities', id];
      const data = toOutgoingActivity(address, draft, id);
      const sent = await call(address.serviceUrl, { method: 'put', path, data });
      return { id: named.safeParse(sent).data?.id ?? id };
    },
    async remove(address, id) {
      await call(address.serviceUrl, { method: 'delete', path: [address.conversation.id, 'activities', id] });
    },
    async members(address, { size, continuation }) {
      const path = [address.conversation.id, 'pagedmembers'];
      const params = { pageSize: String(size), continuationToken: continuation };
      return readMembersPage(await call(address.serviceUrl, { method: 'get', path, params }));
    },
    async openDirect(address, userId) {
      const data = describeDirect(address, userId);
      const opened = named.safeParse(await call(address.serviceUrl, { method: 'post', path: [], data })).data;
      if (!opened?.id) throw new TeamsApiError('Teams opened no chat.', { status: null });
      return directAddress(address, userId, opened.id);
    },
    async checkLogin() {
      try {
        await getToken();
      } catch {
        throw new TeamsApiError('Microsoft refused the bot’s login.', { status: 401, code: 'login-refused' });
      }
    },
  };
}

function describeLogin({ appId, appPassword, tenantId, endpoints }: TeamsOptions): AuthConfiguration {
  return {
    clientId: appId,
    tenantId,
    ...(appPassword ? { clientSecret: appPassword } : {}),
    authorityEndpoint: endpoints?.authority ?? LOGIN,
    // Its default would take tokens that any app of the tenant can have made.
    issuers: [endpoints?.issuer ?? TOKEN_ISSUER],
    validateIssuer: true,
  };
}
