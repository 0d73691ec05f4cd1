/** Runs pure engine functions away from the event loop. Implemented by the pool in `pool.ts`; tasks are typed there. */
import type { EngineTasks } from './engine-tasks.ts';

export interface EngineRunner {
  /**
   * @throws UpstreamError `engine-timeout` past the deadline (the worker is killed), `engine-crashed` when it died,
   *         `engine-stopped` when `signal` fired.
   */
  run<K extends keyof EngineTasks>(
    task: K,
    input: EngineTasks[K]['input'],
    options?: { readonly deadlineMs?: number; readonly signal?: AbortSignal },
  ): Promise<EngineTasks[K]['output']>;
}
