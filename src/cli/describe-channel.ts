import type { ChannelFinding } from '../../adapters/channel.ts';
import type { ChannelName } from '../contracts/inbound.ts';
import type { Finding } from '../db/doctor.ts';

/** What must be in the environment before a channel is there at all. */
const NEEDED: Readonly<Record<string, string>> = {
  slack: 'Set SLACK_SIGNING_SECRET (or SLACK_APP_TOKEN) and SLACK_BOT_TOKEN; docs/channels/slack.md goes through it.',
  teams: 'Set TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID; docs/channels/teams.md goes through it.',
  discord: 'Set DISCORD_TOKEN and DISCORD_APPLICATION_ID; docs/channels/discord.md goes through it.',
};

/** The doctor's lines about one channel. @param findings null when the service has no such channel */
export function describeChannel(name: string, findings: readonly ChannelFinding[] | null): readonly Finding[] {
  if (findings) return findings.map((finding) => ({ ...finding, name: `${name} ${finding.name}` }));
  const advice = NEEDED[name] ?? `The chat platforms are ${Object.keys(NEEDED).join(', ')}.`;
  return [{ name, ok: 'problem', detail: `${name} is not set up`, advice }];
}

/** Whether a name is that of a channel which may be set up. */
export const isChannelName = (name: string): name is Extract<ChannelName, 'slack' | 'teams' | 'discord'> =>
  name in NEEDED;
