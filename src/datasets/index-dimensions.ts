import type { DimensionColumn } from './assign-roles.ts';
import { cleanName, isNameless, plainWords, slugOf, splitWords } from './clean-text.ts';
import type { DimensionPlan } from './file-understanding.ts';

/** A dimension with the member of every row. */
export interface IndexedDimension extends DimensionPlan {
  /** Index into `members`, one per data row. */
  readonly codes: Int32Array;
}

const NO_MEMBER = '(none)';

/** Members are kept as the file writes them; bare numbers get the word of their column: “Store 12”. */
export function indexDimensions(dimensions: readonly DimensionColumn[]): IndexedDimension[] {
  const keys = new Set<string>();
  return dimensions.map(({ column, concept }, at) => {
    const label = labelOf(column.name, concept?.label ?? null);
    const numbersOnly = column.values.every((value) => value === '' || /^\d+$/.test(value));
    const names = column.values.map((value) =>
      value === '' ? NO_MEMBER : cleanName(numbersOnly ? `${label} ${value}` : value) || NO_MEMBER,
    );
    // In the order of their names, so that the order of the rows makes no difference.
    const members = [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));
    const indexes = new Map(members.map((member, index) => [member, index]));
    const codeOf = names.map((name) => indexes.get(name) ?? 0);
    return {
      key: freeKey(keys, concept?.key ?? slugOf(column.name), `dimension_${at + 1}`),
      label,
      synonyms: [...new Set([...(concept?.synonyms ?? []), plainWords(column.name).join(' ')])].filter(
        (word) => word !== '' && word !== label.toLowerCase(),
      ),
      members,
      column: column.index,
      codes: Int32Array.from(column.codes, (code) => codeOf[code] ?? 0),
    };
  });
}

/** The header in plain words: “product_name” → Product; a header that says no more than an id gets the concept's label. */
function labelOf(header: string, fallback: string | null): string {
  const words = splitWords(header).filter((word) => !/^(id|nr|no|nbr|number|num|code|name|key)$/i.test(word));
  if (words.length === 0 || (fallback && (words.length > 2 || isNameless(header)))) return fallback ?? header;
  const text = words.join(' ').toLowerCase();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Takes `wanted`, else `wanted_2`, …; `spare` when the name leaves nothing to make a key of. */
export function freeKey(taken: Set<string>, wanted: string, spare: string): string {
  const base = wanted === '' ? spare : wanted;
  let key = base;
  for (let at = 2; taken.has(key); at += 1) key = `${base}_${at}`;
  taken.add(key);
  return key;
}
