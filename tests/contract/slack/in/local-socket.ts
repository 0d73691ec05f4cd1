import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** Slack's end of Socket Mode: hello, envelopes out, acknowledgements in. */
export interface LocalSocket {
  readonly url: string;
  /** Ids of acknowledged envelopes, in their order. */
  readonly acknowledged: readonly string[];
  /** How often a client has connected. */
  readonly connections: number;
  send(envelopeId: string, type: 'events_api' | 'slash_commands' | 'interactive', payload: object): void;
  sendRaw(message: object): void;
  /** Breaks the line without a word. */
  cut(): void;
  close(): Promise<void>;
}

export async function startLocalSocket(): Promise<LocalSocket> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const acknowledged: string[] = [];
  let connections = 0;
  let client: WebSocket | undefined;
  server.on('connection', (socket) => {
    connections += 1;
    client = socket;
    socket.on('message', (data) => {
      const { envelope_id } = JSON.parse(String(data)) as { envelope_id?: string }; // the SDK's own message
      if (envelope_id) acknowledged.push(envelope_id);
    });
    const hello = { type: 'hello', num_connections: 1, connection_info: { app_id: 'A0COACH001' }, debug_info: {} };
    socket.send(JSON.stringify(hello));
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP, so this is no path
  return {
    url: `ws://127.0.0.1:${port}/link`,
    acknowledged,
    get connections() {
      return connections;
    },
    send(envelope_id, type, payload) {
      client?.send(JSON.stringify({ envelope_id, type, payload, accepts_response_payload: type !== 'events_api' }));
    },
    sendRaw: (message) => client?.send(JSON.stringify(message)),
    cut: () => client?.terminate(),
    async close() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
