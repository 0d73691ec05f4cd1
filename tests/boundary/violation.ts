import type { ImportEdge } from './find-imports.ts';

export interface Violation {
  readonly file: string;
  readonly line: number;
  /** What was found there: "imports pg", "has SQL". */
  readonly found: string;
  /** The rule it breaks, in a few words. */
  readonly rule: string;
}

export function importViolation(edge: ImportEdge, rule: string): Violation {
  return { file: edge.from, line: edge.line, found: `imports ${edge.specifier}`, rule };
}

/** One line each, so that a terminal can jump to it. */
export function describeViolations(violations: readonly Violation[]): readonly string[] {
  return violations.map(({ file, line, found, rule }) => `${file}:${line} ${found} — ${rule}`);
}
