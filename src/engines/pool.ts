import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { BugError, UpstreamError } from '../contracts/errors.ts';
import type { EngineRunner } from './engine-runner.ts';
import { openTaskLine } from './open-task-line.ts';

/** Threads that run engines, with a deadline for each task and a hard end for those that do not keep it. */
export interface EnginePool extends EngineRunner {
  /** Loads the engines on every thread. Optional: a task on a cold thread only takes longer. */
  warm(): Promise<void>;
  /** Ends all threads. Tasks under way end with `engine-stopped`. */
  close(): Promise<void>;
}

export interface EnginePoolOptions {
  /** Default: available cores − 1, at least 1. */
  readonly threads?: number;
  /** Milliseconds from asking to answer, waiting for a thread included. Default 9,500. */
  readonly deadlineMs?: number;
  /** Memory of one thread in MB; a task that needs more is lost, the service is not. Default 512. */
  readonly memoryMb?: number;
  /** The module that threads run, with `runTask` and `warmUp` like `worker.ts`; other ones are for tests. */
  readonly worker?: URL;
}

/** Tasks that may wait for a thread before new ones are turned away. */
const MAX_WAITING = 500;

/**
 * Starts the pool. A task that is late, stopped or crashes takes its thread with it; a new thread takes its place and
 * no other task is touched. Threads get no environment and no flags of the process.
 */
export function createEnginePool(options: EnginePoolOptions = {}): EnginePool {
  const threads = Math.max(1, options.threads ?? availableParallelism() - 1);
  const closing = new AbortController();
  const pool = new Piscina<unknown, unknown>({
    filename: (options.worker ?? new URL('./worker.ts', import.meta.url)).href,
    minThreads: threads,
    maxThreads: threads,
    maxQueue: MAX_WAITING,
    idleTimeout: Number.POSITIVE_INFINITY,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: options.memoryMb ?? 512 },
  });
  // A thread that dies between tasks is replaced by the pool; without a listener its error would end the process.
  pool.on('error', () => undefined);

  const run: EngineRunner['run'] = async (task, input, asked = {}) => {
    const { deadlineMs = options.deadlineMs ?? 9_500, signal } = asked;
    const deadline = AbortSignal.timeout(deadlineMs);
    const ends = AbortSignal.any([deadline, closing.signal, ...(signal ? [signal] : [])]);
    const { line, transfer, close } = openTaskLine(asked);
    let answer: unknown;
    try {
      answer = await pool.run({ task, input, line }, { name: 'runTask', signal: ends, transferList: transfer });
    } catch (cause) {
      throw describeEnd(task, cause, {
        late: deadline.aborted,
        stopped: closing.signal.aborted || signal?.aborted === true,
      });
    } finally {
      close();
    }
    return readAnswer(task, answer);
  };
  return {
    run,
    async warm() {
      const ends = AbortSignal.any([AbortSignal.timeout(30_000), closing.signal]);
      await Promise.allSettled(Array.from({ length: threads }, () => pool.run(null, { name: 'warmUp', signal: ends })));
    },
    async close() {
      closing.abort();
      await pool.destroy();
    },
  };
}

/** The output as the task map types it: `worker.ts` is checked against the same map. */
function readAnswer<Output>(task: string, answer: unknown): Output {
  const isAnswer = typeof answer === 'object' && answer !== null && 'ok' in answer;
  if (isAnswer && answer.ok === true && 'output' in answer) {
    // The thread's answer crosses as plain data; its type is that of the task in EngineTasks.
    return answer.output as Output;
  }
  const message = isAnswer && 'message' in answer ? String(answer.message) : 'no answer';
  throw new BugError(`The ${task} engine failed: ${message}`, {
    code: 'engine-failed',
    advice: 'This is our mistake, not yours. Please try another question.',
  });
}

function describeEnd(task: string, cause: unknown, why: { late: boolean; stopped: boolean }): UpstreamError {
  if (why.stopped) {
    return new UpstreamError(`The ${task} task was stopped.`, {
      code: 'engine-stopped',
      advice: 'Ask again when you are ready.',
      cause,
    });
  }
  if (why.late) {
    return new UpstreamError(`The ${task} task took too long and was ended.`, {
      code: 'engine-timeout',
      advice: 'Try again, or ask about a shorter time or a single product.',
      cause,
    });
  }
  if (cause instanceof Error && /queue/i.test(cause.message)) {
    return new UpstreamError(`Too many tasks are waiting; the ${task} task was turned away.`, {
      code: 'engine-busy',
      advice: 'Please try again in a minute.',
      cause,
      retryAfter: 30_000,
    });
  }
  return new UpstreamError(`The thread that ran the ${task} task was lost.`, {
    code: 'engine-crashed',
    advice: 'Please try again. If it happens again, ask about a shorter time.',
    cause,
  });
}
