import type { Catalogue } from '../contracts/catalogue.ts';
import type { KeptRecord, RecordKind } from '../contracts/record.ts';
import type { Remark } from '../datasets/file-understanding.ts';
import { nameKey } from './name-key.ts';
import type { RecordBook } from './read-record-book.ts';

/** Kinds that the names of a list may point into. */
export const NEIGHBOURS: Readonly<Record<RecordKind, readonly RecordKind[]>> = {
  item: ['item', 'supplier', 'recipe'],
  supplier: ['item', 'supplier'],
  recipe: ['item', 'recipe'],
  employee: ['employee', 'cover', 'absence'],
  absence: ['employee', 'absence'],
  cover: ['employee', 'cover'],
  'busy-hours': ['busy-hours', 'cover'],
  product: ['product'],
  'ad-channel': ['ad-channel'],
};

const NAMES_SHOWN = 6;

/**
 * Names in a list that fit nothing else the company has: a recipe's item that no list of items knows, a product that
 * the sales do not know. Each a sentence; none where there is nothing to compare with.
 */
export function findLooseNames(kind: RecordKind, book: RecordBook, catalogue: Catalogue): Remark[] {
  const members = catalogue.dimensions.flatMap((dimension) => dimension.members);
  const of = <K extends RecordKind>(wanted: K): readonly KeptRecord<K>[] => book.of(wanted);
  const names = (records: readonly { readonly record: { readonly name: string } }[]) =>
    records.map(({ record }) => record.name);
  const roles = of('employee').flatMap(({ record }) => record.roles);
  const loose: Readonly<Record<RecordKind, () => (Remark | null)[]>> = {
    item: () => [
      say(
        of('item').flatMap(({ record }) => record.supplier ?? []),
        names(of('supplier')),
        'No list of suppliers has {{names}}; send one for lead times and delivery costs.',
      ),
      say(
        of('item').flatMap(({ record }) => record.product ?? []),
        members,
        'Your sales know no product called {{names}}.',
      ),
      say(
        of('item').flatMap(({ record }) =>
          record.product === undefined && record.weeklyUse === undefined ? [record.name] : [],
        ),
        [...of('recipe').map(({ record }) => record.item), ...members],
        'Nothing says yet how much you use of {{names}}: a list of recipes, or a column “weekly use”, would.',
        'even without',
      ),
    ],
    supplier: () => [
      say(
        names(of('supplier')),
        of('item').flatMap(({ record }) => record.supplier ?? []),
        'No item comes from {{names}} yet.',
      ),
    ],
    recipe: () => [
      say(
        of('recipe').map(({ record }) => record.item),
        names(of('item')),
        'No list of items has {{names}}; send one, so that I know their cost and stock.',
        'even without',
      ),
      say(
        of('recipe').map(({ record }) => record.product),
        members,
        'Your sales know no product called {{names}}.',
      ),
    ],
    employee: () => [
      say(
        of('cover').flatMap(({ record }) => record.role ?? []),
        roles,
        'Your shifts want {{names}}, and nobody has that role.',
        'even without',
      ),
    ],
    absence: () => [
      say(
        of('absence').map(({ record }) => record.employee),
        names(of('employee')),
        'No list of people has {{names}}.',
        'even without',
      ),
    ],
    cover: () => [
      say(
        of('cover').flatMap(({ record }) => record.role ?? []),
        roles,
        'Nobody has the role {{names}}.',
      ),
      say(
        of('cover').flatMap(({ record }) => record.location ?? []),
        [...members, ...of('employee').flatMap(({ record }) => record.locations ?? [])],
        'I know no place called {{names}}.',
      ),
    ],
    'busy-hours': () => [
      say(
        of('busy-hours').flatMap(({ record }) => record.location ?? []),
        [...members, ...of('cover').flatMap(({ record }) => record.location ?? [])],
        'I know no place called {{names}}.',
      ),
    ],
    product: () => [say(names(of('product')), members, 'Your sales know no product called {{names}}.')],
    'ad-channel': () => [say(names(of('ad-channel')), members, 'Your numbers do not know {{names}} yet.')],
  };
  return loose[kind]().filter((remark) => remark !== null);
}

/** @param whenEmpty without this, nothing is said when there is nothing to compare with */
function say(
  said: readonly string[],
  known: readonly string[],
  text: string,
  whenEmpty?: 'even without',
): Remark | null {
  if (known.length === 0 && whenEmpty === undefined) return null;
  const keys = new Set(known.map(nameKey));
  const loose = [...new Map(said.map((name) => [nameKey(name), name])).entries()].flatMap(([key, name]) =>
    keys.has(key) ? [] : [name],
  );
  if (loose.length === 0) return null;
  const more = loose.length > NAMES_SHOWN ? ' and {{more}} more' : '';
  return {
    text: text.replace('{{names}}', `{{names}}${more}`),
    values: { names: loose.slice(0, NAMES_SHOWN).join(', '), more: loose.length - NAMES_SHOWN },
  };
}
