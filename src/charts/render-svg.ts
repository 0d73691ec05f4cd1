import { type Loader, None, parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { cleanLine } from './clean-text.ts';

/** Refuses everything: a chart has all it needs in its spec, and nothing in it may fetch a file or a page. */
const closedLoader: Loader = {
  load: refuse,
  sanitize: refuse,
  http: refuse,
  file: refuse,
};

async function refuse(): Promise<never> {
  throw new Error('Charts load nothing.');
}

const silentLogger = {
  level: () => silentLogger,
  error: () => silentLogger,
  warn: () => silentLogger,
  info: () => silentLogger,
  debug: () => silentLogger,
};

/** Vega-Lite → Vega → SVG text. `alt` is what a screen reader says. */
export async function renderSvg(spec: TopLevelSpec, alt: string): Promise<string> {
  const { spec: vega } = compile(spec, { logger: silentLogger });
  const view = new View(parse(vega), { renderer: 'none', loader: closedLoader, logLevel: None });
  try {
    const svg = await view.toSVG();
    return svg.replace('<svg ', () => `<svg role="img" aria-label="${escapeAttribute(cleanLine(alt))}" `);
  } finally {
    view.finalize();
  }
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
