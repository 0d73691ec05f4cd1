import type { Address, ChannelName } from './inbound.ts';
import type { Reply } from './reply.ts';

/** Where an event came from, or where a message goes. On the web: channel `web`, workspace = the company's slug. */
export interface Place {
  readonly channel: ChannelName;
  /** The platform's team, guild or tenant. */
  readonly workspace: string;
}

/** One message on a platform, as the platform names it. */
export interface MessageRef {
  readonly conversation: string;
  readonly message: string;
}

/** To whom and where an answer goes. */
export interface Target {
  /** '' when it is not known yet: a first message to one person (`direct`). */
  readonly conversation: string;
  readonly thread: string;
  /** The platform's id of the asker, or of the person it is meant for. */
  readonly user: string;
  /**
   * `here`: into the thread, for everyone there. `asker`: seen by `user` alone, by the best way the platform has
   * (shown to them only, or a direct message with a word in the thread that says so). `direct`: a direct message,
   * nothing in any thread.
   */
  readonly visibility: 'here' | 'asker' | 'direct';
  /** As it came with the event; for `direct` the person's last known one, or null. */
  readonly address: Address | null;
}

/** One message of the outbox, as a channel gets it to send. */
export interface Outgoing {
  /** The same on every try. Platforms that take a key against doubles get this. */
  readonly id: string;
  readonly place: Place;
  readonly target: Target;
  readonly content: OutgoingContent;
  /** 0 for the first try. */
  readonly attempt: number;
  /** An earlier try may have gone out although nobody heard so (the process died): look before sending again. */
  readonly uncertain: boolean;
  /** Parts that are out already, by their number: a long answer goes on where it stopped. */
  readonly sent: ReadonlyMap<number, MessageRef>;
  /** The event it answers; null when nobody asked (a digest, a notice). A message kept open for it is to be finished. */
  readonly eventId: string | null;
  /** A message the channel opened while the turn ran (see `ChannelHost.keepLive`); it becomes the first part. */
  readonly live: MessageRef | null;
}

export type OutgoingContent =
  | {
      readonly kind: 'reply';
      /** Id of the turn: `controlId(...)` makes the ids of its standing buttons. */
      readonly turn: string;
      readonly reply: Reply;
      /** What was asked, in the asker's words: for where the answer stands far from its question. Absent: nobody asked. */
      readonly question?: string;
      /** Which standing buttons belong under it, in this order. */
      readonly controls: readonly ControlKind[];
    }
  /** Take these messages away. Those that are gone already are no error. */
  | { readonly kind: 'remove'; readonly messages: readonly MessageRef[] };

/** Buttons that the house itself answers, under every reply or under a notice. */
export type ControlKind = 'good' | 'bad' | 'remove' | 'share';

/** The id of a standing button, e.g. `remove:<turn>`. Checked on the server when pressed, like every id. */
export function controlId(kind: ControlKind, turn: string): string {
  return `${kind}:${turn}`;
}

/** Reads such an id; null for the id of another button. */
export function readControl(id: string): { readonly kind: ControlKind; readonly turn: string } | null {
  const [, kind, turn] = /^(good|bad|remove|share):([0-9a-f-]{36})$/.exec(id) ?? [];
  // The pattern lets only these four through.
  return kind && turn ? { kind: kind as ControlKind, turn } : null;
}

/** What a channel tells of a conversation beside messages. */
export type ChannelNotice =
  /** A person changed a message. Its question is answered in its new words if it still waits, else nothing happens. */
  | { readonly kind: 'edited'; readonly conversation: string; readonly message: string; readonly text: string }
  /** A person took a message back: it is not answered, and an answer that is out is taken away. */
  | { readonly kind: 'deleted'; readonly conversation: string; readonly message: string }
  /** A person left the workspace: their access ends. */
  | { readonly kind: 'left'; readonly user: string }
  /** The app was taken out of the workspace: nothing more is sent there, its keys are forgotten. */
  | { readonly kind: 'removed' };
