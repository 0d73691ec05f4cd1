import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { AppCredentials, AuthenticationConstants, ClaimsIdentity, type ConnectorClient } from 'botframework-connector';
import { Entity } from 'botframework-connector/lib/connectorApi/models/mappers.js';
import { LRUCache } from 'lru-cache';
import { TeamsApiError } from '../api-error.ts';
import { LOGIN, OPEN_ID_METADATA, type TeamsOptions, TOKEN_ISSUER, TOKEN_SCOPE } from '../options.ts';
import type { TeamsTransport } from '../transport.ts';
import { fromBotbuilderError } from './botbuilder-errors.ts';
import { readMembersPage } from './members-page.ts';
import { describeDirect, directAddress } from './open-conversation.ts';
import { toOutgoingActivity } from './outgoing-activity.ts';
import { checkServiceUrl } from './service-url.ts';
import { createVerifier } from './verify-request.ts';

type PageOptions = { timeout: number; pageSize: number; continuationToken: string };

const TIMEOUT_MS = 20_000;
const CALL = { timeout: TIMEOUT_MS };

// Its serializer drops what it does not know of an entity; streaming and the AI label live in there.
Entity.type.additionalProperties = { type: { name: 'Object' } };

/** Teams by Microsoft's Bot Framework SDK. */
export async function createBotbuilderTransport(options: TeamsOptions): Promise<TeamsTransport> {
  const { appId } = options;
  const credentials = makeCredentials(options);
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      ValidateAuthority: true,
      ToChannelFromBotLoginUrl: `${LOGIN}/${options.tenantId}`,
      ToChannelFromBotOAuthScope: TOKEN_SCOPE,
      ToBotFromChannelTokenIssuer: options.endpoints?.issuer ?? TOKEN_ISSUER,
      ToBotFromChannelOpenIdMetadataUrl: options.endpoints?.openIdMetadata ?? OPEN_ID_METADATA,
      ToBotFromEmulatorOpenIdMetadataUrl: AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
      OAuthUrl: AuthenticationConstants.OAuthUrl,
    },
    credentials,
    { requiredEndorsements: ['msteams'] },
  );
  const identity = new ClaimsIdentity([{ type: AuthenticationConstants.AudienceClaim, value: appId }], true);
  const factory = authentication.createConnectorFactory(identity);
  const clients = new LRUCache<string, ConnectorClient>({ max: 20 });

  const call = async <T>(serviceUrl: string, work: (client: ConnectorClient) => Promise<T>): Promise<T> => {
    const checked = checkServiceUrl(serviceUrl, options.endpoints !== undefined);
    try {
      let client = clients.get(checked);
      if (!client) {
        client = withoutRetries(await factory.create(checked, TOKEN_SCOPE));
        clients.set(checked, client);
      }
      return await work(client);
    } catch (thrown) {
      throw fromBotbuilderError(thrown);
    }
  };
  // The SDK's Activity asks for fields that only incoming ones have; what we send is JSON in the same words.
  const asActivity = (...given: Parameters<typeof toOutgoingActivity>) =>
    toOutgoingActivity(...given) as unknown as Activity;

  return {
    verify: createVerifier(options, async (authorization, activity) => {
      // A copy: the SDK writes into what it is given.
      await authentication.authenticateRequest(structuredClone(activity) as unknown as Activity, authorization);
    }),
    send: (address, draft) =>
      call(address.serviceUrl, async ({ conversations }) => {
        const sent = await conversations.sendToConversation(address.conversation.id, asActivity(address, draft), CALL);
        return { id: sent.id ?? '' };
      }),
    update: (address, id, draft) =>
      call(address.serviceUrl, async ({ conversations }) => {
        const activity = asActivity(address, draft, id);
        const sent = await conversations.updateActivity(address.conversation.id, id, activity, CALL);
        return { id: sent?.id ?? id };
      }),
    remove: (address, id) =>
      call(address.serviceUrl, async ({ conversations }) => {
        await conversations.deleteActivity(address.conversation.id, id, CALL);
      }),
    members: (address, { size, continuation }) =>
      call(address.serviceUrl, async ({ conversations }) => {
        // The type wants a continuation on the first page too; the API does not.
        const page = { ...CALL, pageSize: size, continuationToken: continuation } as PageOptions;
        return readMembersPage(await conversations.getConversationPagedMembers(address.conversation.id, page));
      }),
    openDirect: (address, userId) =>
      call(address.serviceUrl, async ({ conversations }) => {
        // `activity` is asked for by the type and optional by the API.
        const wish = describeDirect(address, userId) as Parameters<typeof conversations.createConversation>[0];
        const opened = await conversations.createConversation(wish, CALL);
        return directAddress(address, userId, opened.id);
      }),
    async checkLogin() {
      const login = await credentials.createCredentials(appId, TOKEN_SCOPE, `${LOGIN}/${options.tenantId}`, true);
      if (!(login instanceof AppCredentials)) return;
      try {
        await login.getToken(true);
      } catch {
        // The SDK's words name the request; what to do is the same for all of them.
        throw new TeamsApiError('Microsoft refused the bot’s login.', { status: 401, code: 'login-refused' });
      }
    },
  };
}

function makeCredentials({ appId, appPassword, tenantId, endpoints }: TeamsOptions) {
  if (endpoints) {
    return {
      isValidAppId: async (id: string) => id === appId,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => ({
        async signRequest<T extends { headers: { set(name: string, value: string): unknown } }>(
          request: T,
        ): Promise<T> {
          request.headers.set('authorization', `Bearer ${await endpoints.token()}`);
          return request;
        },
      }),
    };
  }
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppType: appPassword ? 'SingleTenant' : 'UserAssignedMsi',
    ...(appPassword ? { MicrosoftAppPassword: appPassword } : {}),
  });
}

/** The client would try 429 and 5xx again by itself and sleep in between; the outbox does that, in the open. */
function withoutRetries(client: ConnectorClient): ConnectorClient {
  // Private in the types; the pipeline is the only switch there is.
  const inner: { pipeline: { removePolicy(which: { name: string }): unknown } } = Reflect.get(client, 'client');
  inner.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  return client;
}
