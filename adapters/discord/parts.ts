import type { ChatHost } from '../channel.ts';
import type { AskServer } from './ask-server.ts';
import type { DiscordApi } from './discord-api.ts';
import type { WorkspaceFinder } from './find-workspace.ts';
import type { DiscordLog } from './options.ts';
import type { Progress } from './show-progress.ts';

/** What handling an interaction needs. */
export interface InteractionParts {
  readonly host: ChatHost;
  readonly api: DiscordApi;
  readonly finder: WorkspaceFinder;
  readonly askServer: AskServer;
  readonly progress: Progress;
  readonly log: DiscordLog;
  /** Another origin files may come from, for tests. */
  readonly testOrigin?: string;
}

/** What handling a message needs. */
export interface MessageParts extends InteractionParts {
  /** The bot's own user id. */
  readonly self: () => string;
  /** The role Discord made for the bot in a server; people mention it by mistake. */
  readonly roleOf: (guild: string) => string | null;
  readonly isThread: (channel: string) => boolean;
  /** The language of a server, as Discord names it. */
  readonly localeOf: (guild: string | undefined) => string;
}
