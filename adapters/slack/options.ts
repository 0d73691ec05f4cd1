import type { FastifyInstance } from 'fastify';
import type { ChatHost } from '../channel.ts';

/** What the Slack channel is set up with. */
export interface SlackOptions {
  /** Checks that a request is Slack's. Absent with Socket Mode, which needs none. */
  readonly signingSecret: string | undefined;
  /** For one workspace; absent: workspaces install the app by OAuth. */
  readonly botToken: string | undefined;
  /** Socket Mode: no public address needed. */
  readonly appToken: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  /** Another API address, as government workspaces have. */
  readonly apiUrl: string | undefined;
}

/** Structured lines. No token, no text of a message, no id of a person goes in. */
export interface SlackLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface SlackParts {
  readonly host: ChatHost;
  /** Where `/slack/…` is mounted. */
  readonly server: FastifyInstance;
  readonly config: SlackOptions;
  /** How browsers reach this service, without a slash at the end. */
  readonly publicUrl: string | undefined;
  readonly log: SlackLog;
}
