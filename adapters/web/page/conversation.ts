import type { WireCompany, WireHistoryTurn, WireTrace } from '../wire.ts';
import type { WireAction, WireReply } from '../wire-reply.ts';
import { announce } from './announcer.ts';
import type { Outgoing } from './api.ts';
import { el } from './dom.ts';
import { icon } from './icons.ts';
import { summarize } from './reply-view.ts';
import { makeStop, streamTurn, type TurnStop } from './stream-turn.ts';
import { makeTurn, type TurnView } from './turn-view.ts';

export interface ConversationListener {
  /** Busy or idle again, or it got its id. */
  changed(): void;
  /** A new question stands on the page. */
  began(turn: HTMLElement): void;
  /** The house took the message; the company may be another than the one that was open. */
  accepted(conversation: string, company: string): Promise<WireCompany>;
  answered(): void;
  /** It was never accepted: the words go back to where they were typed. */
  returnText(text: string): void;
  /** The same words are sent again by a button. */
  takeText(text: string): void;
  chooseFile(): void;
}

/** One conversation on the page. It goes on by itself when another one is looked at. */
export interface Conversation {
  readonly element: HTMLElement;
  id(): string | null;
  company(): WireCompany;
  isBusy(): boolean;
  isEmpty(): boolean;
  send(outgoing: Outgoing, notice?: string): Promise<void>;
  stop(): void;
  load(turns: readonly WireHistoryTurn[]): void;
}

const saidBy = (outgoing: Outgoing) =>
  outgoing.kind === 'chat'
    ? { text: outgoing.text, files: [] }
    : { text: '', files: [{ name: outgoing.file.name, bytes: outgoing.file.size }] };

export function makeConversation(
  startCompany: WireCompany,
  startId: string | null,
  listener: ConversationListener,
): Conversation {
  // Silent while an answer streams in; the announcer says it once when it is complete.
  const element = el('div', { class: 'log', role: 'log', 'aria-live': 'off', 'aria-label': 'Conversation' });
  let company = startCompany;
  let id = startId;
  let running: { readonly turn: TurnView; readonly stop: TurnStop } | null = null;

  const replyListener = {
    press: (action: WireAction) => void send({ kind: 'chat', text: action.label, action: action.id }),
    chooseFile: () => listener.chooseFile(),
  };

  function tryAgain(turn: TurnView, outgoing: Outgoing, label: string): HTMLElement {
    return el(
      'button',
      {
        type: 'button',
        class: 'button',
        onclick: () => {
          if (running !== null) return;
          turn.element.remove();
          if (outgoing.kind === 'chat') listener.takeText(outgoing.text);
          void send(outgoing);
        },
      },
      icon('retry'),
      label,
    );
  }

  /** A file that was read and refused is put right first: sending the same bytes again helps nobody. */
  const chooseAgain = () =>
    el(
      'button',
      { type: 'button', class: 'button', onclick: () => listener.chooseFile() },
      icon('upload'),
      'Choose the file again',
    );

  async function send(outgoing: Outgoing, notice?: string): Promise<void> {
    if (running !== null) return;
    const stop = makeStop();
    const turn = makeTurn(saidBy(outgoing));
    running = { turn, stop };
    listener.changed();
    element.append(turn.element);
    if (notice) turn.notice(notice);
    turn.progress(outgoing.kind === 'file' ? 'Sending your file…' : 'Thinking…');
    listener.began(turn.element);

    let moved: Promise<WireCompany> = Promise.resolve(company);
    let turnId: string | null = null;
    let answer: { reply: WireReply; trace: WireTrace } | null = null;
    const outcome = await streamTurn(
      outgoing,
      { company: company.slug, conversation: id },
      {
        event(event) {
          if (event.type === 'accepted') {
            id = event.conversation;
            turnId = event.turn;
            moved = listener.accepted(event.conversation, event.company);
          }
          if (event.type === 'progress') turn.progress(event.text, event.done);
          if (event.type === 'section') turn.section(event.section, company);
          if (event.type === 'reply') answer = event;
        },
        lost: () => turn.progress('The connection is lost. Trying again…'),
      },
      stop,
    );
    company = await moved.catch(() => company);
    running = null;
    finish(turn, outgoing, outcome, answer, turnId);
    listener.changed();
  }

  function finish(
    turn: TurnView,
    outgoing: Outgoing,
    outcome: Awaited<ReturnType<typeof streamTurn>>,
    answer: { reply: WireReply; trace: WireTrace } | null,
    turnId: string | null,
  ): void {
    if (outcome.kind === 'answered' && answer !== null) {
      turn.reply({ ...answer, turn: turnId }, company, replyListener);
      announce(`Answer ready. ${summarize(answer.reply)}`);
      listener.answered();
    } else if (outcome.kind === 'failed') {
      const isRefusedFile = outgoing.kind === 'file' && outcome.accepted;
      turn.problem(outcome.problem, isRefusedFile ? chooseAgain() : tryAgain(turn, outgoing, 'Try again'));
      if (!outcome.accepted && outgoing.kind === 'chat' && outgoing.action === undefined)
        listener.returnText(outgoing.text);
    } else {
      turn.stopped(tryAgain(turn, outgoing, 'Ask again'));
      announce('Stopped.');
    }
  }

  function load(turns: readonly WireHistoryTurn[]): void {
    for (const past of turns) {
      const turn = makeTurn({
        text: past.fileNames.length > 0 ? '' : past.question,
        files: past.fileNames.map((name) => ({ name })),
      });
      element.append(turn.element);
      if (past.reply === null) {
        const again: Outgoing = { kind: 'chat', text: past.question };
        turn.problem(
          { message: 'There is no answer here yet.', advice: 'It may still be in the making, or it was stopped.' },
          past.fileNames.length > 0 ? chooseAgain() : tryAgain(turn, again, 'Ask again'),
        );
      } else {
        turn.reply({ reply: past.reply, trace: null, turn: past.turn }, company, replyListener);
      }
    }
  }

  return {
    element,
    id: () => id,
    company: () => company,
    isBusy: () => running !== null,
    isEmpty: () => element.childElementCount === 0,
    send,
    stop: () => {
      running?.turn.progress('Stopping…');
      running?.stop.ask();
    },
    load,
  };
}
