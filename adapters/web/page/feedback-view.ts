import type { WireReply } from '../wire-reply.ts';
import { announce } from './announcer.ts';
import { api } from './api.ts';
import { el } from './dom.ts';
import { icon } from './icons.ts';
import { thumbs } from './keep.ts';

type Thumb = 'good' | 'bad';

/** An answer made from numbers can help or not; a hello, a name or a question back cannot. */
export const canBeJudged = ({ facts, charts, tables, working }: WireReply): boolean =>
  facts.some(({ source: { kind } }) => kind === 'rows' || kind === 'computed' || kind === 'model') ||
  charts.length + tables.length > 0 ||
  working !== null;

/** Two thumbs under an answer. The pressed one stays marked, also after a reload of this tab. */
export function makeFeedback(company: string, turn: string): HTMLElement {
  const said = el('span', { class: 'feedback-said' });
  const buttons = new Map<Thumb, HTMLButtonElement>();
  const mark = (pressed: string | null) => {
    for (const [value, button] of buttons) button.setAttribute('aria-pressed', String(value === pressed));
  };
  async function press(value: Thumb): Promise<void> {
    const before = thumbs.recall(turn);
    mark(value);
    try {
      said.textContent = await api.feedback(company, turn, value);
      thumbs.keep(turn, value);
      announce(said.textContent);
    } catch {
      mark(before);
      said.textContent = 'That did not arrive. Please try again.';
      announce(said.textContent);
    }
  }
  const button = (value: Thumb, label: string) => {
    const made = el(
      'button',
      { type: 'button', class: 'thumb', 'aria-label': label, title: label, onclick: () => void press(value) },
      icon(value === 'good' ? 'thumbUp' : 'thumbDown'),
    );
    buttons.set(value, made);
    return made;
  };
  const element = el(
    'div',
    { class: 'feedback', role: 'group', 'aria-label': 'Did this help?' },
    button('good', 'This helped'),
    button('bad', 'This did not help'),
    said,
  );
  mark(thumbs.recall(turn));
  return element;
}
