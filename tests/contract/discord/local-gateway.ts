import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

type Json = Record<string, unknown>;

/** Discord's gateway on this machine: HELLO, IDENTIFY, READY, heartbeats, RESUME with what was missed. */
export interface LocalGateway {
  readonly url: string;
  /** Intents of each IDENTIFY, and each RESUME, in order. */
  readonly identified: number[];
  readonly resumed: number[];
  /** Servers announced after READY, as GUILD_CREATE sends them. */
  readonly guilds: Json[];
  /** Intents that may not be asked for. */
  privileged: number;
  /** Where an interaction's token was used: set by whoever sends the interaction. */
  readonly sources: Map<string, { channel: string; message: string | null }>;
  /** Tokens of interactions that were answered over HTTP, with the flags of that answer. */
  readonly overHttp: Map<string, { channel: string; flags: number }>;
  /** Sends an event to whoever is connected; kept for those who resume. */
  dispatch(event: string, data: Json): void;
  /** The same event once more, as a gateway that lost its place may send it. */
  repeat(): void;
  /** Cuts the connection. @param code as the gateway closes */
  drop(code: number): void;
  sourceOf(token: string): { channel: string; message: string | null };
  membersOf(guild: string): Json[];
  close(): void;
}

export function startGateway(
  server: Server,
  { url, token, application }: { url: string; token: string; application: string },
): LocalGateway {
  const sockets = new WebSocketServer({ server, path: '/gateway' });
  const sent: { s: number; t: string; d: Json }[] = [];
  let sequence = 0;
  const live = new Set<WebSocket>();
  const say = (socket: WebSocket, payload: Json) => socket.send(JSON.stringify(payload));
  const dispatchTo = (socket: WebSocket, event: { s: number; t: string; d: Json }) => say(socket, { op: 0, ...event });

  sockets.on('connection', (socket) => {
    say(socket, { op: 10, d: { heartbeat_interval: 45_000 } });
    socket.on('close', () => live.delete(socket));
    socket.on('message', (raw) => {
      // The client under test is the only one who speaks here.
      const { op, d } = JSON.parse(String(raw)) as { op: number; d: Json };
      if (op === 1) say(socket, { op: 11 });
      if (op === 2) identify(socket, d);
      if (op === 6) resume(socket, Number(d.seq));
    });
  });

  function identify(socket: WebSocket, d: Json): void {
    const intents = Number(d.intents);
    const refusal = d.token !== token ? 4004 : (intents & gateway.privileged) !== 0 ? 4014 : null;
    if (refusal !== null) {
      socket.close(refusal);
      return;
    }
    gateway.identified.push(intents);
    live.add(socket);
    const guilds = gateway.guilds.map(({ id }) => ({ id, unavailable: true }));
    dispatchTo(socket, {
      s: ++sequence,
      t: 'READY',
      d: {
        v: 10,
        user: { id: application, username: 'coach', discriminator: '0', avatar: null, bot: true },
        guilds,
        session_id: 'local-session',
        resume_gateway_url: url,
        shard: [0, 1],
        application: { id: application, flags: 0 },
      },
    });
    for (const guild of gateway.guilds) gateway.dispatch('GUILD_CREATE', guild);
  }

  function resume(socket: WebSocket, seen: number): void {
    gateway.resumed.push(seen);
    live.add(socket);
    for (const event of sent.filter(({ s }) => s > seen)) dispatchTo(socket, event);
    dispatchTo(socket, { s: ++sequence, t: 'RESUMED', d: {} });
  }

  const gateway: LocalGateway = {
    url,
    identified: [],
    resumed: [],
    guilds: [],
    privileged: (1 << 1) | (1 << 8) | (1 << 15),
    sources: new Map(),
    overHttp: new Map(),
    dispatch(t, d) {
      const event = { s: ++sequence, t, d };
      sent.push(event);
      for (const socket of live) dispatchTo(socket, event);
    },
    repeat() {
      const event = sent.at(-1);
      if (event) gateway.dispatch(event.t, event.d);
    },
    drop(code) {
      for (const socket of live) socket.close(code);
      live.clear();
    },
    sourceOf: (secret) => gateway.sources.get(secret) ?? { channel: '', message: null },
    membersOf(guild) {
      const members = gateway.guilds.find(({ id }) => id === guild)?.members;
      // Guilds of the tests list their members as Discord does.
      return Array.isArray(members) ? (members as Json[]) : [];
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
  return gateway;
}
