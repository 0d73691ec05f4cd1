/** How this deployment is known to Microsoft. */
export interface TeamsOptions {
  /** Of the Entra app registration behind the bot. Without one Teams is never set up: anyone could pretend to be it. */
  readonly appId: string;
  /** Absent: a managed identity logs in. */
  readonly appPassword?: string | undefined;
  /** The one Entra tenant the bot is registered in. */
  readonly tenantId: string;
  readonly sdk: 'botbuilder' | 'agents';
  /** For tests only: Microsoft's services on this machine. The service's configuration has no word for it. */
  readonly endpoints?: TeamsEndpoints;
}

export interface TeamsEndpoints {
  /** OpenID document that names the keys Microsoft signs with. */
  readonly openIdMetadata: string;
  /** Who signs. */
  readonly issuer: string;
  /** Entra: where a second SDK looks for the keys of any issuer it does not know. */
  readonly authority: string;
  /** In place of a login. */
  readonly token: () => Promise<string>;
}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export const OPEN_ID_METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
export const TOKEN_ISSUER = 'https://api.botframework.com';
export const TOKEN_SCOPE = 'https://api.botframework.com';
export const LOGIN = 'https://login.microsoftonline.com';
/** Teams' own door for calls that no message came for; answers wherever the tenant lives. */
export const GLOBAL_SERVICE = 'https://smba.trafficmanager.net/teams/';
/** Where messages come in, below this service's own address. */
export const MESSAGES_PATH = '/teams/messages';
