import { LABOUR_PROFILES } from '../../src/engines/optimizer/staffing/labour-profiles.ts';
import type { LabourProfile } from '../../src/engines/optimizer/staffing/types.ts';
import type { RecordBook } from '../../src/records/read-record-book.ts';

/** The rules of work the company has named, else those of the region its numbers are written in, else the Union's. */
export function chooseProfile(
  book: Pick<RecordBook, 'setting'>,
  locale: string,
): { readonly profile: LabourProfile; readonly said: boolean } {
  const wanted = book.setting('labour-profile')?.value;
  const said = LABOUR_PROFILES.find(({ id }) => id === wanted);
  if (said) return { profile: said, said: true };
  const region = new Intl.Locale(locale).maximize().region?.toLowerCase();
  const [usual] = LABOUR_PROFILES;
  const profile = LABOUR_PROFILES.find(({ id }) => id === region) ?? usual;
  if (!profile) throw new Error('There are no labour profiles.');
  return { profile, said: false };
}
