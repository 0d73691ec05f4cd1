import { OWN_SLUG } from '../access/companies.ts';
import { withApp } from './with-app.ts';

/** Prints a code that links a chat workspace to a company, and what to type where. */
export async function connect(options: { readonly company: string; readonly json?: boolean }): Promise<void> {
  await withApp(async (app) => {
    if (options.company === OWN_SLUG) await app.host.openOwnCompany();
    const { code, validMinutes } = await app.host.connectCode({ channel: 'web', workspace: options.company }, 'local');
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ code, validMinutes }, null, 2)}\n`);
      return;
    }
    process.stdout.write(
      [
        `link ${code}`,
        '',
        `Write this line to the coach in Slack, Microsoft Teams or Discord, in a direct message or with a mention.`,
        `It is good once, for ${validMinutes} minutes. Whoever writes it becomes an owner.`,
        '',
      ].join('\n'),
    );
  });
}
