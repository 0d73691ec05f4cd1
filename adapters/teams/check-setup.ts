import type { FastifyInstance } from 'fastify';
import type { ChannelFinding } from '../channel.ts';
import { TeamsApiError } from './api-error.ts';
import { MESSAGES_PATH, type TeamsOptions } from './options.ts';
import type { TeamsTransport } from './transport.ts';

/** What is set up for Teams and what is missing, for `doctor`. Never throws; holds no secret. */
export async function checkSetup(
  server: FastifyInstance,
  transport: Pick<TeamsTransport, 'checkLogin'>,
  options: TeamsOptions,
): Promise<readonly ChannelFinding[]> {
  const way = options.appPassword ? 'with a client secret' : 'with a managed identity';
  const mounted = server.hasRoute({ method: 'POST', url: MESSAGES_PATH });
  return [
    { name: 'app', ok: 'ok', detail: `App ${options.appId} in tenant ${options.tenantId}, by ${options.sdk}.` },
    await checkLogin(transport, way),
    mounted
      ? {
          name: 'endpoint',
          ok: 'ok',
          detail: `Teams is answered at ${MESSAGES_PATH}.`,
          advice: `In the Azure Bot, “Messaging endpoint” must be https://<your address>${MESSAGES_PATH}.`,
        }
      : {
          name: 'endpoint',
          ok: 'problem',
          detail: `Nothing answers at ${MESSAGES_PATH}.`,
          advice: 'Restart the service and look at its log.',
        },
    {
      name: 'app package',
      ok: 'ok',
      detail: 'Teams shows the app once its package is uploaded.',
      advice: `Make it with: npm run teams:package -- --app-id ${options.appId} --domain <your domain>`,
    },
  ];
}

async function checkLogin(transport: Pick<TeamsTransport, 'checkLogin'>, way: string): Promise<ChannelFinding> {
  try {
    await transport.checkLogin();
    return { name: 'login', ok: 'ok', detail: `The bot can log in at Microsoft ${way}.` };
  } catch (error) {
    const refused = error instanceof TeamsApiError && error.code === 'login-refused';
    return {
      name: 'login',
      ok: 'problem',
      detail: refused ? `Microsoft did not let the bot log in ${way}.` : 'Microsoft’s login could not be reached.',
      advice:
        'Check TEAMS_APP_ID, TEAMS_APP_PASSWORD (it expires) and TEAMS_TENANT_ID, and that login.microsoftonline.com can be reached.',
    };
  }
}
