import { BugError } from '../contracts/errors.ts';
import type { RecordKind } from '../contracts/record.ts';
import { GOODS_FORMS } from './goods-forms.ts';
import type { ListForm } from './list-form.ts';
import { PEOPLE_FORMS } from './people-forms.ts';

/** Every kind of list there is. */
export const LIST_FORMS: readonly ListForm[] = [...GOODS_FORMS, ...PEOPLE_FORMS];

/** @throws BugError `unknown-list` for a kind without a form */
export function formOf(kind: RecordKind): ListForm {
  const found = LIST_FORMS.find((form) => form.kind === kind);
  if (!found)
    throw new BugError(`There is no form for lists of ${kind}.`, {
      code: 'unknown-list',
      advice: 'Tell us about this.',
    });
  return found;
}
