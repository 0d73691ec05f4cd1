import { makeKey } from '../secrets/seal.ts';

/** Prints a new ENCRYPTION_KEY, alone on its line, so that it can be written into a file as it is. */
export function printKey(): void {
  process.stdout.write(`${makeKey()}\n`);
}
