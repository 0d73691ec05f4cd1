import type { JobMap, JobName } from './job-map.ts';

/** Work that is done later, survives a restart, and is done once whichever copy of the service takes it. */
export interface Jobs {
  /**
   * Queues a job; returns its id, or null when one with the same `singletonKey` already waits or runs.
   * Not inside `inTenant`: queue it before or after.
   */
  send<Name extends JobName>(name: Name, data: JobMap[Name], options?: SendOptions): Promise<string | null>;
  /** Starts taking jobs of this name. A handler that throws is tried again, later each time. */
  work<Name extends JobName>(name: Name, handler: JobHandler<Name>, options?: WorkOptions): Promise<void>;
  /** Queues a job at each time of a cron expression, in the time zone `tz` (IANA name; UTC when absent). */
  schedule<Name extends JobName>(
    name: Name,
    cron: string,
    data: JobMap[Name],
    options?: { readonly tz?: string },
  ): Promise<void>;
  /** What the jobs of this name that wait, for now or for later, carry; oldest first. */
  waiting<Name extends JobName>(name: Name): Promise<JobMap[Name][]>;
  /** Jobs that were given up after their last try, newest first. */
  failed(limit?: number): Promise<FailedJob[]>;
  /** Stops taking jobs and waits for those that run, at most `timeoutMs`. */
  stop(timeoutMs?: number): Promise<void>;
}

export interface SendOptions {
  /** Not before so many seconds from now. */
  readonly startAfterSeconds?: number;
  /** At most one job of this name and key waits or runs. */
  readonly singletonKey?: string;
  /** How often it is tried again after a failure; 5 when absent. */
  readonly retryLimit?: number;
}

export interface WorkOptions {
  /** How many jobs of this name run side by side in this process; 1 when absent. */
  readonly concurrency?: number;
}

export type JobHandler<Name extends JobName> = (data: JobMap[Name], job: RunningJob) => Promise<void>;

export interface RunningJob {
  readonly id: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborts when the job has run too long or the service stops. */
  readonly signal: AbortSignal;
}

export interface FailedJob {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  /** Words of its last error. */
  readonly error: string;
  /** Times it was tried. */
  readonly attempts: number;
  readonly failedAt: Date;
}
