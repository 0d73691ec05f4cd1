/** What a channel can do. Code asks these, never a channel's name. */
export interface Capabilities {
  readonly streaming: 'native' | 'edit' | 'none';
  readonly images: boolean;
  readonly interactive: boolean;
  /** Can a message be shown to one person of a group only? */
  readonly ephemeral: boolean;
  readonly threads: boolean;
  readonly tables: boolean;
  /** Characters in one message. */
  readonly maxText: number;
  readonly maxBlocks: number;
  readonly maxActions: number;
  readonly maxAttachmentBytes: number;
  /** Milliseconds in which an event must be acknowledged. */
  readonly ackMs: number;
}
