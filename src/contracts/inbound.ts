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
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly kind: 'message' | 'command' | 'action';
  /** Set when `kind` is action: the id of the pressed button. */
  readonly actionId?: string;
  readonly audience: 'private' | 'group' | 'external';
  readonly locale: string;
  readonly timezone: string;
  readonly receivedAt: string;
}

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
