import { lockDataDir } from '../../../src/db/data-dir-lock.ts';

/** Takes the lock of the folder given, says so, and keeps it until killed. */
const [folder = ''] = process.argv.slice(2);
await lockDataDir(folder);
process.stdout.write('locked\n');
setInterval(() => undefined, 1_000);
