import type { ServerResponse } from 'node:http';
import { DyocenseError } from '../../src/contracts/errors.ts';

/** One page with one sentence, in the browser of whoever installs the app. */
export function sendPage(response: ServerResponse, status: number, title: string, text: string): void {
  send(response, status, title, `<p>${escapeHtml(text)}</p>`);
}

/**
 * Asks before anything is begun, naming the company; its button comes back to the same address as a POST.
 * @param company null without a code
 */
export function sendQuestion(response: ServerResponse, company: string | null): void {
  const text =
    company === null
      ? 'Without a code this renews the keys of a workspace that is connected already.'
      : `This connects your Slack workspace to the company “${company}”. Its people can then be let in to ask there, and whoever installs it becomes an owner. If you do not know this company, or did not ask for this, close this page.`;
  const title = company === null ? 'Add your coach to Slack again?' : `Connect Slack to ${company}?`;
  send(
    response,
    200,
    title,
    `<p>${escapeHtml(text)}</p><form method="post"><button style="font:inherit;padding:.5rem 1rem">Go on to Slack</button></form>`,
  );
}

function send(response: ServerResponse, status: number, title: string, body: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    'cache-control': 'no-store',
    // The address holds the code. A form that is sent under "no-referrer" would carry the origin "null".
    'referrer-policy': 'same-origin',
  });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>${escapeHtml(title)}</title><style>body{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;` +
      `padding:0 1.5rem;color:#222;background:#fff}h1{font-size:1.4rem}</style>` +
      `<h1>${escapeHtml(title)}</h1>${body}</html>`,
  );
}

/** Why the installation failed, for the installer. */
export function explainFailure(error: unknown): { readonly status: number; readonly text: string } {
  if (error instanceof DyocenseError) return { status: 400, text: `${error.message} ${error.advice}` };
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'slack_oauth_installer_authorization_error')
    return { status: 400, text: 'The installation was cancelled. Nothing was changed.' };
  if (
    code === 'slack_oauth_invalid_state' ||
    code === 'slack_oauth_missing_state' ||
    code === 'slack_oauth_missing_code'
  )
    return { status: 400, text: 'This page was not reached from an installation. Start again from the web page.' };
  return { status: 502, text: 'Slack did not complete the installation. Start again from the web page in a moment.' };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
