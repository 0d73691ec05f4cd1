import type { ImportEdge } from './find-imports.ts';
import { PRODUCT_FOLDERS } from './source-tree.ts';
import { importViolation, type Violation } from './violation.ts';

/** A package that only some folders may import. */
interface Home {
  readonly packages: RegExp;
  readonly folders: RegExp;
  readonly rule: string;
}

const HOMES: readonly Home[] = [
  { packages: /^@slack\//, folders: /^adapters\/slack\//, rule: 'the Slack SDK only in adapters/slack' },
  {
    packages: /^(?:discord\.js$|discord-|@discordjs\/)/,
    folders: /^adapters\/discord\//,
    rule: 'the Discord SDK only in adapters/discord',
  },
  {
    packages: /^(?:botbuilder|botframework-|@microsoft\/)/,
    folders: /^adapters\/teams\//,
    rule: 'the Teams SDK only in adapters/teams',
  },
  {
    packages: /^(?:openai|ollama|@langchain\/(?:openai|ollama))$/,
    folders: /^src\/llm\//,
    rule: 'model SDKs only in src/llm',
  },
  {
    packages: /^@langchain\/(?:langgraph|core)$/,
    folders: /^(?:agents|src\/llm)\//,
    rule: 'LangGraph only in agents and src/llm',
  },
  {
    packages: /^(?:kysely|pg|@electric-sql\/)/,
    folders: /^src\/(?:db|jobs)\//,
    rule: 'database drivers only in src/db and src/jobs',
  },
];

/** What an engine cannot be pure with: input and output, servers, databases, models. */
const IMPURE = /^(?:node:|kysely$|pg|@electric-sql\/|fastify|@fastify\/|pino$|piscina$|@langchain\/|openai$|ollama$)/;

/** Packages imported where they do not belong. */
export function checkPackages(graph: readonly ImportEdge[]): readonly Violation[] {
  return graph
    .filter((edge) => edge.kind === 'package' && PRODUCT_FOLDERS.some((folder) => edge.from.startsWith(`${folder}/`)))
    .flatMap((edge) => [
      ...HOMES.filter(({ packages, folders }) => packages.test(edge.target) && !folders.test(edge.from)).map(
        ({ rule }) => importViolation(edge, rule),
      ),
      ...checkContracts(edge),
      ...(/^src\/engines\/[^/]+\//.test(edge.from) && IMPURE.test(edge.target)
        ? [importViolation(edge, 'engines are pure: no files, network, database or model')]
        : []),
    ]);
}

function checkContracts(edge: ImportEdge): readonly Violation[] {
  if (!edge.from.startsWith('src/contracts/') || (edge.target === 'zod' && edge.typeOnly)) return [];
  return [importViolation(edge, 'src/contracts imports no package, and of zod only types')];
}
