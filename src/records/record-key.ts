import type { RecordKind, RecordOf } from '../contracts/record.ts';
import { nameKey } from './name-key.ts';

/** What makes a record the same one in another file; see the comments in contracts/record.ts. */
export function recordKey<K extends RecordKind>(kind: K, record: RecordOf[K]): string {
  return KEYS[kind](record);
}

/** The same for a record that its kind's schema has read, where the kind is known at run time only. */
export function recordKeyOf(kind: RecordKind, record: RecordOf[RecordKind]): string {
  // `record` is of this very kind: the caller parsed it by the schema of `kind`.
  return (KEYS[kind] as (record: RecordOf[RecordKind]) => string)(record);
}

const join = (...parts: readonly (string | number | undefined)[]) =>
  parts.map((part) => (typeof part === 'string' ? nameKey(part) : (part ?? ''))).join('|');

const KEYS: { readonly [K in RecordKind]: (record: RecordOf[K]) => string } = {
  item: ({ name }) => nameKey(name),
  supplier: ({ name }) => nameKey(name),
  recipe: ({ product, item }) => join(product, item),
  employee: ({ name }) => nameKey(name),
  absence: ({ employee, start, end }) => `${nameKey(employee)}|${start}|${end}`,
  cover: ({ location, weekday, day, shift, role }) =>
    [join(location), day ?? weekday ?? '', join(shift), join(role)].join('|'),
  'busy-hours': ({ location, weekday, hour }) => join(location, weekday, hour),
  product: ({ name }) => nameKey(name),
  'ad-channel': ({ name }) => nameKey(name),
};
