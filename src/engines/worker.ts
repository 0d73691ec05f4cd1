import type { EngineTasks, TaskLine } from './engine-tasks.ts';

/**
 * What a pool thread runs. Engines load on first use, so that a thread that only forecasts never reads the others.
 * An engine that throws is answered as data: a rejected task then always means that the thread itself was lost.
 */
type Engines = {
  readonly [K in 'explain' | 'fit-response']: () => Promise<
    (input: EngineTasks[K]['input']) => EngineTasks[K]['output']
  >;
};

const engines: Engines = {
  explain: async () => (await import('./evidence/explain-change.ts')).explainChange,
  'fit-response': async () => (await import('./optimizer/budget/fit-response.ts')).fitResponse,
};

const loadForecaster = async () => (await import('./forecaster/forecast.ts')).forecast;
const loadOptimizer = async () => (await import('./optimizer/optimize.ts')).optimize;

export type TaskMessage = {
  readonly [K in keyof EngineTasks]: {
    readonly task: K;
    readonly input: EngineTasks[K]['input'];
    readonly line?: TaskLine;
  };
}[keyof EngineTasks];

/** An answer, or the words of what the engine threw. */
export type TaskAnswer =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly message: string };

export async function runTask(message: TaskMessage): Promise<TaskAnswer> {
  try {
    return { ok: true, output: await dispatch(message) };
  } catch (error) {
    // A solver that broke inside leaves memory behind that nothing can be trusted with: the thread ends with it.
    if (error instanceof Error && error.name === 'RuntimeError') process.exit(1);
    return { ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function dispatch(message: TaskMessage): Promise<unknown> {
  if (message.task === 'explain') return (await engines.explain())(message.input);
  if (message.task === 'fit-response') return (await engines['fit-response']())(message.input);
  if (message.task === 'holidays') {
    const { place, from, to } = message.input;
    return (await import('../calendar/holidays/public-holidays.ts')).publicHolidays(place, from, to);
  }
  if (message.task === 'forecast') {
    const { progress } = message.line ?? {};
    return (await loadForecaster())(message.input, progress && { onModel: (step) => progress.postMessage(step) });
  }
  const { progress, stop } = message.line ?? {};
  return (await loadOptimizer())(message.input, {
    now: () => performance.now(),
    ...(progress && { onProgress: (step) => progress.postMessage(step) }),
    ...(stop && { shouldStop: () => Atomics.load(stop, 0) === 1 }),
  });
}

/** Loads the engines and runs one until it is compiled, so that the first person does not wait for it. */
export async function warmUp(): Promise<void> {
  const [forecast] = await Promise.all([loadForecaster(), engines.explain(), loadOptimizer()]);
  const start = Date.UTC(2024, 0, 1);
  const points = Array.from({ length: 400 }, (_, day) => ({
    t: new Date(start + day * 86_400_000).toISOString().slice(0, 10),
    y: 100 + 20 * Math.sin((day * 2 * Math.PI) / 7) + ((day * 37) % 11),
    state: 'open' as const,
  }));
  forecast({ points, grain: 'day', horizon: 14, nonNegative: true, windows: [{ from: 1, to: 14 }] });
  (await import('./optimizer/model/warm-solver.ts')).warmSolver();
}
