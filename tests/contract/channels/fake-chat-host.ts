import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ChatHost, ControlPress, Place } from '../../../adapters/channel.ts';
import type { ChannelNotice, MessageRef, Outgoing } from '../../../src/contracts/delivery.ts';
import { UserError } from '../../../src/contracts/errors.ts';
import type { Attachment, Inbound } from '../../../src/contracts/inbound.ts';
import type { Reply } from '../../../src/contracts/reply.ts';
import type { TurnEvent } from '../../../src/contracts/turn.ts';
import { createSealer, makeKey } from '../../../src/secrets/seal.ts';
import { changeReply, forecastReply, hostileReply, importReply, questionReply } from '../web/fake-replies.ts';

/**
 * A house in memory for trying one adapter alone: it keeps what it is told and plays a known turn for each message.
 * The whole way, with the real house behind it, is tried by the suite over all channels.
 */
export interface FakeChatHost extends ChatHost {
  readonly accepted: Inbound[];
  readonly kept: { readonly file: Attachment; readonly content: Buffer; readonly user: string }[];
  readonly pressed: (ControlPress & { readonly place: Place })[];
  readonly notices: (ChannelNotice & { readonly place: Place })[];
  readonly lives: { readonly eventId: string; readonly ref: MessageRef }[];
  readonly installed: Map<string, string>;
  /** What the next turns do before they end. */
  script: {
    progress: readonly string[];
    stepMs: number;
    unlinked: boolean;
    audience: 'here' | 'asker';
    refuseFiles?: UserError;
  };
  /** The outbox message of an accepted inbound, for `Channel.deliver`. */
  outgoing(inbound: Inbound, change?: Partial<Outgoing>): Outgoing;
}

/** A real small PNG: one of the project's own icons would do as well. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Which known reply a text gets: "why" a change with a table, "sales" a question back, "hostile", else a forecast. */
export function replyTo(inbound: Inbound): Reply {
  const [file] = inbound.attachments;
  if (file) return importReply(file.fileName, 'chart-import');
  if (/why|explain/i.test(inbound.text)) return changeReply();
  if (/hostile/i.test(inbound.text)) return hostileReply();
  if (/^sales/i.test(inbound.text)) return questionReply();
  return forecastReply('chart-forecast');
}

/** @param picture the PNG that every chart is; a file path for a real one */
export function makeFakeChatHost(picture?: string): FakeChatHost {
  const sealer = createSealer(makeKey());
  const seen = new Set<string>();
  const installed = new Map<string, string>();
  const keyOf = ({ channel, workspace }: Place) => `${channel}:${workspace}`;
  const host: FakeChatHost = {
    accepted: [],
    kept: [],
    pressed: [],
    notices: [],
    lives: [],
    installed,
    script: { progress: [], stepMs: 0, unlinked: false, audience: 'here' },
    outgoing: (inbound, change = {}) => ({
      id: randomUUID(),
      place: { channel: inbound.channel, workspace: inbound.workspace },
      target: {
        conversation: inbound.conversation,
        thread: inbound.thread,
        user: inbound.user,
        visibility: 'here',
        address: inbound.address ?? null,
      },
      content: { kind: 'reply', turn: randomUUID(), reply: replyTo(inbound), controls: ['good', 'bad', 'remove'] },
      attempt: 0,
      uncertain: false,
      sent: new Map(),
      eventId: inbound.eventId,
      live: null,
      ...change,
    }),
    async accept(inbound) {
      if (host.script.unlinked) {
        throw new UserError('This workspace is not linked to a company yet.', {
          code: 'unknown-workspace',
          advice: 'Open “Connect a chat” on the web page, then write to me: link, and the code it shows.',
        });
      }
      const key = `${inbound.workspace}:${inbound.eventId}`;
      const fresh = !seen.has(key);
      seen.add(key);
      if (fresh) host.accepted.push(inbound);
      return { events: play(inbound, host.script) };
    },
    async keepFile(_place, { fileName, mediaType, content }, user) {
      if (host.script.refuseFiles) throw host.script.refuseFiles;
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      if (bytes.length === 0) {
        throw new UserError('This file is empty.', { code: 'file-empty', advice: 'Check the file and send it again.' });
      }
      const file = { fileName, mediaType, bytes: bytes.length, upload: randomUUID() };
      host.kept.push({ file, content: bytes, user });
      return file;
    },
    file: async (_place, id) =>
      id.startsWith('file-') ? { name: 'plan.csv', mediaType: 'text/csv', content: Buffer.from('a,b\r\n') } : null,
    chart: async (_place, id) => (id.startsWith('chart-') ? (picture ? await readFile(picture) : PNG) : null),
    async control(place, press) {
      host.pressed.push({ ...press, place });
      return { text: press.kind === 'remove' ? 'Removed.' : 'Thank you.' };
    },
    async notice(place, notice) {
      host.notices.push({ ...notice, place });
    },
    audience: async () => host.script.audience,
    async keepLive(_place, eventId, ref) {
      host.lives.push({ eventId, ref });
    },
    knowsThread: async () => false,
    home: async () => ({
      company: {
        name: 'Harbor & Hill Café',
        sample: false,
        role: 'owner',
        dataRange: { start: '2024-11-23', end: '2026-11-22' },
        starters: ['How much will we sell next week?', 'Why did sales drop in March?'],
      },
      goals: [],
      latestForecast: { text: 'Revenue next week: about $18,412', madeOn: '2026-11-22' },
      nextDigest: 'Monday, Nov 30 at 8:00 AM',
    }),
    metricChoices: async (_place, _user, typed) =>
      [
        { value: 'revenue', label: 'Revenue' },
        { value: 'orders', label: 'Orders' },
      ].filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())),
    installations: {
      async save(place, { secret }, code) {
        if (code === 'WRONG') {
          throw new UserError('This code does not work.', { code: 'bad-code', advice: 'Ask for a new one.' });
        }
        installed.set(keyOf(place), secret);
      },
      async companyOf(code) {
        if (code === 'WRONG') {
          throw new UserError('This code does not work.', { code: 'bad-code', advice: 'Ask for a new one.' });
        }
        return 'Harbor & <i>Hill</i> Café';
      },
      read: async (place) => installed.get(keyOf(place)) ?? null,
      async remove(place) {
        installed.delete(keyOf(place));
      },
    },
    seal: sealer.seal,
    unseal: sealer.unseal,
  };
  return host;
}

async function* play(inbound: Inbound, script: FakeChatHost['script']): AsyncGenerator<TurnEvent> {
  yield { type: 'accepted', conversation: inbound.conversation, turn: randomUUID(), company: inbound.workspace };
  for (const text of script.progress) {
    yield { type: 'progress', text };
    await new Promise((resolve) => setTimeout(resolve, script.stepMs));
  }
  const reply = replyTo(inbound);
  for (const section of reply.sections) yield { type: 'section', section };
  yield { type: 'reply', reply, trace: { plan: [], tier: 'builtin', ms: 5 } };
}
