import type { ServerResponse } from 'node:http';
import { DyocenseError } from '../../src/contracts/errors.ts';

/** One page with one sentence, in the browser of whoever installs the app. */
export function sendPage(response: ServerResponse, status: number, title: string, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>${escapeHtml(title)}</title><style>body{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;` +
      `padding:0 1.5rem;color:#222;background:#fff}h1{font-size:1.4rem}</style>` +
      `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></html>`,
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
