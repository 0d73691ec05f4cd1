import type { RecordKind } from '../contracts/record.ts';
import { nameKey } from './name-key.ts';

/** First parts of the keys of a template's example rows, so that one that was not replaced is known. */
const EXAMPLES: Readonly<Record<RecordKind, readonly string[]>> = {
  item: ['Example milk', 'Example beans', 'Example juice'],
  supplier: ['Example Dairy', 'Example Roaster', 'Example Drinks'],
  recipe: ['Example latte', 'Example tea'],
  employee: ['Example Ana', 'Example Ben', 'Example Cara'],
  absence: ['Example Ana', 'Example Ben', 'Example Cara'],
  cover: ['Example shop'],
  'busy-hours': ['Example shop'],
  product: ['Example small coffee', 'Example large coffee', 'Example cake'],
  'ad-channel': ['Example social ads', 'Example search ads', 'Example flyers'],
};

export function isExample(kind: RecordKind, key: string): boolean {
  return EXAMPLES[kind].some((name) => key === nameKey(name) || key.startsWith(`${nameKey(name)}|`));
}
