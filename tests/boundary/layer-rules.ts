import type { ImportEdge } from './find-imports.ts';
import { PRODUCT_FOLDERS } from './source-tree.ts';
import { importViolation, type Violation } from './violation.ts';

/** One row of "Who may import whom" (docs/architecture.md). */
interface Layer {
  readonly rule: string;
  /** Files the row is about. The first layer that fits a file is its own. */
  readonly files: RegExp;
  /** Files of the product they may import; `$1` is the first group of `files`. */
  readonly may: readonly string[];
}

/** What everything may stand on: pure types, and the arithmetic of civil days. */
const CONTRACTS = '^src/(?:contracts|calendar)/';
/** Folders of `src` that hold business rules: skills are made of these. */
const BUSINESS =
  '^src/(?:access|metrics|facts|datasets|benchmarks|goals|decisions|digests|alerts|feedback|records|exports|forecasts)/';

const LAYERS: readonly Layer[] = [
  { rule: 'src/contracts imports nothing of the product', files: /^src\/contracts\//, may: ['^src/contracts/'] },
  { rule: 'src/calendar imports contracts', files: /^src\/calendar\//, may: [CONTRACTS] },
  {
    rule: 'an engine imports contracts and itself, no other engine',
    files: /^src\/engines\/([^/]+)\//,
    may: [CONTRACTS, '^src/engines/$1/'],
  },
  {
    rule: 'the files that run engines import contracts and engines',
    files: /^src\/engines\/[^/]+$/,
    may: [CONTRACTS, '^src/engines/'],
  },
  { rule: 'src/db imports contracts and itself', files: /^src\/db\//, may: [CONTRACTS, '^src/db/'] },
  { rule: 'app, main and the CLI may import all', files: /^src\/(?:app(?:-[a-z]+)?\.ts|main\.ts|cli\/)/, may: ['^'] },
  {
    rule: 'src never imports adapters, agents or skills',
    files: /^src\//,
    may: ['^src/'],
  },
  {
    rule: 'skills import contracts, engines, business rules and db queries',
    files: /^skills\//,
    // schema.ts for the type of a transaction: a skill gets one from its context and hands it to a query
    may: ['^skills/', CONTRACTS, '^src/engines/', BUSINESS, '^src/db/(?:queries/|schema\\.ts$)'],
  },
  {
    rule: 'the planner imports contracts only',
    files: /^agents\/coach\/understand\//,
    may: [CONTRACTS, '^agents/coach/understand/'],
  },
  {
    rule: 'agents import contracts, the skill registry, llm and facts',
    files: /^agents\//,
    may: ['^agents/', CONTRACTS, '^skills/registry\\.ts$', '^src/llm/', '^src/facts/'],
  },
  {
    rule: 'what adapters share imports contracts and channel.ts',
    files: /^adapters\/presentation\//,
    may: [CONTRACTS, '^adapters/(?:presentation/|channel\\.ts$)'],
  },
  {
    rule: 'an adapter imports contracts, channel.ts and its own folder',
    files: /^adapters\/([^/]+)\//,
    may: [CONTRACTS, '^adapters/(?:channel\\.ts$|presentation/)', '^adapters/$1/'],
  },
  { rule: 'channel.ts imports contracts', files: /^adapters\/[^/]+$/, may: [CONTRACTS] },
];

/** `src/app.ts` wires everything; whoever imported it would import all. */
const STARTERS = /^src\/(?:app(?:-[a-z]+)?\.ts|main\.ts|cli\/)/;

/** Imports between files that the architecture does not allow. */
export function checkLayers(graph: readonly ImportEdge[]): readonly Violation[] {
  return graph
    .filter((edge) => edge.kind === 'file' && PRODUCT_FOLDERS.some((folder) => edge.from.startsWith(`${folder}/`)))
    .flatMap((edge) => {
      if (STARTERS.test(edge.target) && !STARTERS.test(edge.from))
        return [importViolation(edge, 'app, main and the CLI are imported only by each other and by tests')];
      const layer = LAYERS.find(({ files }) => files.test(edge.from));
      if (!layer) return [importViolation(edge, 'no layer of the architecture has this file')];
      const [, own = ''] = layer.files.exec(edge.from) ?? [];
      const allowed = layer.may.some((pattern) => new RegExp(pattern.replace('$1', own)).test(edge.target));
      return allowed ? [] : [importViolation(edge, layer.rule)];
    });
}
