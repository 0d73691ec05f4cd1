import { Piscina } from 'piscina';
import type { ChartSpec } from '../contracts/chart.ts';
import { UpstreamError } from '../contracts/errors.ts';
import { type ChartStyle, DEFAULT_WIDTH } from './chart-style.ts';
import { writeFontConfig } from './font-config.ts';
import { prepareSpec } from './prepare-spec.ts';
import type { RenderTask } from './render-worker.ts';

/** Draws charts in threads of its own, so the event loop stays free. */
export interface ChartRenderer {
  /**
   * A PNG at twice the logical size.
   * @throws UserError `nothing-to-draw`; UpstreamError `chart-timeout` or `chart-failed`
   */
  png(spec: ChartSpec, style: ChartStyle): Promise<Buffer>;
  /** The same as SVG text, with its alt text; loads nothing. Throws as `png` does. */
  svg(spec: ChartSpec, style: ChartStyle): Promise<string>;
  /** Draws a first chart on each thread, so that nobody waits for the libraries to load. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

export interface ChartRendererOptions {
  /** 1 by default. */
  readonly threads?: number;
  /** Milliseconds for one chart, waiting included; then its thread is ended. 15,000 by default. */
  readonly deadline?: number;
  /** Where the font configuration is kept; a temporary folder by default. */
  readonly folder?: string;
  /** False: draw with the shipped font alone. True by default: other scripts take what the machine has. */
  readonly systemFonts?: boolean;
}

/**
 * Starts the pool. Sets `FONTCONFIG_FILE` of this process, which counts from the first text drawn: call it from the
 * main thread and before anything else draws text with `sharp`. Fonts are then fixed for the life of the process.
 */
export function createChartRenderer(options: ChartRendererOptions = {}): ChartRenderer {
  const { threads = 1, deadline = 15_000, folder, systemFonts = true } = options;
  process.env.FONTCONFIG_FILE = writeFontConfig({ folder, systemFonts });
  const pool = new Piscina<RenderTask, unknown>({
    filename: new URL('./render-worker.ts', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Number.POSITIVE_INFINITY,
  });
  const run = async (name: 'png' | 'svg', task: RenderTask): Promise<unknown> => {
    prepareSpec(task.spec);
    try {
      return await pool.run(task, { name, signal: AbortSignal.timeout(deadline) });
    } catch (cause) {
      throw describeFailure(cause);
    }
  };
  const png = async (spec: ChartSpec, style: ChartStyle) => {
    const bytes = await run('png', { spec, style });
    if (!(bytes instanceof Uint8Array)) throw describeFailure(new TypeError('The chart thread sent no picture.'));
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
  return {
    png,
    async svg(spec, style) {
      return String(await run('svg', { spec, style }));
    },
    async warm() {
      await Promise.all(Array.from({ length: threads }, () => png(FIRST_CHART, FIRST_STYLE)));
    },
    async close() {
      await pool.destroy();
    },
  };
}

const FIRST_STYLE: ChartStyle = {
  theme: 'light',
  width: DEFAULT_WIDTH,
  locale: 'en-US',
  currency: 'USD',
  weekStart: 'monday',
};

const FIRST_CHART: ChartSpec = {
  kind: 'forecast-band',
  title: 'First',
  alt: '',
  unit: 'currency',
  grain: 'day',
  label: 'First',
  history: [
    { t: '2026-01-01', y: 1 },
    { t: '2026-01-02', y: 2 },
  ],
  forecast: [{ t: '2026-01-03', y: 2, low80: 1, high80: 3, low95: 0, high95: 4 }],
};

function describeFailure(cause: unknown): UpstreamError {
  const timedOut = cause instanceof Error && cause.name === 'AbortError';
  return timedOut
    ? new UpstreamError('The chart took too long to draw.', {
        code: 'chart-timeout',
        advice: 'Try again in a moment. The numbers are in the answer and its table.',
        retryAfter: 2000,
        cause,
      })
    : new UpstreamError('The chart could not be drawn.', {
        code: 'chart-failed',
        advice: 'The numbers are in the answer and its table.',
        cause,
      });
}
