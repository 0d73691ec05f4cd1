import { OWN_SLUG } from '../access/companies.ts';
import { printReply } from './print-reply.ts';
import { keepLocalFile, runInbound } from './run-inbound.ts';
import { withApp } from './with-app.ts';

/** Adds a file to the person's own company, as dropping it on the page does. */
export async function importFile(path: string, options: { readonly json?: boolean }): Promise<void> {
  await withApp(async (app) => {
    await app.host.openOwnCompany();
    const attachment = await keepLocalFile(app, OWN_SLUG, path);
    const found = await runInbound(app, { company: OWN_SLUG, text: 'Import this file', attachments: [attachment] });
    process.stdout.write(`${options.json ? JSON.stringify(found, null, 2) : printReply(found.reply)}\n`);
  });
}
