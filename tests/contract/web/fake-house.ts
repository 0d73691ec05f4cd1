import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type {
  CompanyCard,
  ControlPress,
  ConversationCard,
  HistoryTurn,
  Place,
  SignedIn,
  WebHost,
} from '../../../adapters/channel.ts';
import { BugError, UserError } from '../../../src/contracts/errors.ts';
import type { Attachment, Inbound } from '../../../src/contracts/inbound.ts';
import type { Reply } from '../../../src/contracts/reply.ts';
import type { TurnEvent } from '../../../src/contracts/turn.ts';
import { drawFakeChart } from './draw-fake-chart.ts';
import { fakeForecast } from './fake-forecast.ts';
import { changeReply, forecastReply, hostileReply, importReply, questionReply } from './fake-replies.ts';

/**
 * A WebHost in memory that keeps the contract's promises (events in order, dedupe by event id, abort)
 * and plays one known reply for each kind of thing a page must draw. What is asked decides which:
 * "forecast", "why", "sales" (a question back), "fail", "bug", "silent", "hostile", "slow".
 */
export interface FakeHouse extends WebHost {
  /** Every inbound that was accepted, repeats too. */
  readonly accepted: readonly Inbound[];
  readonly kept: readonly (Attachment & {
    readonly workspace: string;
    readonly content: string;
    readonly user: string;
  })[];
  /** Event ids of turns whose caller went away. */
  readonly aborted: readonly string[];
  readonly pressed: readonly (ControlPress & { readonly workspace: string })[];
  readonly forecastAsks: readonly unknown[];
  readonly chartAsks: readonly { readonly theme: string; readonly width: number }[];
}

/** The code of the one link that works, and the session it gives. */
export const GOOD_CODE = 'good-code'.padEnd(43, '0');
const SESSION = 'session'.padEnd(43, '0');
/** Who signs in by that link. */
export const VERA: SignedIn = {
  user: 'user:0190b0b0-0000-4000-8000-000000000001',
  workspace: 'my-company',
  displayName: 'Vera',
  role: 'viewer',
};

const sample: CompanyCard = {
  slug: 'sample-cafe',
  name: 'Harbor & Hill Café',
  sample: true,
  locale: 'en-US',
  timezone: 'America/New_York',
  currency: 'USD',
  role: 'owner',
  dataRange: { start: '2024-11-23', end: '2026-11-22' },
  starters: [
    'How much will we sell next week?',
    'Why did sales drop in March?',
    'Which products sell best on Saturdays?',
    'Did the spring promotion pay off?',
    'How do our two locations compare?',
  ],
};
const own: CompanyCard = {
  ...sample,
  slug: 'my-company',
  name: 'Your company',
  sample: false,
  dataRange: null,
  starters: [],
};

interface Timing {
  /** Milliseconds between two events of a turn that is not "slow". */
  readonly stepMs?: number;
}

