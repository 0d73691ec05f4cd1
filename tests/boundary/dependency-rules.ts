import { isBuiltin } from 'node:module';
import type { ImportEdge } from './find-imports.ts';
import { PRODUCT_FOLDERS } from './source-tree.ts';
import { importViolation, type Violation } from './violation.ts';

/** The parts of package.json the rules read. */
export interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Packages that no code imports, and why they are there all the same. */
export const NOT_IMPORTED: readonly { readonly name: RegExp; readonly reason: string }[] = [
  { name: /^node-(?:bin-)?(?:linux|darwin|win)-(?:x64|arm64)$/, reason: 'brings Node itself, one package a platform' },
  { name: /^@types\//, reason: 'types, read by the compiler' },
  { name: /^typescript$/, reason: 'the compiler, run by `npm run typecheck`' },
  { name: /^@biomejs\/biome$/, reason: 'the linter, run by `npm run lint`' },
];

/** Every package of package.json is used, and every package used is in package.json. */
export function checkDependencies(graph: readonly ImportEdge[], file: PackageFile): readonly Violation[] {
  const runtime = Object.keys({ ...file.dependencies, ...file.optionalDependencies });
  const all = [...runtime, ...Object.keys(file.devDependencies ?? {})];
  const imports = graph.filter(
    ({ kind, target }) => kind === 'package' && !isBuiltin(target) && !target.startsWith('node:'),
  );
  const imported = new Set(imports.map(({ target }) => target));

  const unused = all
    .filter((name) => !imported.has(name) && !NOT_IMPORTED.some((entry) => entry.name.test(name)))
    .map((name) => ({
      file: 'package.json',
      line: 1,
      found: `lists ${name}`,
      rule: 'a dependency is imported or has a reason',
    }));
  const unlisted = imports
    .filter(({ target }) => !all.includes(target))
    .map((edge) => importViolation(edge, 'a package is listed in package.json'));
  const devOnly = imports
    .filter(
      ({ from, target, typeOnly }) => !typeOnly && isProduct(from) && all.includes(target) && !runtime.includes(target),
    )
    .map((edge) => importViolation(edge, 'the product runs without devDependencies'));
  return [...unused, ...unlisted, ...devOnly];
}

/** Reasons for packages that are there no more. */
export function findStaleReasons(file: PackageFile): readonly string[] {
  const all = Object.keys({ ...file.dependencies, ...file.optionalDependencies, ...file.devDependencies });
  return NOT_IMPORTED.filter(({ name }) => !all.some((dependency) => name.test(dependency))).map(
    ({ reason }) => reason,
  );
}

function isProduct(path: string): boolean {
  return PRODUCT_FOLDERS.some((folder) => path.startsWith(`${folder}/`));
}
