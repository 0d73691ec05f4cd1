import { LRUCache } from 'lru-cache';

/** Threads this process was spoken to in a moment ago: sooner than the house can know of them. */
export interface Threads {
  remember(workspace: string, conversation: string, thread: string): void;
  knows(workspace: string, conversation: string, thread: string): boolean;
  /** The assistant pane began a thread that has no title yet. */
  open(workspace: string, conversation: string, thread: string): void;
  /** Is this the first message of such a thread? True once. */
  takeOpen(workspace: string, conversation: string, thread: string): boolean;
}

export function createThreads(): Threads {
  const known = new LRUCache<string, true>({ max: 20_000 });
  const untitled = new LRUCache<string, true>({ max: 1_000 });
  return {
    remember: (...names) => {
      known.set(names.join(':'), true);
    },
    knows: (...names) => known.has(names.join(':')),
    open: (...names) => {
      untitled.set(names.join(':'), true);
    },
    takeOpen: (...names) => untitled.delete(names.join(':')),
  };
}
