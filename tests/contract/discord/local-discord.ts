import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { refuseCommands, refuseMessage, refuseModal } from './check-wire.ts';
import { type LocalGateway, startGateway } from './local-gateway.ts';

type Json = Record<string, unknown>;

export const APPLICATION = '1100000000000000001';
export const TOKEN = 'local-bot-token-that-must-not-be-logged';

/** A call of the HTTP API, as it came. */
export interface Call {
  readonly method: string;
  /** Without the version: `/channels/123/messages`. */
  readonly path: string;
  readonly body: Json;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly query: string;
}

/** A message that stands in a channel now. */
export interface Standing extends Json {
  readonly id: string;
  readonly channel_id: string;
  readonly content: string;
  readonly flags: number;
  readonly files: Call['files'];
  /** The interaction that made it; only that can take away what one person alone sees. */
  readonly token: string | null;
}

interface Fault {
  readonly pattern: RegExp;
  readonly status: number;
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;
  left: number;
}

interface Opened {
  message: string | null;
  channel: string;
  ephemeral: boolean;
  expired: boolean;
}

/** Discord on this machine: HTTP API and gateway as documented, strict about limits, with faults on demand. */
export interface LocalDiscord {
  readonly restUrl: string;
  readonly origin: string;
  readonly gateway: LocalGateway;
  readonly calls: Call[];
  /** Sentences of what was refused with 50035, beside faults that were asked for. */
  readonly refused: string[];
  readonly messages: Map<string, Standing>;
  /** First answers to interactions, by interaction id. */
  readonly callbacks: Map<string, Json>;
  readonly commands: Map<string, Json[]>;
  /** `guild:user` of who is a member. */
  readonly members: Set<string>;
  readonly direct: Map<string, string>;
  readonly files: Map<string, Buffer>;
  application: Json;
  guilds: Json[];
  /** @param pattern of "METHOD /path" */
  fail(
    pattern: RegExp,
    status: number,
    body?: Json,
    options?: { headers?: Record<string, string>; times?: number },
  ): void;
  /** A token of an interaction that Discord no longer takes. */
  expire(token: string): void;
  in(channel: string): Standing[];
  close(): Promise<void>;
}

let last = 0n;
/** A fresh id that carries the time, as Discord's do. @param at milliseconds */
export function snowflake(at = Date.now()): string {
  last += 1n;
  return String(((BigInt(at) - 1_420_070_400_000n) << 22n) | (last & 0x3fffffn));
}

