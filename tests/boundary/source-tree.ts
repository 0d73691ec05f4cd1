import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Path from the project's root, with slashes → text. The rules read nothing else, so a test can hand them a made-up tree. */
export type SourceTree = ReadonlyMap<string, string>;

/** Folders of the product; the rules of the architecture are about these. */
export const PRODUCT_FOLDERS = ['src', 'adapters', 'agents', 'skills'] as const;

/** Reads every TypeScript file below the named folders of `root`, in order of path. */
export async function readSourceTree(root: string, folders: readonly string[]): Promise<SourceTree> {
  const tree = new Map<string, string>();
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll('\\', '/'),
      );
    for (const path of paths.sort()) tree.set(path, await readFile(join(root, path), 'utf8'));
  }
  return tree;
}

/** The files below one of the product's folders. */
export function productFiles(tree: SourceTree): SourceTree {
  return new Map([...tree].filter(([path]) => PRODUCT_FOLDERS.some((folder) => path.startsWith(`${folder}/`))));
}
