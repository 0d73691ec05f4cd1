/** Discord's types of channels that are threads, posts of a forum among them. */
export const THREAD_TYPES: ReadonlySet<number> = new Set([10, 11, 12]);

/**
 * Who shares a talk with the coach: everybody in a thread, and whoever writes to it directly. In an open channel each
 * person has a talk of their own, so that one's "and the week before?" is never about another's question; a reply to
 * an answer is about that answer, whoever asked for it.
 */
export function threadOf({
  conversation,
  user,
  isShared,
}: {
  readonly conversation: string;
  readonly user: string;
  readonly isShared: boolean;
}): string {
  return isShared ? conversation : `${conversation}:${user}`;
}