export async function startLocalDiscord(): Promise<LocalDiscord> {
  const faults: Fault[] = [];
  const opened = new Map<string, Opened>();
  const nonces = new Map<string, string>();
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const origin = `http://127.0.0.1:${address.port}`;
  const gateway = startGateway(server, {
    url: `ws://127.0.0.1:${address.port}/gateway`,
    token: TOKEN,
    application: APPLICATION,
  });
  const discord: LocalDiscord = {
    restUrl: `${origin}/api`,
    origin,
    gateway,
    calls: [],
    refused: [],
    messages: new Map(),
    callbacks: new Map(),
    commands: new Map(),
    members: new Set(),
    direct: new Map(),
    files: new Map(),
    application: { id: APPLICATION, flags: 0 },
    guilds: [],
    fail(pattern, status, body = {}, { headers = {}, times = 1 } = {}) {
      faults.push({ pattern, status, body, headers, left: times });
    },
    expire(token) {
      const found = opened.get(token);
      if (found) found.expired = true;
      else opened.set(token, { message: null, channel: '', ephemeral: false, expired: true });
    },
    in: (channel) => [...discord.messages.values()].filter(({ channel_id }) => channel_id === channel),
    async close() {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    const send = (status: number, body?: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    const kept = discord.files.get(url.pathname);
    if (kept) {
      response.writeHead(200).end(kept);
      return;
    }
    const path = decodeURIComponent(url.pathname.replace(/^\/api\/v10/, ''));
    const call = await readCall(request, path, url.search);
    discord.calls.push(call);
    const needsToken = !/^\/(?:webhooks|interactions)\//.test(path);
    if (needsToken && request.headers.authorization !== `Bot ${TOKEN}`)
      return send(401, { message: '401: Unauthorized', code: 0 });
    const fault = faults.find(({ pattern, left }) => left > 0 && pattern.test(`${call.method} ${path}`));
    if (fault) {
      fault.left -= 1;
      return send(fault.status, fault.body, fault.headers);
    }
    const [status, body] = route(call);
    send(status, body);
  }

  function route({ method, path, body, files, query }: Call): readonly [number, unknown?] {
    const match = (pattern: RegExp) => pattern.exec(path)?.slice(1);
    if (path === '/gateway/bot')
      return [
        200,
        {
          url: gateway.url,
          shards: 1,
          session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 },
        },
      ];
    if (path === '/applications/@me') return [200, discord.application];
    if (path === '/users/@me/guilds') return [200, discord.guilds];
    if (path === '/users/@me/channels') return openDirect(String(body.recipient_id));
    const commands = match(/^\/applications\/\d+(?:\/guilds\/(\d+))?\/commands$/);
    if (commands) return putCommands(method, commands[0] ?? '', body);
    const member = match(/^\/guilds\/(\d+)\/members\/(\d+)$/);
    if (member) return readMember(member[0] ?? '', member[1] ?? '');
    const listed = match(/^\/guilds\/(\d+)\/members$/);
    if (listed) return [200, gateway.membersOf(listed[0] ?? '')];
    if (match(/^\/channels\/(\d+)\/typing$/)) return [204];
    const channel = match(/^\/channels\/(\d+)$/)?.[0];
    if (channel) return readChannel(channel);
    const posted = match(/^\/channels\/(\d+)\/messages$/)?.[0];
    if (posted && method === 'GET')
      return [
        200,
        discord
          .in(posted)
          .reverse()
          .filter(({ flags }) => (flags & 64) === 0)
          .slice(0, Number(new URLSearchParams(query).get('limit') ?? 50)),
      ];
    if (posted) return post(posted, body, files, 0, null);
    const [, message] = match(/^\/channels\/(\d+)\/messages\/(\d+)$/) ?? [];
    if (message && method === 'DELETE') return remove(message, null);
    if (message) return edit(message, body, files);
    const [interaction, secret] = match(/^\/interactions\/(\d+)\/([^/]+)\/callback$/) ?? [];
    if (interaction && secret) return callback(interaction, secret, body);
    const [token, part] = match(/^\/webhooks\/\d+\/([^/]+)(?:\/messages\/([^/]+))?$/) ?? [];
    if (token) return webhook(method, token, part, body, files);
    return [404, { message: '404: Not Found', code: 0 }];
  }

  function refuse(words: readonly string[]): readonly [number, unknown] | null {
    if (words.length === 0) return null;
    discord.refused.push(...words);
    return [400, { code: 50035, message: 'Invalid Form Body', errors: {} }];
  }

  function post(
    channel: string,
    body: Json,
    files: Call['files'],
    flags: number,
    token: string | null,
  ): readonly [number, unknown] {
    const refused = refuse(refuseMessage(body, files));
    if (refused) return refused;
    const nonce = body.enforce_nonce === true ? String(body.nonce) : null;
    const before = nonce ? discord.messages.get(nonces.get(nonce) ?? '') : undefined;
    if (before) return [200, before];
    const message = stand(snowflake(), channel, body, files, flags, token);
    if (nonce) nonces.set(nonce, message.id);
    return [200, message];
  }

  function stand(
    id: string,
    channel: string,
    body: Json,
    files: Call['files'],
    flags: number,
    token: string | null,
  ): Standing {
    const described = Array.isArray(body.attachments) ? body.attachments.map(recordOf) : [];
    const message: Standing = {
      ...body,
      id,
      channel_id: channel,
      content: String(body.content ?? ''),
      embeds: body.embeds ?? [],
      attachments: files.map(({ name }) => ({
        filename: name,
        description: described.find(({ filename }) => filename === name)?.description ?? '',
      })),
      author: { id: APPLICATION, username: 'coach', bot: true },
      flags,
      files,
      token,
    };
    discord.messages.set(id, message);
    return message;
  }

  function edit(id: string, body: Json, files: Call['files']): readonly [number, unknown] {
    const before = discord.messages.get(id);
    if (!before) return [404, { code: 10008, message: 'Unknown Message' }];
    const refused = refuse(refuseMessage(body, files));
    return (
      refused ?? [200, stand(id, before.channel_id, { ...before, ...body }, files, before.flags & ~128, before.token)]
    );
  }

  /** @param token of the interaction that asks for it; null for the bot itself */
  function remove(id: string, token: string | null): readonly [number, unknown?] {
    const found = discord.messages.get(id);
    if (
      !found ||
      (token === null ? (found.flags & 64) !== 0 : found.token !== token && id !== opened.get(token)?.message)
    )
      return [404, { code: 10008, message: 'Unknown Message' }];
    discord.messages.delete(id);
    return [204];
  }

  function callback(interaction: string, secret: string, body: Json): readonly [number, unknown?] {
    const data = recordOf(body.data);
    const before = opened.get(secret);
    if (discord.callbacks.has(interaction))
      return [400, { code: 40060, message: 'Interaction has already been acknowledged.' }];
    if (before?.expired) return [404, { code: 10062, message: 'Unknown interaction' }];
    const refused =
      body.type === 9 ? refuse(refuseModal(data)) : body.type === 4 ? refuse(refuseMessage(data, [])) : null;
    if (refused) return refused;
    discord.callbacks.set(interaction, body);
    const source = gateway.sourceOf(secret);
    const flags = Number(data.flags ?? 0);
    const makes = body.type === 4 || body.type === 5;
    const message = makes
      ? stand(snowflake(), source.channel, data, [], flags | (body.type === 5 ? 128 : 0), secret).id
      : source.message;
    opened.set(secret, { message, channel: source.channel, ephemeral: (flags & 64) !== 0, expired: false });
    return [204];
  }

  function webhook(
    method: string,
    token: string,
    part: string | undefined,
    body: Json,
    files: Call['files'],
  ): readonly [number, unknown?] {
    const found = opened.get(token) ?? openedOverHttp(token);
    if (!found) return [404, { code: 10015, message: 'Unknown Webhook' }];
    if (found.expired) return [401, { code: 50027, message: 'Invalid Webhook Token' }];
    if (!part) return post(found.channel, body, files, Number(body.flags ?? 0), token);
    const id = part === '@original' ? (found.message ?? '') : part;
    if (method === 'DELETE') return remove(id, token);
    if (method === 'PATCH') return edit(id, body, files);
    const message = discord.messages.get(id);
    return message ? [200, message] : [404, { code: 10008, message: 'Unknown Message' }];
  }

  /** Answered in the HTTP response itself: the test tells the gateway's book of sources about it. */
  function openedOverHttp(token: string): Opened | null {
    const source = gateway.overHttp.get(token);
    if (!source) return null;
    const message = stand(snowflake(), source.channel, {}, [], source.flags | 128, token).id;
    const made = { message, channel: source.channel, ephemeral: (source.flags & 64) !== 0, expired: false };
    opened.set(token, made);
    return made;
  }

  function openDirect(user: string): readonly [number, unknown] {
    const channel = discord.direct.get(user) ?? snowflake();
    discord.direct.set(user, channel);
    return [200, { id: channel, type: 1, recipients: [{ id: user }] }];
  }

  function readChannel(channel: string): readonly [number, unknown] {
    const user = [...discord.direct].find(([, id]) => id === channel)?.[0];
    return user
      ? [200, { id: channel, type: 1, recipients: [{ id: user }] }]
      : [404, { code: 10003, message: 'Unknown Channel' }];
  }

  function readMember(guild: string, user: string): readonly [number, unknown] {
    return discord.members.has(`${guild}:${user}`)
      ? [200, { user: { id: user, username: 'maria' }, roles: [] }]
      : [404, { code: 10007, message: 'Unknown Member' }];
  }

  function putCommands(method: string, guild: string, body: Json): readonly [number, unknown] {
    if (method === 'PUT') {
      // A PUT of commands sends a list.
      const list = Object.values(body) as Json[];
      const refused = refuse(refuseCommands(list));
      if (refused) return refused;
      discord.commands.set(guild, list);
    }
    return [200, discord.commands.get(guild) ?? []];
  }

  return discord;
}

async function readCall(request: IncomingMessage, path: string, query: string): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const raw = Buffer.concat(chunks);
  const method = request.method ?? 'GET';
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(raw, { headers: { 'content-type': type } }).formData();
    const files = [...form].flatMap(([, value]) =>
      typeof value === 'string' ? [] : [{ name: value.name, bytes: value.size }],
    );
    return { method, path, query, files, body: recordOf(JSON.parse(String(form.get('payload_json') ?? '{}'))) };
  }
  return { method, path, query, files: [], body: raw.length > 0 ? recordOf(JSON.parse(raw.toString('utf8'))) : {} };
}

// What is read here came from JSON.parse: an object is a record of unknowns.
function recordOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
