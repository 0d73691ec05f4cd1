import { describe, expect, it } from 'vitest';
import { findImports } from './find-imports.ts';
import { maskCode } from './mask-code.ts';

const targets = (source: string) => findImports('src/a/one.ts', source).map(({ target }) => target);

describe('reading imports', () => {
  it('finds every form', () => {
    const source = [
      "import { a } from './two.ts';",
      "import b, { c } from '../b/three.ts';",
      "import * as d from 'kysely';",
      "import './effect.ts';",
      "export * from './four.ts';",
      "export { e } from '@scope/name/deep';",
      "const f = await import('pg');",
      "const g = createRequire(import.meta.url).resolve('@fonts/inter/package.json');",
    ].join('\n');
    expect(findImports('src/a/one.ts', source).map(({ line, kind, target }) => [line, kind, target])).toEqual([
      [1, 'file', 'src/a/two.ts'],
      [2, 'file', 'src/b/three.ts'],
      [3, 'package', 'kysely'],
      [4, 'file', 'src/a/effect.ts'],
      [5, 'file', 'src/a/four.ts'],
      [6, 'package', '@scope/name'],
      [7, 'package', 'pg'],
      [8, 'package', '@fonts/inter'],
    ]);
  });

  it('reads a statement over several lines, at the line of its file', () => {
    const edges = findImports('src/a/one.ts', "import {\n  a,\n  type B,\n} from './two.ts';\n");
    expect(edges).toMatchObject([{ line: 4, target: 'src/a/two.ts', typeOnly: false }]);
  });

  it('tells imports of types', () => {
    const typeOnly = (source: string) => findImports('src/a/one.ts', source)[0]?.typeOnly;
    expect(typeOnly("import type { A } from './two.ts';")).toBe(true);
    expect(typeOnly("import { type A, type B } from './two.ts';")).toBe(true);
    expect(typeOnly("import { type A, b } from './two.ts';")).toBe(false);
    expect(typeOnly("export type { A } from './two.ts';")).toBe(true);
    expect(typeOnly("type A = import('./two.ts').A;")).toBe(false);
  });

  it('is not misled by comments, texts, templates and regular expressions', () => {
    expect(targets("// import { a } from './no.ts'\n/* import './no.ts' */")).toEqual([]);
    expect(targets(`const a = "import b from './no.ts'";`)).toEqual([]);
    expect(targets(`const a = \`import b from './no.ts' \${c} './no.ts'\`;`)).toEqual([]);
    expect(targets("const words = ['from', 'no']; phrase.resolve('past'); const from = 'x';")).toEqual([]);
    expect(targets("const quote = /['\"`]/; import('./yes.ts');")).toEqual(['src/a/yes.ts']);
    expect(targets("const half = a / b / 'c'.length; import('./yes.ts');")).toEqual(['src/a/yes.ts']);
    expect(targets(`const t = \`a \${b({ c: \`\${d}\` })} e\`; import('./yes.ts');`)).toEqual(['src/a/yes.ts']);
    expect(targets("const url = 'http://x/*'; import './yes.ts';")).toEqual(['src/a/yes.ts']);
    expect(targets("const slash = '\\\\'; import './yes.ts';")).toEqual(['src/a/yes.ts']);
  });

  it('keeps every character in its place', () => {
    const source = `const a = 'x'; // y\nconst b = \`p \${q} r\`;\nconst c = /[/]'/;\n`;
    const { code, strings } = maskCode(source);
    expect(code).toBe(`const a = ' ';     \nconst b = \`  \${q}  \`;\nconst c = /    /;\n`);
    expect(strings.map(({ start, text }) => [source.slice(start, start + text.length), text])).toEqual([
      ['x', 'x'],
      ['p ', 'p '],
      [' r', ' r'],
    ]);
  });
});
