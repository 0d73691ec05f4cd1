import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const APP_ID = '5f0c2f5e-0d3b-4b0e-9f0a-6f4f5f1c2b3a';
export const TENANT_ID = '72f988bf-86f1-41af-91ab-2d7cd011db47';
export const BOT_ID = `28:${APP_ID}`;
export const BOT_TOKEN = 'bot-access-token';
export const ISSUER = 'https://api.botframework.com';

export interface ConnectorCall {
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string;
  readonly body: Record<string, unknown>;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

export interface LocalMicrosoft {
  readonly url: string;
  readonly serviceUrl: string;
  readonly openIdMetadata: string;
  readonly calls: ConnectorCall[];
  /** What the next calls of the connector are answered, before the usual answers. */
  readonly answers: Answer[];
  readonly roster: Record<string, unknown>[];
  /** Files that can be downloaded below `/files/`. */
  readonly files: Map<
    string,
    { readonly content: Buffer; readonly headers?: Record<string, string>; readonly status?: number }
  >;
  readonly fileCalls: IncomingMessage['headers'][];
  /** A bearer header with these claims over the right ones. */
  bearer(
    claims?: Record<string, unknown>,
    key?: 'teams' | 'webchat' | 'bare' | 'stranger',
    header?: Record<string, unknown>,
  ): string;
  close(): Promise<void>;
}

/** Made once a file: they take a while. */
const keys = { teams: makeKey(), webchat: makeKey(), bare: makeKey(), stranger: makeKey() };

/** Microsoft on this machine: the keys it signs with, Entra's copy of them, and the Bot Connector's REST API. */
export async function startLocalMicrosoft(issuer = ISSUER): Promise<LocalMicrosoft> {
  const calls: ConnectorCall[] = [];
  const answers: Answer[] = [];
  const roster: Record<string, unknown>[] = [];
  const files: LocalMicrosoft['files'] = new Map();
  const fileCalls: IncomingMessage['headers'][] = [];
  let count = 0;
  const jwks = {
    keys: [
      { ...keys.teams.jwk, kid: 'teams', endorsements: ['msteams', 'webchat'] },
      { ...keys.webchat.jwk, kid: 'webchat', endorsements: ['webchat'] },
      { ...keys.bare.jwk, kid: 'bare' },
    ],
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = new URL(request.url ?? '/', url);
    const send = ({ status, headers = {}, body }: Answer) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body === undefined ? '' : JSON.stringify(body));
    };
    const path = decodeURIComponent(address.pathname);
    if (path === '/openid') return send({ status: 200, body: { issuer, jwks_uri: `${url}/keys` } });
    if (path === '/keys' || path.endsWith('/discovery/v2.0/keys')) return send({ status: 200, body: jwks });
    if (path.startsWith('/files/')) {
      fileCalls.push(request.headers);
      const file = files.get(path.slice(7));
      response.writeHead(file ? (file.status ?? 200) : 404, file?.headers ?? {});
      response.end(file?.content ?? '');
      return;
    }
    const text = await readBody(request);
    calls.push({
      method: request.method ?? '',
      path,
      query: address.searchParams,
      authorization: request.headers.authorization ?? '',
      body: text === '' ? {} : JSON.parse(text),
    });
    const next = answers.shift();
    if (next) return send(next);
    if (path.endsWith('/pagedmembers')) {
      const from = Number(address.searchParams.get('continuationToken') ?? 0);
      const size = Number(address.searchParams.get('pageSize') ?? 50);
      const more = from + size < roster.length ? { continuationToken: String(from + size) } : {};
      return send({ status: 200, body: { members: roster.slice(from, from + size), ...more } });
    }
    if (path.endsWith('/v3/conversations')) return send({ status: 201, body: { id: 'a:opened-chat' } });
    count += 1;
    return send(request.method === 'DELETE' ? { status: 200 } : { status: 201, body: { id: `sent-${count}` } });
  };

  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is an object.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serviceUrl = `${url}/emea/`;

  return {
    url,
    serviceUrl,
    openIdMetadata: `${url}/openid`,
    calls,
    answers,
    roster,
    files,
    fileCalls,
    bearer(claims = {}, key = 'teams', header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const body = { iss: issuer, aud: APP_ID, nbf: now - 60, exp: now + 3600, serviceurl: serviceUrl, ...claims };
      return `Bearer ${signJwt({ alg: 'RS256', typ: 'JWT', kid: key, ...header }, body, keys[key].privateKey)}`;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function makeKey() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n, e } = publicKey.export({ format: 'jwk' });
  return { privateKey, jwk: { kty: 'RSA', use: 'sig', n, e } };
}

function signJwt(header: object, body: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(body)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
