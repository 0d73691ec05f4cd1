import { findName } from '../planning/closest-names.ts';

/** @throws UserError `unknown-name` with the names that come closest */
export const findNamed = (names: readonly string[], said: string, what: string): string =>
  findName(names, said, { code: 'unknown-name', what, advice: `Your lists name no ${what} yet.` });
