import { webApi } from '@slack/bolt';
import type { ChannelFinding } from '../channel.ts';
import { clientOptions } from './bots.ts';
import { codeOf } from './context.ts';
import type { SlackParts } from './options.ts';
import { SCOPES } from './scopes.ts';

/** What is set up and what is missing, for `doctor --channel slack`. Never throws; holds no secret. */
export async function checkSlack(parts: SlackParts): Promise<readonly ChannelFinding[]> {
  const { config } = parts;
  return [
    ...(config.appToken ? [await checkSocket(parts, config.appToken)] : checkAddress(parts)),
    ...(config.botToken ? await checkToken(parts, config.botToken) : checkInstall(parts)),
  ];
}

function checkAddress({ publicUrl }: SlackParts): ChannelFinding[] {
  const name = 'Slack: events';
  if (publicUrl?.startsWith('https://'))
    return [{ name, ok: 'ok', detail: `Slack sends them to ${publicUrl}/slack/events` }];
  return [
    {
      name,
      ok: 'warning',
      detail: publicUrl ? 'PUBLIC_URL is not https' : 'PUBLIC_URL is not set',
      advice:
        'Set PUBLIC_URL to the https address Slack reaches this service at, or use Socket Mode with SLACK_APP_TOKEN.',
    },
  ];
}

async function checkSocket(parts: SlackParts, appToken: string): Promise<ChannelFinding> {
  const name = 'Slack: Socket Mode';
  try {
    await new webApi.WebClient(appToken, clientOptions(parts)).apps.connections.open();
    return { name, ok: 'ok', detail: 'Slack lets the app connect' };
  } catch (error) {
    return {
      name,
      ok: 'problem',
      detail: `Slack does not let the app connect (${codeOf(error)})`,
      advice:
        'Turn on Socket Mode on the app’s page, and set SLACK_APP_TOKEN to an app-level token with the scope connections:write.',
    };
  }
}

async function checkToken(parts: SlackParts, botToken: string): Promise<ChannelFinding[]> {
  const name = 'Slack: bot token';
  try {
    const me = await new webApi.WebClient(botToken, clientOptions(parts)).auth.test();
    const has = new Set(me.response_metadata?.scopes ?? []);
    const missing = Object.keys(SCOPES).filter((scope) => !has.has(scope));
    return [
      { name, ok: 'ok', detail: `works for the workspace ${me.team ?? ''}`.trim() },
      missing.length === 0
        ? { name: 'Slack: rights', ok: 'ok', detail: 'all there' }
        : {
            name: 'Slack: rights',
            ok: 'problem',
            detail: `missing: ${missing.join(', ')}`,
            advice: 'Add them under OAuth & Permissions on the app’s page, then install the app again.',
          },
    ];
  } catch (error) {
    return [
      {
        name,
        ok: 'problem',
        detail: `Slack does not take it (${codeOf(error)})`,
        advice: 'Copy the Bot User OAuth Token from OAuth & Permissions on the app’s page into SLACK_BOT_TOKEN.',
      },
    ];
  }
}

function checkInstall({ config, publicUrl }: SlackParts): ChannelFinding[] {
  const name = 'Slack: installing';
  if (config.clientId && config.clientSecret && publicUrl)
    return [{ name, ok: 'ok', detail: `owners install it from the web page, by ${publicUrl}/slack/install` }];
  return [
    {
      name,
      ok: 'problem',
      detail: 'there is neither a bot token nor what an installation needs',
      advice:
        'Set SLACK_BOT_TOKEN for one workspace, or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and PUBLIC_URL for several.',
    },
  ];
}
