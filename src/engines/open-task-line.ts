import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { EngineRunOptions } from './engine-runner.ts';
import type { EngineProgress, EngineTasks, TaskLine } from './engine-tasks.ts';

interface OpenLine {
  readonly line: TaskLine;
  /** Goes to the other thread with the line. */
  readonly transfer: MessagePort[];
  /** Must be called when the task is over, however it ended. */
  readonly close: () => void;
}

/** Connects a task with its asker: progress out of a thread that is busy, the wish to stop into it. */
export function openTaskLine<K extends keyof EngineTasks>({ onProgress, stop }: EngineRunOptions<K>): OpenLine {
  const closing: (() => void)[] = [];
  const transfer: MessagePort[] = [];
  const line: { progress?: MessagePort; stop?: Int32Array } = {};
  if (onProgress) {
    const { port1, port2 } = new MessageChannel();
    // The task's own progress, by the type of EngineTasks; plain data from our own worker.
    port1.on('message', (progress: EngineProgress<K>) => onProgress(progress));
    line.progress = port2;
    transfer.push(port2);
    closing.push(() => port1.close());
  }
  if (stop) {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const raise = () => {
      Atomics.store(flag, 0, 1);
    };
    if (stop.aborted) raise();
    else stop.addEventListener('abort', raise, { once: true });
    line.stop = flag;
    closing.push(() => stop.removeEventListener('abort', raise));
  }
  return {
    line,
    transfer,
    close: () => {
      for (const end of closing) end();
    },
  };
}
