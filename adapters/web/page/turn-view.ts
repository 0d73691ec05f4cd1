import type { WireCompany, WireTrace } from '../wire.ts';
import type { WireReply, WireSection } from '../wire-reply.ts';
import type { ApiProblem } from './api.ts';
import { type Child, el, fill } from './dom.ts';
import { canBeJudged, makeFeedback } from './feedback-view.ts';
import { icon } from './icons.ts';
import { makeReply, type ReplyListener } from './reply-view.ts';
import { makeSections } from './section-view.ts';
import { writeBytes } from './write-values.ts';

/** What the person said: words, or a file. */
export interface Said {
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly bytes?: number }[];
}

export interface Answer {
  readonly reply: WireReply;
  /** How it came about; null for an answer of an earlier visit. */
  readonly trace: WireTrace | null;
  /** Id of the turn; null when it is not known. */
  readonly turn: string | null;
}

/** One question and its answer on the page. */
export interface TurnView {
  readonly element: HTMLElement;
  /** A plain sentence above the answer. */
  notice(text: string): void;
  progress(text: string, done?: number): void;
  section(section: WireSection, company: WireCompany): void;
  reply(answer: Answer, company: WireCompany, listener: ReplyListener): void;
  /** Words instead of an answer, with a way on. */
  problem(problem: Pick<ApiProblem, 'message' | 'advice'>, ...buttons: readonly Child[]): void;
  stopped(...buttons: readonly Child[]): void;
}

function makeQuestion(said: Said): HTMLElement {
  return el(
    'div',
    { class: 'question' },
    el('h2', { class: 'unseen' }, 'You said'),
    ...said.files.map(({ name, bytes }) =>
      el(
        'div',
        { class: 'file-card' },
        el('span', { class: 'file-mark' }, icon('file')),
        el('div', {}, el('b', {}, name), el('span', {}, bytes === undefined ? 'File' : writeBytes(bytes))),
      ),
    ),
    said.text === '' ? null : el('p', { class: 'bubble' }, said.text),
  );
}

function makeBar(): { element: HTMLElement; set(done: number): void } {
  const fillBar = el('span', {});
  const element = el(
    'div',
    { class: 'bar', role: 'progressbar', 'aria-label': 'Progress', 'aria-valuemin': 0, 'aria-valuemax': 100 },
    fillBar,
  );
  return {
    element,
    set(done) {
      const percent = Math.round(Math.min(1, Math.max(0, done)) * 100);
      fillBar.style.width = `${percent}%`;
      element.setAttribute('aria-valuenow', String(percent));
    },
  };
}

export function makeTurn(said: Said): TurnView {
  const notices = el('div', {});
  const words = el('div', { class: 'answer-body' });
  const progressText = el('span', {}, 'Thinking…');
  const bar = makeBar();
  bar.element.hidden = true;
  const waiting = el(
    'div',
    { class: 'waiting', hidden: true },
    el('div', {}, el('i', { class: 'pulse', 'aria-hidden': 'true' }), progressText),
    bar.element,
  );
  const element = el(
    'article',
    { class: 'turn', 'aria-busy': 'false' },
    makeQuestion(said),
    el('div', { class: 'answer' }, el('h2', { class: 'unseen' }, 'Answer'), notices, words, waiting),
  );
  const streamed: WireSection[] = [];
  const settle = () => {
    waiting.hidden = true;
    element.setAttribute('aria-busy', 'false');
  };
  return {
    element,
    notice: (text) => notices.append(el('p', { class: 'notice' }, icon('check'), text)),
    progress(text, done) {
      waiting.hidden = false;
      element.setAttribute('aria-busy', 'true');
      progressText.textContent = text;
      bar.element.hidden = done === undefined;
      if (done !== undefined) bar.set(done);
    },
    section(section, company) {
      streamed.push(section);
      // Drawn anew, because card lines join one card; only the newest part fades in.
      fill(words, ...makeSections(streamed, [], company));
      words.lastElementChild?.classList.add('is-new');
    },
    reply({ reply, trace, turn }, company, listener) {
      settle();
      const thumbs = turn !== null && canBeJudged(reply) ? makeFeedback(company.slug, turn) : null;
      fill(words, ...makeReply(reply, company, trace, listener), thumbs);
    },
    problem(problem, ...buttons) {
      settle();
      fill(
        words,
        el(
          'div',
          { class: 'problem', role: 'alert' },
          icon('alert'),
          el(
            'div',
            {},
            el('p', { class: 'problem-what' }, problem.message),
            el('p', {}, problem.advice),
            el('div', { class: 'actions' }, ...buttons),
          ),
        ),
      );
    },
    stopped(...buttons) {
      settle();
      words.append(el('p', { class: 'stopped' }, 'Stopped.'), el('div', { class: 'actions' }, ...buttons));
    },
  };
}
