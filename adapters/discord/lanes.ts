/** Work of one conversation runs in the order it came; conversations do not wait for each other. */
export interface Lanes {
  /** `work` must not throw. */
  run(lane: string, work: () => Promise<void>): void;
  /** Resolves when everything that was given is done. */
  settle(): Promise<void>;
}

export function createLanes(): Lanes {
  const ends = new Map<string, Promise<void>>();
  return {
    run(lane, work) {
      const end = (ends.get(lane) ?? Promise.resolve()).then(work);
      ends.set(lane, end);
      void end.finally(() => {
        if (ends.get(lane) === end) ends.delete(lane);
      });
    },
    async settle() {
      await Promise.all(ends.values());
    },
  };
}
