import type { SkillCall } from './skill.ts';

/** What a person sent, whatever platform it came by. */
export interface Inbound {
  readonly channel: ChannelName;
  /** The platform's team, guild or tenant; on the web the company's slug. */
  readonly workspace: string;
  readonly conversation: string;
  /** Turns of one thread run one at a time, in order. */
  readonly thread: string;
  /** The platform's own id of this event: the same event twice is one turn. */
  readonly eventId: string;
  /** The platform's id of the person. */
  readonly user: string;
  /** The platform's name for the person, for "Maria asks to be let in". */
  readonly userName?: string;
  /** For a command: the words behind it, see `commandText`. Never holds the mention of the coach itself. */
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** `scheduled`: nobody sent it; a schedule of the company did. */
  readonly kind: 'message' | 'command' | 'action' | 'scheduled';
  /** Set when `kind` is action: the id of the pressed button. */
  readonly actionId?: string;
  /** What to run, where that is known without reading the words: a schedule, the API. */
  readonly call?: SkillCall;
  /**
   * Who sees what is said in the conversation: the asker alone, a group inside the workspace, or a group with
   * people from outside it (a shared channel, a guest).
   */
  readonly audience: 'private' | 'group' | 'external';
  /** The platform's id of the message itself, where it is one: edits and deletions name it. */
  readonly message?: string;
  /** The platform's id of the coach's message it answers or was pressed under: it is about that answer. */
  readonly repliesTo?: string;
  /** What the channel needs to answer later. Only the channel reads it; what is secret in it, it seals first. */
  readonly address?: Address;
  readonly locale: string;
  readonly timezone: string;
  readonly receivedAt: string;
}

/** What a channel wrote down to find a conversation again. JSON; only the channel that wrote it reads it. */
export type Address = Readonly<Record<string, unknown>>;

export type ChannelName = 'web' | 'cli' | 'slack' | 'teams' | 'discord';

/**
 * A file that came with a message. It is kept by `store` before the message is acknowledged,
 * so a crash after that loses nothing.
 */
export interface Attachment {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Where the kept content is: the id of an uploaded file. */
  readonly upload: string;
}
