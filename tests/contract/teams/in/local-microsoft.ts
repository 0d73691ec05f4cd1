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

/** A message of the bot as people see it now. */
export interface StandingMessage {
  readonly conversation: string;
  readonly activity: Record<string, unknown>;
}

export interface LocalMicrosoft {
  readonly url: string;
  readonly serviceUrl: string;
  readonly openIdMetadata: string;
  readonly calls: ConnectorCall[];
  /** What the next calls of the connector are answered, before the usual answers. */
  readonly answers: Answer[];
  /** What the next calls that would post a message are answered; other calls are not touched. */
  readonly refusals: Answer[];
  /** What the bot said and did not take back, by its id, oldest first; a stream that is not ended is there too. */
  readonly messages: Map<string, StandingMessage>;
  /** Who is in any conversation that has no roster of its own. */
  readonly roster: Record<string, unknown>[];
  readonly rosters: Map<string, readonly Record<string, unknown>[]>;
  /** The 1:1 chats with people, by the id they are opened with. */
  readonly chats: Map<string, string>;
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
  const refusals: Answer[] = [];
  const messages: LocalMicrosoft['messages'] = new Map();
  const roster: Record<string, unknown>[] = [];
  const rosters: LocalMicrosoft['rosters'] = new Map();
  const chats: LocalMicrosoft['chats'] = new Map();
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
    const call: ConnectorCall = {
      method: request.method ?? '',
      path,
      query: address.searchParams,
      authorization: request.headers.authorization ?? '',
      body: text === '' ? {} : JSON.parse(text),
    };
    calls.push(call);
    const next = answers.shift() ?? (call.body.type === 'message' ? refusals.shift() : undefined);
    if (next) return send(next);
    const [, conversation = '', activity] = CONVERSATION.exec(path) ?? [];
    if (path.endsWith('/pagedmembers')) {
      const members = rosters.get(conversation) ?? roster;
      const from = Number(address.searchParams.get('continuationToken') ?? 0);
      const size = Number(address.searchParams.get('pageSize') ?? 50);
      const more = from + size < members.length ? { continuationToken: String(from + size) } : {};
      return send({ status: 200, body: { members: members.slice(from, from + size), ...more } });
    }
    if (path.endsWith('/v3/conversations')) {
      return send({ status: 201, body: { id: chats.get(readMember(call.body)) ?? 'a:opened-chat' } });
    }
    count += 1;
    const id = activity ?? `sent-${count}`;
    keepMessage(messages, call, conversation, id);
    return send(call.method === 'DELETE' ? { status: 200 } : { status: 201, body: { id } });
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
    refusals,
    messages,
    roster,
    rosters,
    chats,
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

const CONVERSATION = /\/v3\/conversations\/([^/]+)(?:\/activities\/([^/]+))?/;

/** What a call does to what people see: a stream's lines and its end are one message, "is typing" is none. */
function keepMessage(messages: LocalMicrosoft['messages'], call: ConnectorCall, conversation: string, id: string) {
  const { method, body } = call;
  if (method === 'DELETE') {
    messages.delete(id);
    return;
  }
  const entities: unknown = body.entities;
  const stream: unknown = Array.isArray(entities)
    ? entities.find((entity) => entity?.type === 'streaminfo')
    : undefined;
  if (body.type !== 'message' && stream === undefined) return;
  messages.set(String(Reflect.get(Object(stream), 'streamId') ?? id), { conversation, activity: body });
}

/** The one member a 1:1 chat is opened with. */
function readMember({ members }: Record<string, unknown>): string {
  const [member]: unknown[] = Array.isArray(members) ? members : [];
  return String(Reflect.get(Object(member), 'id'));
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
