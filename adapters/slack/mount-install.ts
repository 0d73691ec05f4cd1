import type { ServerResponse } from 'node:http';
import { HTTPReceiver, type Installation } from '@slack/bolt';
import { UserError } from '../../src/contracts/errors.ts';
import { type Bots, clientOptions, type StoredBot } from './bots.ts';
import { codeOf, placeOf } from './context.ts';
import { explainFailure, sendPage, sendQuestion } from './install-page.ts';
import { createStateStore } from './install-state.ts';
import type { SlackParts } from './options.ts';
import { SCOPES } from './scopes.ts';
import { makeSdkLogger } from './sdk-logger.ts';

const INSTALL = '/slack/install';
const REDIRECT = '/slack/oauth_redirect';

/**
 * `/slack/install?code=CONNECTCODE` and where Slack sends the installer back to. The code comes from the owner's web
 * page and says which company the workspace belongs to: looking at it names the company, and only the button goes on
 * to Slack, so that nobody is led to link their workspace to a company they do not know. Does nothing when the app has
 * no OAuth keys.
 */
export async function mountInstall(parts: SlackParts, bots: Bots): Promise<void> {
  const { host, server, config, publicUrl, log } = parts;
  const { clientId, clientSecret } = config;
  if (!clientId || !clientSecret || !publicUrl) return;
  // Bolt's own HTTP receiver, for its installer alone: events have another door, or come by Socket Mode.
  const { installer } = new HTTPReceiver({
    signingSecret: config.signingSecret ?? '',
    signatureVerification: config.signingSecret !== undefined,
    clientId,
    clientSecret,
    redirectUri: publicUrl + REDIRECT,
    logger: makeSdkLogger(log),
    installationStore: {
      storeInstallation: (installation) => keepInstallation(parts, bots, installation),
      fetchInstallation: async () => {
        throw new Error('read through Bots');
      },
    },
    installerOptions: {
      redirectUriPath: REDIRECT,
      directInstall: true,
      stateStore: createStateStore(host),
      clientOptions: clientOptions(parts),
      ...(config.apiUrl ? { authorizationUrl: new URL('/oauth/v2/authorize', config.apiUrl).href } : {}),
    },
  });
  if (!installer) return;

  const codeIn = (url: string) => new URL(url, publicUrl).searchParams.get('code') ?? '';
  const couldNotStart = (response: ServerResponse) => (error: unknown) => {
    if (!(error instanceof UserError)) log.error({ code: codeOf(error) }, 'a Slack installation could not start');
    const { status, text } =
      error instanceof UserError
        ? explainFailure(error)
        : { status: 500, text: 'Something went wrong on our side. Please try again in a moment.' };
    sendPage(response, status, 'Not installed', text);
  };

  server.get(INSTALL, { schema: { hide: true } }, async (request, reply) => {
    reply.hijack();
    const code = codeIn(request.url);
    await (code === '' ? Promise.resolve(null) : host.installations.companyOf(code))
      .then((company) => sendQuestion(reply.raw, company))
      .catch(couldNotStart(reply.raw));
  });

  await server.register(async (scope) => {
    // The button sends an empty form; what it is about stands in the address.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, body, done) => {
      body.resume();
      done(null);
    });
    scope.post(INSTALL, { schema: { hide: true } }, async (request, reply) => {
      reply.hijack();
      // Another site's page must not press the button for its visitor.
      if (request.headers.origin !== new URL(publicUrl).origin) return couldNotStart(reply.raw)(pressedElsewhere());
      await installer
        .handleInstallPath(request.raw, reply.raw, undefined, {
          scopes: Object.keys(SCOPES),
          redirectUri: publicUrl + REDIRECT,
          metadata: codeIn(request.url),
        })
        .catch(couldNotStart(reply.raw));
    });
  });

  server.get(REDIRECT, { schema: { hide: true } }, async (request, reply) => {
    reply.hijack();
    await installer.handleCallback(request.raw, reply.raw, {
      success: (_installation, _options, _request, response) =>
        sendPage(
          response,
          200,
          'Your coach is in Slack',
          'Open Slack and send it a direct message, or mention it in a channel.',
        ),
      failure: (error, _options, _request, response) => {
        log.warn({ code: codeOf(error) }, 'a Slack installation failed');
        const { status, text } = explainFailure(error);
        sendPage(response, status, 'Not installed', text);
      },
    });
  });
}

const pressedElsewhere = () =>
  new UserError('This was not started from here.', {
    code: 'foreign-origin',
    advice: 'Start again from the web page.',
  });

/** @throws UserError `whole-organization`, and what the house says of the code */
async function keepInstallation({ host, log }: SlackParts, bots: Bots, installation: Installation): Promise<void> {
  const { team, bot, user, isEnterpriseInstall, metadata } = installation;
  if (isEnterpriseInstall || !team) {
    throw new UserError('The app was installed for a whole organization, which I cannot do yet.', {
      code: 'whole-organization',
      advice: 'Remove it there, and install it for one workspace.',
    });
  }
  if (!bot) {
    throw new UserError('Slack gave no key for the bot.', {
      code: 'no-bot-token',
      advice: 'Check that the app has a bot user, then start again from the web page.',
    });
  }
  const stored: StoredBot = { token: bot.token, userId: bot.userId, botId: bot.id };
  const place = placeOf(team.id);
  // The code is a one-time word of the house; an empty one is none.
  const code = typeof metadata === 'string' && metadata !== '' ? metadata : null;
  await host.installations.save(place, { secret: JSON.stringify(stored), installedBy: user.id }, code);
  bots.forget(place);
  log.info({}, 'the app was installed in a Slack workspace');
}
