import { findName } from '../planning/closest-names.ts';

/** @throws UserError `unknown-product`, with the closest names */
export const findProduct = (names: readonly string[], said: string): string =>
  findName(names, said, { code: 'unknown-product', what: 'product', advice: 'Add a file with what you sell.' });
