import { isIP } from 'node:net';

/** Names that mean something in one's own network only (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal). */
const INSIDE = /\.(?:localhost|local|internal|intranet|lan|home\.arpa)$/;

/**
 * A link that Teams gave, when it is https on a named host: it must not lead into our own network. null else.
 * @param local tests: a server on this machine may stand for Microsoft's
 */
export function checkLink(link: string, local: boolean): URL | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  if (local && url.hostname === '127.0.0.1') return url;
  // "localhost." is localhost too.
  const host = url.hostname.replace(/^\[|\]$|\.+$/g, '');
  if (url.protocol !== 'https:' || isIP(host) !== 0 || !host.includes('.') || INSIDE.test(host)) return null;
  return url;
}
