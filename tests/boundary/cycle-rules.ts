import type { ImportEdge } from './find-imports.ts';
import { importViolation, type Violation } from './violation.ts';

/** Files that reach themselves again by imports, types among them. One line for each import that closes a circle. */
export function checkFileCycles(graph: readonly ImportEdge[]): readonly Violation[] {
  const edges = graph.filter(({ kind }) => kind === 'file');
  return findClosingEdges(
    edges,
    (edge) => edge.from,
    (edge) => edge.target,
  ).map(({ edge, circle }) => importViolation(edge, `no import cycles: ${circle.join(' → ')}`));
}

/** Folders of `src` that import each other: each may import only those below it, so the folders must have an order. */
export function checkFolderCycles(graph: readonly ImportEdge[]): readonly Violation[] {
  const folderOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[0] ?? '';
  const edges = graph.filter(({ kind, from, target }) => {
    const [a, b] = [folderOf(from), folderOf(target)];
    return kind === 'file' && a !== '' && b !== '' && a !== b && a !== 'src/cli/';
  });
  return findClosingEdges(
    edges,
    (edge) => folderOf(edge.from),
    (edge) => folderOf(edge.target),
  ).map(({ edge, circle }) =>
    importViolation(edge, `folders of src import only folders below them: ${circle.join(' → ')}`),
  );
}

interface Closing {
  readonly edge: ImportEdge;
  readonly circle: readonly string[];
}

/** Depth-first search; an edge back to a node of the present path closes a circle. */
function findClosingEdges(
  edges: readonly ImportEdge[],
  fromOf: (edge: ImportEdge) => string,
  toOf: (edge: ImportEdge) => string,
): readonly Closing[] {
  const outgoing = Map.groupBy(edges, fromOf);
  const done = new Set<string>();
  const path: string[] = [];
  const found: Closing[] = [];
  const visit = (node: string) => {
    path.push(node);
    for (const edge of outgoing.get(node) ?? []) {
      const next = toOf(edge);
      const open = path.indexOf(next);
      if (open >= 0) found.push({ edge, circle: [...path.slice(open), next] });
      else if (!done.has(next)) visit(next);
    }
    path.pop();
    done.add(node);
  };
  for (const node of [...outgoing.keys()].sort()) if (!done.has(node)) visit(node);
  return found;
}