export function makeFakeHouse({ stepMs = 0 }: Timing = {}): FakeHouse {
  const accepted: Inbound[] = [];
  const aborted: string[] = [];
  const kept: (Attachment & { workspace: string; content: string; user: string })[] = [];
  const forecastAsks: unknown[] = [];
  const chartAsks: { theme: string; width: number }[] = [];
  const charts = new Map<string, string>();
  const stops = new Map<string, AbortController>();
  const outcomes = new Map<string, readonly TurnEvent[]>();
  const turns = new Map<string, { workspace: string; card: ConversationCard; turns: HistoryTurn[] }>();
  const companies = [sample];
  const pressed: (ControlPress & { workspace: string })[] = [];
  const sessions = new Set<string>();

  const cardOf = (place: Place): CompanyCard => {
    const card = companies.find(({ slug }) => slug === place.workspace);
    if (card !== undefined) return card;
    throw new UserError(`There is no company "${place.workspace}" here.`, {
      code: 'unknown-workspace',
      advice: 'Choose a company from the list.',
    });
  };

  const addChart = (workspace: string): string => {
    const id = `chart-${randomUUID().slice(0, 8)}`;
    charts.set(id, workspace);
    return id;
  };

  const chooseReply = (inbound: Inbound): Reply => {
    const asked = inbound.kind === 'action' ? (inbound.actionId ?? '') : inbound.text;
    const file = inbound.attachments[0];
    if (file !== undefined) return importReply(file.fileName, addChart(inbound.workspace));
    if (/why/i.test(asked)) return changeReply();
    if (/hostile/i.test(asked)) return hostileReply();
    if (/^sales/i.test(asked)) return questionReply();
    return forecastReply(addChart(inbound.workspace));
  };

  async function* play(inbound: Inbound, signal: AbortSignal | undefined): AsyncGenerator<TurnEvent> {
    const heard: TurnEvent[] = [];
    const say = (event: TurnEvent): TurnEvent => {
      heard.push(event);
      return event;
    };
    const turn = randomUUID();
    yield say({ type: 'accepted', conversation: inbound.conversation, turn, company: inbound.workspace });
    try {
      const slow = /slow/i.test(inbound.text);
      const pause = () => wait(slow ? 400 : stepMs, undefined, { signal });
      const months = inbound.attachments.length > 0 ? ['March', 'May', 'August', 'November'] : ['May'];
      for (const [i, month] of months.entries()) {
        yield say({
          type: 'progress',
          text: `reading ${month}…`,
          ...(months.length > 1 ? { done: (i + 1) / months.length } : {}),
        });
        await pause();
      }
      if (slow) await wait(60_000, undefined, { signal });
      if (/silent/i.test(inbound.text)) return;
      if (/bug/i.test(inbound.text)) throw new BugError('secret inner detail', { code: 'bug', advice: 'none' });
      if (/fail/i.test(inbound.text)) {
        yield say({
          type: 'failed',
          code: 'too-little-history',
          message: 'There are only nine days of sales so far.',
          advice: 'Add at least eight weeks, then ask again.',
        });
        return;
      }
      const reply = chooseReply(inbound);
      for (const section of reply.sections) {
        yield say({ type: 'section', section });
        await pause();
      }
      remember(inbound, turn, reply);
      yield say({
        type: 'reply',
        reply,
        trace: {
          plan: [{ skill: 'forecast-metric', input: { metric: 'revenue', horizonDays: 7 } }],
          tier: 'builtin',
          ms: 212,
        },
      });
    } catch (error) {
      if (signal?.aborted !== true) throw error;
      aborted.push(inbound.eventId);
      yield say({ type: 'failed', code: 'stopped', message: 'This was stopped.', advice: 'Ask again when you like.' });
    } finally {
      outcomes.set(inbound.eventId, heard);
    }
  }

  function remember(inbound: Inbound, turn: string, reply: Reply): void {
    const found = turns.get(inbound.conversation);
    const label = reply.actions.find(({ id }) => id === inbound.actionId)?.label;
    const question = inbound.text || label || 'And the month ahead?';
    const title = found?.card.title ?? inbound.attachments[0]?.fileName ?? question;
    const card = { id: inbound.conversation, title, lastTurnAt: inbound.receivedAt };
    const fileNames = inbound.attachments.map(({ fileName }) => fileName);
    const next: HistoryTurn = { turn, question, at: inbound.receivedAt, fileNames, reply };
    turns.set(inbound.conversation, { workspace: inbound.workspace, card, turns: [...(found?.turns ?? []), next] });
    if (inbound.attachments.length > 0 && inbound.workspace === own.slug) {
      const at = companies.findIndex(({ slug }) => slug === inbound.workspace);
      companies[at] = {
        ...own,
        dataRange: { start: '2026-01-02', end: '2026-11-21' },
        starters: ['How many portions will we sell next week?'],
      };
    }
  }

  async function* replay(events: readonly TurnEvent[]): AsyncGenerator<TurnEvent> {
    yield* events;
  }

  return {
    accepted,
    kept,
    aborted,
    chartAsks,
    forecastAsks,
    pressed,
    async accept(inbound, options) {
      cardOf({ channel: 'web', workspace: inbound.workspace });
      accepted.push(inbound);
      const earlier = outcomes.get(inbound.eventId);
      const stop = new AbortController();
      stops.set(inbound.eventId, stop);
      const signal = options?.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
      return { events: earlier === undefined ? play(inbound, signal) : replay(earlier) };
    },
    async keepFile(place, { fileName, mediaType, content }, user) {
      cardOf(place);
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      if (body.length === 0) {
        throw new UserError('That file is empty.', {
          code: 'file-empty',
          advice: 'Check it in a spreadsheet and drop it again.',
        });
      }
      const file = { fileName, mediaType, bytes: body.length, upload: `upload-${randomUUID().slice(0, 8)}` };
      kept.push({ ...file, workspace: place.workspace, content: body.toString('utf8'), user });
      return file;
    },
    company: async (place) => cardOf(place),
    companies: async () => [...companies],
    async openOwnCompany() {
      if (!companies.some(({ slug }) => slug === own.slug)) companies.push(own);
      return cardOf({ channel: 'web', workspace: own.slug });
    },
    conversations: async (place) =>
      [...turns.values()].filter(({ workspace }) => workspace === cardOf(place).slug).map(({ card }) => card),
    async history(place, conversation) {
      const found = turns.get(conversation);
      return found?.workspace === cardOf(place).slug ? found.turns : [];
    },
    async stop(_place, { eventId }) {
      stops.get(eventId)?.abort();
      return stops.has(eventId);
    },
    async plan() {
      return null;
    },
    async optimize() {
      return { outcome: { status: 'optimal' } };
    },
    async forecast(_place, request, watch) {
      forecastAsks.push(request);
      watch?.onStage?.({ text: 'trying Theta', done: 0.5 });
      return fakeForecast(request);
    },
    async file(_place, id) {
      return id.startsWith('file-')
        ? { name: 'plan.csv', mediaType: 'text/csv', content: Buffer.from('a,b\r\n') }
        : null;
    },
    async chart(place, id, { theme, width }) {
      if (charts.get(id) !== cardOf(place).slug) return null;
      chartAsks.push({ theme, width });
      return drawFakeChart(theme, width);
    },
    async control(place, press) {
      pressed.push({ ...press, workspace: place.workspace });
      return { text: 'Thank you.' };
    },
    async connectCode(_place, user) {
      if (user === VERA.user && VERA.role !== 'owner') {
        throw new UserError('Only an owner connects a chat.', { code: 'not-allowed', advice: 'Ask an owner.' });
      }
      return { code: 'ABCD-2345', validMinutes: 30 };
    },
    async signIn(code) {
      if (code !== GOOD_CODE || sessions.size > 0) {
        throw new UserError('This link does not work any more.', { code: 'bad-code', advice: 'Ask for a new one.' });
      }
      if (!companies.some(({ slug }) => slug === own.slug)) companies.push(own);
      sessions.add(SESSION);
      return { session: SESSION, validSeconds: 2_592_000 };
    },
    session: async (token) => (sessions.has(token) ? VERA : null),
    async endSession(token) {
      sessions.delete(token);
    },
  };
}
