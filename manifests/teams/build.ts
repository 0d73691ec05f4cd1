import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { makePackage } from './make-package.ts';

const options = z.object({
  'app-id': z.guid({ error: '--app-id must be the id of the app registration' }),
  domain: z
    .string({ error: '--domain must be the domain people reach the coach by' })
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, { error: '--domain must look like coach.example.com' }),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, { error: '--version must look like 1.0.1' }),
  out: z.string(),
});

const { values } = parseArgs({
  options: {
    'app-id': { type: 'string' },
    domain: { type: 'string' },
    version: { type: 'string', default: '1.0.0' },
    out: { type: 'string', default: 'dyocense-teams.zip' },
  },
});
const read = options.safeParse(values);
if (read.success) {
  const { 'app-id': appId, domain, version, out } = read.data;
  await writeFile(out, await makePackage({ appId, domain, version }));
  process.stdout.write(`${out} is ready: upload it in Teams under Apps, “Manage your apps”, “Upload an app”.\n`);
} else {
  process.stderr.write(`${read.error.issues.map(({ message }) => message).join('\n')}\n`);
  process.stderr.write('npm run teams:package -- --app-id <id> --domain <domain> [--version 1.0.0] [--out file.zip]\n');
  process.exitCode = 1;
}
