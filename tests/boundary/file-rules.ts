import { posix } from 'node:path';
import type { ImportEdge } from './find-imports.ts';
import type { SourceTree } from './source-tree.ts';
import type { Violation } from './violation.ts';

const NAMELESS = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc']);
const MOST_LINES = 500;
const REGISTRY = 'skills/registry.ts';

/** A file or folder whose name says nothing about what is in it. */
export function checkFileNames(tree: SourceTree): readonly Violation[] {
  return [...tree.keys()].flatMap((file) => {
    const nameless = file.split('/').find((part) => NAMELESS.has(posix.basename(part, '.ts')));
    return nameless ? [{ file, line: 1, found: `is called ${nameless}`, rule: 'name a file after its one idea' }] : [];
  });
}

export function checkFileLengths(tree: SourceTree): readonly Violation[] {
  return [...tree].flatMap(([file, source]) => {
    const lines = source.replace(/\n$/, '').split('\n').length;
    if (lines <= MOST_LINES) return [];
    return [
      { file, line: MOST_LINES + 1, found: `has ${lines} lines`, rule: `a file over ${MOST_LINES} lines is two ideas` },
    ];
  });
}

/** A skill nobody can call: its folder is not imported by the registry. */
export function checkSkillsRegistered(tree: SourceTree, graph: readonly ImportEdge[]): readonly Violation[] {
  const folderOf = (path: string) => /^skills\/[^/]+(?=\/)/.exec(path)?.[0];
  const registered = new Set(graph.filter(({ from }) => from === REGISTRY).map(({ target }) => folderOf(target)));
  // A folder without a run.ts is no skill: it holds what several of them share.
  const runs = [...tree.keys()].filter((file) => posix.basename(file) === 'run.ts');
  const folders = new Set(runs.map(folderOf).filter((folder) => folder !== undefined));
  return [...folders]
    .filter((folder) => !registered.has(folder))
    .map((folder) => ({
      file: REGISTRY,
      line: 1,
      found: `does not list ${folder}`,
      rule: 'every skill folder is in the registry',
    }));
}
