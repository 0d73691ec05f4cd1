/** What a person's "stop" does: it ends the turn, or only the work that can end early with the best it has. */
export interface SplitStop {
  /** Fires when the turn is to end. */
  readonly ends: AbortSignal;
  /** While `work` runs, a stop fires its `stop` and nothing else. */
  untilStopped<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T>;
}

/** @param stopped fires once, when somebody stops the turn or takes the message back */
export function splitStop(stopped: AbortSignal): SplitStop {
  const ends = new AbortController();
  const working = new Set<AbortController>();
  const spread = () => {
    if (working.size === 0) ends.abort(stopped.reason);
    for (const work of working) work.abort(stopped.reason);
  };
  if (stopped.aborted) spread();
  else stopped.addEventListener('abort', spread, { once: true });
  return {
    ends: ends.signal,
    untilStopped: async (work) => {
      const stop = new AbortController();
      // Pressed a moment before the work began: the same as pressed while it runs.
      if (stopped.aborted) stop.abort(stopped.reason);
      working.add(stop);
      try {
        return await work(stop.signal);
      } finally {
        working.delete(stop);
      }
    },
  };
}
