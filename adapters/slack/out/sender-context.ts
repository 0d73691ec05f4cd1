import type { webApi } from '@slack/bolt';
import type { ChatHost, Place } from '../../channel.ts';
import type { SlackCaller } from './call-slack.ts';
import type { LiveMessages } from './live-messages.ts';

/** What the way out needs of the house. */
export type SenderHost = Pick<ChatHost, 'chart' | 'file' | 'audience' | 'keepLive' | 'seal' | 'unseal'>;

/** Structured; holds no text, no token and no name. */
export interface SenderLog {
  info(about: object, message: string): void;
  warn(about: object, message: string): void;
  error(about: object, message: string): void;
}

export interface SenderContext {
  readonly host: SenderHost;
  readonly log: SenderLog;
  /** A client for the workspace that neither retries nor waits for rate limits. */
  readonly clientFor: (place: Place) => Promise<webApi.WebClient>;
  readonly call: SlackCaller;
  readonly lives: LiveMessages;
  readonly nativeCharts: boolean;
  /** Workspaces that did not take Slack's newer blocks a while ago. */
  readonly refusing: { has(workspace: string): boolean; add(workspace: string): void };
}
