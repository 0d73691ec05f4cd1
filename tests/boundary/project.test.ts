import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCode, checkSql } from './code-rules.ts';
import { checkFileCycles, checkFolderCycles } from './cycle-rules.ts';
import { checkDependencies, findStaleReasons, type PackageFile } from './dependency-rules.ts';
import { checkFileLengths, checkFileNames, checkSkillsRegistered } from './file-rules.ts';
import { findImports, readImportGraph } from './find-imports.ts';
import { checkLayers } from './layer-rules.ts';
import { checkPackages } from './package-rules.ts';
import { productFiles, readSourceTree } from './source-tree.ts';
import { describeViolations } from './violation.ts';

const ROOT = join(import.meta.dirname, '../..');
const tree = await readSourceTree(ROOT, ['src', 'adapters', 'agents', 'skills', 'manifests', 'tests']);
const graph = readImportGraph(tree);
// The file is ours and npm checks its shape; only names are read from it.
const packageFile = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as PackageFile;

describe('the walls of this project', () => {
  it('are looked at: files and imports were found', () => {
    expect(productFiles(tree).size).toBeGreaterThan(50);
    expect(graph.length).toBeGreaterThan(200);
  });

  it('every relative import finds a file that was read', () => {
    const lost = graph.filter(({ kind, target }) => kind === 'file' && target.endsWith('.ts') && !tree.has(target));
    expect(lost.map(({ from, line, specifier }) => `${from}:${line} imports ${specifier} — no such file`)).toEqual([]);
  });

  it('each layer imports only what the architecture allows', () => {
    expect(describeViolations(checkLayers(graph))).toEqual([]);
  });

  it('packages stay in their folders', () => {
    expect(describeViolations(checkPackages(graph))).toEqual([]);
  });

  it('no import cycles', () => {
    expect(describeViolations(checkFileCycles(graph))).toEqual([]);
  });

  it('folders of src have an order', () => {
    expect(describeViolations(checkFolderCycles(graph))).toEqual([]);
  });

  it('no default exports; environment, clock and chance stay where they belong', () => {
    expect(describeViolations(checkCode(tree))).toEqual([]);
  });

  it('SQL only in src/db and migrations', () => {
    expect(describeViolations(checkSql(tree))).toEqual([]);
  });

  it('files have names and a size', () => {
    expect(describeViolations([...checkFileNames(tree), ...checkFileLengths(tree)])).toEqual([]);
  });

  it('every skill folder is in the registry', () => {
    expect(describeViolations(checkSkillsRegistered(tree, graph))).toEqual([]);
  });

  it('every dependency is used and every package used is a dependency', async () => {
    const settings = findImports('vitest.config.ts', await readFile(join(ROOT, 'vitest.config.ts'), 'utf8'));
    expect(describeViolations(checkDependencies([...graph, ...settings], packageFile))).toEqual([]);
    expect(findStaleReasons(packageFile)).toEqual([]);
  });
});
