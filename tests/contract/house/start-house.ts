import { type App, createApp } from '../../../src/app.ts';
import type { PlatformAddresses } from '../../../src/app-channels.ts';
import { type Config, readConfig } from '../../../src/config.ts';
import type { Reply } from '../../../src/contracts/reply.ts';
import type { Trace } from '../../../src/contracts/turn.ts';
import { createLogger } from '../../../src/observability/logger.ts';

export interface House {
  readonly app: App;
  readonly url: string;
  /** Everything the service wrote to its log. */
  readonly log: string[];
  close(): Promise<void>;
}

/** The whole service on a port of its own, with an embedded database in memory. */
export async function startHouse(change: Partial<Config> = {}, platforms: PlatformAddresses = {}): Promise<House> {
  const log: string[] = [];
  const logger = createLogger('info', { write: (line: string) => void log.push(line) });
  const app = await createApp({
    config: { ...readConfig({}), dataDir: 'memory://', ...change },
    log: logger,
    platforms,
  });
  const url = await app.server.listen({ host: '127.0.0.1', port: 0 });
  await app.startChannels();
  return { app, url, log, close: () => app.close() };
}

export interface ChatAnswer {
  readonly conversation: string;
  readonly company: string;
  readonly turn: string;
  readonly reply: Omit<Reply, 'charts'> & {
    readonly charts: readonly { readonly url: string; readonly alt: string }[];
  };
  readonly trace: Trace;
}

/** Asks over HTTP, as any client would. */
export async function chat(
  house: House,
  body: Record<string, unknown>,
): Promise<{ status: number; answer: ChatAnswer; error?: { code: string; message: string } }> {
  const response = await fetch(`${house.url}/api/v1/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  // The test reads only what the route's own schema promises.
  const json = (await response.json()) as ChatAnswer & { error?: { code: string; message: string } };
  return { status: response.status, answer: json, error: json.error };
}

/** Drops a file over HTTP. */
export async function upload(
  house: House,
  fileName: string,
  text: string,
): Promise<{ status: number; answer: ChatAnswer; error?: { code: string; message: string } }> {
  const form = new FormData();
  form.set('file', new Blob([text], { type: 'text/csv' }), fileName);
  const response = await fetch(`${house.url}/api/v1/data/upload`, { method: 'POST', body: form });
  const json = (await response.json()) as ChatAnswer & { error?: { code: string; message: string } };
  return { status: response.status, answer: json, error: json.error };
}

/** Two years of a small restaurant: three dishes with a weekly rhythm, closed on two given days. Plain arithmetic, no chance. */
export function restaurantCsv(dishes: readonly [string, string, string] = ['Soup', 'Steak', 'Salad']): string {
  const lines = [`date,is_closed,temperature,${dishes.map(quote).join(',')},total`];
  const closed = new Set(['2025-12-25', '2025-12-26']);
  for (let day = 0; day < 728; day++) {
    const date = new Date(Date.UTC(2024, 10, 18) + day * 86_400_000);
    const iso = date.toISOString().slice(0, 10);
    const weekday = date.getUTCDay();
    const wave = Math.round(6 * Math.sin(day * 2.399) + 4 * Math.sin(day * 0.731));
    const sold = [
      40 + 4 * weekday + wave,
      30 + 6 * weekday - (day > 690 ? 14 : 0) + wave,
      20 + weekday + Math.round(wave / 2),
    ];
    const row = closed.has(iso) ? [0, 0, 0] : sold;
    lines.push(
      [
        iso,
        closed.has(iso) ? 1 : 0,
        (12 + 9 * Math.sin(day / 58)).toFixed(1),
        ...row,
        row.reduce((a, b) => a + b, 0),
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

const quote = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
