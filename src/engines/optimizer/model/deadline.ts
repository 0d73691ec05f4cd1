/** When everything has to be over. Engines have no clock of their own: whoever runs them may lend one. */
export interface Deadline {
  /** Milliseconds left; zero or less when it has passed. */
  readonly leftMs: () => number;
}

/** @param now milliseconds of a clock that only goes forward */
export function openDeadline(now: () => number, totalMs: number): Deadline {
  const end = now() + totalMs;
  return { leftMs: () => end - now() };
}

/** What a solve may take: what it is given, and never more than is left. */
export function limitTime(timeLimitMs: number, deadline: Deadline | undefined): number {
  return deadline ? Math.min(timeLimitMs, deadline.leftMs()) : timeLimitMs;
}
