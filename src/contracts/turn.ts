import type { Reply, ReplySection } from './reply.ts';
import type { SkillCall } from './skill.ts';

/** How a reply came about, for developers and for the API's `trace`. */
export interface Trace {
  readonly plan: readonly SkillCall[];
  /** Which way of thinking answered. */
  readonly tier: 'builtin' | 'local' | 'cloud';
  readonly ms: number;
}

/** What a channel hears while a turn runs, in this order: accepted, progress*, section*, then reply or failed. */
export type TurnEvent =
  | { readonly type: 'accepted'; readonly conversation: string; readonly turn: string; readonly company: string }
  | { readonly type: 'progress'; readonly text: string /** 0–1 where known */; readonly done?: number }
  | { readonly type: 'section'; readonly section: ReplySection }
  | { readonly type: 'reply'; readonly reply: Reply; readonly trace: Trace }
  | { readonly type: 'failed'; readonly code: string; readonly message: string; readonly advice: string };
