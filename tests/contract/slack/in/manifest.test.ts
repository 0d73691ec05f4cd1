import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { HANDLERS } from '../../../../adapters/slack/events.ts';
import { SCOPES } from '../../../../adapters/slack/scopes.ts';
import { COMMANDS } from '../../../../src/contracts/commands.ts';

const root = new URL('../../../../', import.meta.url);
const manifest = z
  .object({
    display_information: z.object({ description: z.string(), long_description: z.string() }),
    features: z.object({
      agent_view: z.object({ agent_description: z.string() }),
      slash_commands: z.array(
        z.object({ command: z.string(), description: z.string(), usage_hint: z.string(), url: z.string() }),
      ),
    }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
  })
  .parse(JSON.parse(readFileSync(new URL('manifests/slack.json', root), 'utf8')));

/** Which right each method of the Web API needs (docs.slack.dev, the page of each method). */
const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'assistant.threads.setStatus': ['assistant:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'assistant.threads.setTitle': ['assistant:write'],
  'auth.test': [],
  'apps.connections.open': [],
  'chat.appendStream': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.startStream': ['chat:write'],
  'chat.stopStream': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.info': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.members': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'views.open': [],
  'views.publish': [],
};

/** Which right each event needs (docs.slack.dev, the page of each event). */
const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  tokens_revoked: [],
  user_change: ['users:read'],
};

/** Methods that the adapter's source calls, read from the source. */
function calledMethods(): string[] {
  const folder = new URL('adapters/slack/', root);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const source = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const calls = source.matchAll(
    /(?:client|webApi\.WebClient\([^)]*\)\))\s*\.((?:assistant\.threads|auth|apps\.connections|chat|conversations|files|users|views)\s*\.\w+)\(/g,
  );
  return [...new Set([...calls].map(([, method]) => (method ?? '').replace(/\s/g, '')))].sort();
}

test('the manifest’s commands are the house’s, in the same words', () => {
  expect(
    manifest.features.slash_commands.map(({ command, description, usage_hint }) => [command, description, usage_hint]),
  ).toEqual(COMMANDS.map(({ name, description, hint }) => [`/${name}`, description, hint]));
  for (const { url } of manifest.features.slash_commands) expect(url).toMatch(/\/slack\/events$/);
});

test('the manifest’s events are the ones handled', () => {
  const subscribed = manifest.settings.event_subscriptions.bot_events;
  expect([...new Set(subscribed.map((name) => name.split('.')[0]))].sort()).toEqual(Object.keys(HANDLERS).sort());
  expect(subscribed.toSorted()).toEqual(Object.keys(EVENT_SCOPES).sort());
});

test('the manifest asks for the rights that the code needs, and for no others', () => {
  const methods = calledMethods();
  expect(methods).toContain('chat.postMessage');
  expect(methods.filter((method) => !(method in METHOD_SCOPES))).toEqual([]);
  const needed = new Set([
    ...methods.flatMap((method) => METHOD_SCOPES[method] ?? []),
    ...Object.values(EVENT_SCOPES).flat(),
    // Slash commands, and reading what `url_private_download` names.
    'commands',
    'files:read',
  ]);
  expect([...needed].sort()).toEqual(Object.keys(SCOPES).sort());
  expect(manifest.oauth_config.scopes.bot).toEqual(Object.keys(SCOPES));
});

test('each right is justified in the set-up page', () => {
  const page = readFileSync(new URL('docs/channels/slack.md', root), 'utf8');
  for (const [scope, reason] of Object.entries(SCOPES)) expect(page).toContain(`| \`${scope}\` | ${reason} |`);
});

test('texts stay within Slack’s limits', () => {
  const { display_information, features } = manifest;
  expect(display_information.description.length).toBeLessThanOrEqual(140);
  expect(display_information.long_description.length).toBeGreaterThanOrEqual(174);
  expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
});
