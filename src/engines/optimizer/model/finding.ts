/** Something about the input that a person must know, in words that need no looking up. */
export interface Finding {
  /** Stable name for code and tests: `demand-negative`. */
  readonly code: string;
  /** One or two plain sentences: what is wrong and with which item, person or product. */
  readonly words: string;
  /** error: nothing is solved until it is put right. warning: solved, and said beside the plan. */
  readonly severity: 'error' | 'warning';
  /** Numbers and names that stand in the words, for whoever writes them anew. */
  readonly values?: Readonly<Record<string, number | string>>;
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/** At most this many findings of one code are worth reading. */
const SAME_CODE = 5;

/** Keeps the first few of each code and says how many more there are, so that 10,000 bad rows stay readable. */
export function shortenFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...Map.groupBy(findings, ({ code }) => code).values()].flatMap((same) => {
    const last = same[SAME_CODE];
    if (!last) return same;
    const more = same.length - SAME_CODE;
    const words = `And ${more} more of the same kind.`;
    return [...same.slice(0, SAME_CODE), { code: last.code, severity: last.severity, words, values: { more } }];
  });
}
