import type { WireConnect, WireConversation, WireError, WireHistoryTurn, WireMe } from '../wire.ts';

/** Something the server said no to, in words. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly advice: string;
  readonly status: number;
  constructor(status: number, code: string, message: string, advice: string) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.advice = advice;
  }
}

const isWireError = (value: unknown): value is WireError =>
  typeof value === 'object' && value !== null && 'error' in value && typeof value.error === 'object';

/** Turns a refusal into words. Without a session there is nothing to show: off to the sign-in form. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  if (response.status === 401) location.assign('/sign-in');
  const body: unknown = await response.json().catch(() => null);
  if (isWireError(body)) return new ApiProblem(response.status, body.error.code, body.error.message, body.error.advice);
  return new ApiProblem(
    response.status,
    'unreadable',
    'The service gave an answer I cannot read.',
    'Wait a moment and try again.',
  );
}

async function getJson(path: string, query: Readonly<Record<string, string | null>>): Promise<unknown> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null) search.set(name, value);
  const response = await fetch(`${path}?${search}`, { headers: { accept: 'application/json' } });
  if (!response.ok) throw await readProblem(response);
  return response.json();
}

async function postJson(path: string, body: Readonly<Record<string, unknown>>): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await readProblem(response);
  return response.json();
}

/** The server shapes each of these with the schema of the same name, so its word is taken for the type. */
export const api = {
  me: async (company: string | null): Promise<WireMe> => {
    const body = await getJson('/api/v1/me', { company });
    return body as WireMe; // shaped by the schema `me` on the server
  },
  conversations: async (company: string): Promise<readonly WireConversation[]> => {
    const body = await getJson('/api/v1/conversations', { company });
    return (body as { conversations: readonly WireConversation[] }).conversations; // shaped by `conversationList`
  },
  history: async (company: string, conversation: string): Promise<readonly WireHistoryTurn[]> => {
    const body = await getJson(`/api/v1/conversations/${encodeURIComponent(conversation)}`, { company });
    return (body as { turns: readonly WireHistoryTurn[] }).turns; // shaped by `history`
  },
  /** A code that links a chat to the company. */
  connect: async (company: string): Promise<WireConnect> => {
    const body = await postJson('/api/v1/connect', { company });
    return body as WireConnect; // shaped by `connectAnswer`
  },
  /** Ends an answer that is being made. False: the server does not know the message yet. */
  stop: async (company: string, eventId: string): Promise<boolean> => {
    const body = await postJson('/api/v1/chat/stop', { company, eventId });
    return (body as { stopped: boolean }).stopped; // shaped by `stopAnswer`
  },
  /** Whether an answer helped. Resolves to a sentence of thanks. */
  feedback: async (company: string, turn: string, value: 'good' | 'bad'): Promise<string> => {
    const body = await postJson('/api/v1/feedback', { company, turn, value });
    return (body as { text: string }).text; // shaped by `feedbackAnswer`
  },
};

/** What a person sends: a question or a pressed button, or a file. */
export type Outgoing =
  | { readonly kind: 'chat'; readonly text: string; readonly action?: string }
  | { readonly kind: 'file'; readonly file: File };

export interface Where {
  readonly company: string;
  readonly conversation: string | null;
}

/** Posts it and asks for the answer as events. The same event id twice is answered once. */
export function post(outgoing: Outgoing, where: Where, eventId: string, signal: AbortSignal): Promise<Response> {
  const headers = { accept: 'text/event-stream' };
  const conversation = where.conversation ?? undefined;
  if (outgoing.kind === 'chat') {
    const { text, action } = outgoing;
    const said = action === undefined ? { text } : { action };
    const body = JSON.stringify({ ...said, company: where.company, conversation, eventId });
    return fetch('/api/v1/chat', {
      method: 'POST',
      signal,
      body,
      headers: { ...headers, 'content-type': 'application/json' },
    });
  }
  const form = new FormData();
  form.set('company', where.company);
  if (conversation !== undefined) form.set('conversation', conversation);
  form.set('eventId', eventId);
  // A company that is made for this file writes money and dates as the person's browser does.
  form.set('locale', navigator.language);
  form.set('timezone', Intl.DateTimeFormat().resolvedOptions().timeZone);
  form.set('file', outgoing.file);
  return fetch('/api/v1/data/upload', { method: 'POST', signal, body: form, headers });
}
