/** Runs pure engine functions away from the event loop. Implemented by the pool in `pool.ts`; tasks are typed there. */
import type { EngineProgress, EngineTasks } from './engine-tasks.ts';

export interface EngineRunner {
  /**
   * @throws UpstreamError `engine-timeout` past the deadline (the worker is killed), `engine-crashed` when it died,
   *         `engine-stopped` when `signal` fired.
   */
  run<K extends keyof EngineTasks>(
    task: K,
    input: EngineTasks[K]['input'],
    options?: EngineRunOptions<K>,
  ): Promise<EngineTasks[K]['output']>;
}

export interface EngineRunOptions<K extends keyof EngineTasks> {
  /** Milliseconds from asking to answer. */
  readonly deadlineMs?: number;
  /** Kills the task. */
  readonly signal?: AbortSignal;
  /** Asks the task to end soon with the best it has. Tasks that have nothing before the end run on. */
  readonly stop?: AbortSignal;
  /** Called now and then while the task runs. */
  readonly onProgress?: (progress: EngineProgress<K>) => void;
}
