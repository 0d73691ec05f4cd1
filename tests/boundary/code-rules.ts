import { lineAt, maskCode } from './mask-code.ts';
import { productFiles, type SourceTree } from './source-tree.ts';
import type { Violation } from './violation.ts';

/** A pattern that code (not comments, not quoted text) may not hold. */
interface CodeRule {
  readonly pattern: RegExp;
  readonly found: string;
  readonly rule: string;
  /** Files it is about. */
  readonly files: RegExp;
}

const CODE_RULES: readonly CodeRule[] = [
  {
    pattern: /\bexport\s+default\b|\bas\s+default\b/g,
    found: 'has a default export',
    rule: 'no default exports',
    files: /^/,
  },
  {
    pattern: /\bprocess\s*\.\s*env\b|\{[^{}]*\benv\b[^{}]*\}\s*=\s*process\b/g,
    found: 'reads process.env',
    rule: 'the environment is read in src/config.ts only',
    // The charts set one variable for the native font library; they read no setting.
    files: /^(?:src\/(?!config\.ts$|charts\/(?:create-chart-renderer|font-config)\.ts$)|adapters\/|agents\/|skills\/)/,
  },
  {
    pattern: /\bDate\s*\.\s*now\b|\bnew\s+Date\s*\(\s*\)|\bperformance\s*\.\s*now\b|\bTemporal\s*\.\s*Now\b/g,
    found: 'reads the clock',
    rule: 'engines have no clock: the date comes in as an argument',
    files: /^src\/engines\/[^/]+\//,
  },
  {
    pattern: /\bMath\s*\.\s*random\b|\bcrypto\s*\.\s*(?:getRandomValues|randomUUID)\b/g,
    found: 'draws unseeded random numbers',
    rule: 'engines are repeatable: random numbers have a seed',
    files: /^src\/engines\/[^/]+\//,
  },
  {
    pattern: /\bfetch\s*\(/g,
    found: 'calls the network',
    rule: 'engines have no network',
    files: /^src\/engines\/[^/]+\//,
  },
];

/** Files of the whole tree, tests among them, against the patterns above. */
export function checkCode(tree: SourceTree): readonly Violation[] {
  return [...tree].flatMap(([file, source]) => {
    const rules = CODE_RULES.filter(({ files }) => files.test(file));
    const { code } = maskCode(source);
    return rules.flatMap(({ pattern, found, rule }) =>
      Array.from(code.matchAll(pattern), (match) => ({ file, line: lineAt(source, match.index), found, rule })),
    );
  });
}

/** How the first words of a statement go on. A template's text ends where its first `${` stands. */
const STATEMENTS: Readonly<Record<string, RegExp>> = {
  with: /^\w+\s+as\s*\(/i,
  select: /^$|\sfrom\s+[\w"(.]|\sfrom\s*$|^[\w.]+\s*\(/i,
  insert: /^into\s/i,
  update: /^[\w".]+\s+set\s/i,
  delete: /^from\s/i,
  create: /^(?:or\s+replace\s+|unique\s+)?(?:table|index|view|function|role|schema|policy|extension|trigger)\s/i,
  alter: /^(?:table|role|schema)\s/i,
  drop: /^(?:table|index|view|role|schema)\s/i,
  truncate: /^table\s/i,
  set: /^local\s/i,
};

/** Keywords are all small or all capital in SQL: "Select a file from …" is prose. */
function readsAsSql(text: string): boolean {
  const [, keyword = '', rest = ''] = /^\s*([a-z]+|[A-Z]+)\s+([\s\S]*)$/.exec(text) ?? [];
  return STATEMENTS[keyword.toLowerCase()]?.test(rest) ?? false;
}

/** SQL outside the database's own folder: a tagged template, or a text that reads as a statement. */
export function checkSql(tree: SourceTree): readonly Violation[] {
  return [...productFiles(tree)]
    .filter(([file]) => !file.startsWith('src/db/'))
    .flatMap(([file, source]) => {
      const { code, strings } = maskCode(source);
      const tags = Array.from(code.matchAll(/\bsql\s*(?:<[^`;]*>)?\s*`/g), ({ index }) => index);
      const texts = strings.filter(({ text }) => readsAsSql(text)).map(({ start }) => start);
      const lines = new Set([...tags, ...texts].map((index) => lineAt(source, index)));
      return [...lines]
        .sort((a, b) => a - b)
        .map((line) => ({ file, line, found: 'has SQL', rule: 'SQL only in src/db and migrations' }));
    });
}
