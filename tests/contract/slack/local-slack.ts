import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerMethod } from './local-methods.ts';
import { makeWorkspace, type SlackCall, type Workspace } from './local-workspace.ts';
import { parseArgs, readBody } from './parse-args.ts';

export type { SlackCall };

/** What a method answers next instead of its own answer. */
export type NextAnswer =
  /** HTTP 429 with `Retry-After` in seconds. */
  | { readonly rateLimited: number }
  /** `{ok: false, error}`, as Slack says no. */
  | { readonly error: string; readonly more?: Readonly<Record<string, unknown>> }
  /** Another HTTP status with no JSON in it. */
  | { readonly status: number }
  /** Sends the client somewhere else, with status 302. */
  | { readonly redirect: string }
  /** Never answers; the connection stays open until the server closes. */
  | { readonly hang: true }
  /** Does what it always does, but the connection breaks before the answer: nobody knows whether it worked. */
  | { readonly lost: true }
  /** Exactly this JSON; `ok: true` is added. */
  | { readonly answer: Readonly<Record<string, unknown>> };

/** A workspace on this machine: it speaks Slack's Web API and remembers what was done to it. */
export interface LocalSlack {
  /** For `slackApiUrl`, with the slash at its end. */
  readonly url: string;
  /** Without path, for downloads and uploads. */
  readonly origin: string;
  /** Every call in its order, refused ones too. */
  readonly calls: readonly SlackCall[];
  /** Messages, files, people, channels: change it to set a scene. */
  readonly workspace: Workspace;
  callsOf(method: string): readonly SlackCall[];
  /** Queues an answer for the next call of the method; several are used in their order. */
  next(method: string, answer: NextAnswer): void;
  /** All calls of the method from now on; null ends that. */
  always(method: string, answer: NextAnswer | null): void;
  close(): Promise<void>;
}

/** Starts it on a free port of this machine. */
export async function startLocalSlack(): Promise<LocalSlack> {
  const calls: SlackCall[] = [];
  const queued = new Map<string, NextAnswer[]>();
  const lasting = new Map<string, NextAnswer>();
  const workspace = makeWorkspace();
  let origin = '';

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', origin).pathname;
    const body = await readBody(request);
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (path.startsWith('/upload/')) return takeUpload(path.slice('/upload/'.length), request, body, response);
    if (path.startsWith('/files/')) return giveFile(path.slice('/files/'.length), token, response);
    const method = path.replace(/^\/api\//, '');
    const args = await parseArgs(body, request.headers['content-type'] ?? '');
    // Some clients put the token into the arguments instead of the header.
    const call = { method, args, token: token || String(args.token ?? '') };
    calls.push(call);
    const planned = queued.get(method)?.shift() ?? lasting.get(method);
    if (planned && !('lost' in planned)) return sendPlanned(planned, response);
    const answer = answerMethod(workspace, call, origin);
    if (planned) {
      response.destroy();
      return;
    }
    send(response, 200, answer, {
      'x-oauth-scopes': workspace.scopes.join(','),
      'x-slack-req-id': `req-${calls.length}`,
    });
  }

  function takeUpload(id: string, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const file = workspace.files.get(id);
    calls.push({
      method: 'upload',
      args: { id, bytes: body.length, type: request.headers['content-type'] },
      token: '',
    });
    const planned = queued.get('upload')?.shift() ?? lasting.get('upload');
    if (planned) sendPlanned(planned, response);
    else if (!file) send(response, 404, 'not found');
    else {
      file.content = body;
      send(response, 200, `OK - ${body.length}`);
    }
  }

  function giveFile(id: string, token: string, response: ServerResponse): void {
    calls.push({ method: 'download', args: { id }, token });
    const planned = queued.get('download')?.shift() ?? lasting.get('download');
    if (planned) {
      sendPlanned(planned, response);
      return;
    }
    const file = workspace.files.get(id);
    // Slack answers a request without a good token with its login page and status 200.
    if (!file || token === '') {
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end('<!DOCTYPE html><title>Slack</title>');
      return;
    }
    response.writeHead(200, { 'content-type': file.mediaType, 'content-length': file.content.length });
    response.end(file.content);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/api/`,
    origin,
    calls,
    workspace,
    callsOf: (method) => calls.filter((call) => call.method === method),
    next(method, answer) {
      queued.set(method, [...(queued.get(method) ?? []), answer]);
    },
    always(method, answer) {
      if (answer) lasting.set(method, answer);
      else lasting.delete(method);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function sendPlanned(planned: NextAnswer, response: ServerResponse): void {
  if ('hang' in planned) return;
  if ('lost' in planned) {
    response.destroy();
  } else if ('redirect' in planned) {
    response.writeHead(302, { location: planned.redirect }).end();
  } else if ('rateLimited' in planned) {
    send(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(planned.rateLimited) });
  } else if ('error' in planned) {
    send(response, 200, { ok: false, error: planned.error, ...planned.more });
  } else if ('status' in planned) {
    send(response, planned.status, 'upstream connect error');
  } else {
    send(response, 200, { ok: true, ...planned.answer });
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...headers }).end(text);
}
