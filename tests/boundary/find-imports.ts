import { posix } from 'node:path';
import { lineAt, maskCode } from './mask-code.ts';
import type { SourceTree } from './source-tree.ts';

/** One file asking for another file or a package, by `import`, `export … from`, `import()`, `require` or `resolve()`. */
export interface ImportEdge {
  readonly from: string;
  readonly line: number;
  readonly specifier: string;
  /** Path of the imported file for `./…`, else the package's name; Node's own start with `node:`. */
  readonly target: string;
  readonly kind: 'file' | 'package';
  readonly typeOnly: boolean;
}

/** A quote that belongs to an import, seen from the opening quote backwards. */
const STATEMENT = /\b(import|export)\b(\s+type\b)?[^'"`;()=]*$/;
const CALL = /\b(?:import|require)\s*\(\s*$/;
/** `resolve()` has other uses too, so there the text must look like a file inside a package. */
const RESOLVE = /\bresolve\s*\(\s*$/;
const PACKAGE_FILE = /^(?:@[\w.-]+\/[\w.-]+|[\w-][\w.-]*)\/[\w.-]/;

export function findImports(from: string, source: string): readonly ImportEdge[] {
  const { code, strings } = maskCode(source);
  const edges: ImportEdge[] = [];
  for (const { start, text } of strings) {
    const before = code.slice(Math.max(0, start - 2000), start - 1);
    const statement = STATEMENT.exec(before);
    const isStatement = statement !== null && /(?:\bfrom|\bimport)\s*$/.test(before);
    const isCall = CALL.test(before) || (RESOLVE.test(before) && PACKAGE_FILE.test(text));
    if ((!isStatement && !isCall) || text === '') continue;
    const typeOnly = isStatement && (statement[2] !== undefined || namesOnlyTypes(statement[0]));
    edges.push({ from, line: lineAt(source, start), specifier: text, typeOnly, ...readTarget(from, text) });
  }
  return edges;
}

/** All imports of all files. */
export function readImportGraph(tree: SourceTree): readonly ImportEdge[] {
  return [...tree].flatMap(([path, source]) => findImports(path, source));
}

/** `import { type A, type B } from`: nothing of it is left when it runs. */
function namesOnlyTypes(statement: string): boolean {
  const names = /^(?:import|export)\s*\{([^}]*)\}/
    .exec(statement)?.[1]
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return names !== undefined && names.length > 0 && names.every((name) => name.startsWith('type '));
}

function readTarget(from: string, specifier: string): Pick<ImportEdge, 'target' | 'kind'> {
  if (specifier.startsWith('.')) return { kind: 'file', target: posix.join(posix.dirname(from), specifier) };
  const [scope = '', name = ''] = specifier.split('/');
  return { kind: 'package', target: scope.startsWith('@') ? `${scope}/${name}` : scope };
}
