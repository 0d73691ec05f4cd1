import type { Finding } from '../model/finding.ts';

export interface NumberRule {
  readonly least?: number;
  readonly most?: number;
  /** Whole numbers only. */
  readonly whole?: boolean;
}

/** Money or weights beyond this are a slip of the keyboard, and solvers lose their digits on them. */
const HUGE = 1e7;

/** A finding when the value is there and breaks the rule. NaN and infinity always do. */
export function checkNumber(
  what: string,
  value: number | undefined,
  { least = 0, most = HUGE, whole = false }: NumberRule = {},
): readonly Finding[] {
  if (value === undefined) return [];
  const ok = Number.isFinite(value) && value >= least && value <= most && (!whole || Number.isInteger(value));
  if (ok) return [];
  const kind = whole ? 'a whole number' : 'a number';
  return [
    {
      code: 'bad-number',
      words: `${what} is ${value}; it should be ${kind} from ${least} to ${most}.`,
      severity: 'error',
      values: { what, value },
    },
  ];
}

/** Ids that stand twice. */
export function checkUnique(kind: string, ids: readonly string[]): readonly Finding[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) twice.add(id);
    seen.add(id);
  }
  return [...twice].map((id) => ({
    code: 'twice',
    words: `The ${kind} “${id}” stands in the data twice.`,
    severity: 'error',
    values: { kind, id },
  }));
}
