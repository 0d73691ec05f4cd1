import { el, fill, freshId } from './dom.ts';
import { icon } from './icons.ts';
import { draft } from './keep.ts';

/** Longest question the server takes, and from where on the page counts. */
const MAX_TEXT = 4_000;
const COUNT_FROM = 3_500;

interface ComposerListener {
  send(text: string): void;
  stop(): void;
  chooseFile(): void;
}

export interface Composer {
  readonly element: HTMLElement;
  focus(): void;
  setBusy(busy: boolean): void;
  /** Puts words back that could not be sent, unless new ones stand there. */
  giveBack(text: string): void;
  /** Takes them out again when they are sent from elsewhere. */
  takeBack(text: string): void;
}

/** The field at the bottom: grows with its text, keeps a draft, sends on Enter. */
export function makeComposer(listener: ComposerListener): Composer {
  const hint = freshId('hint');
  const field = el('textarea', {
    id: 'composer-text',
    rows: 1,
    placeholder: 'Ask about your business…',
    'aria-label': 'Your question',
    'aria-describedby': hint,
    enterkeyhint: 'send',
    autocomplete: 'off',
  });
  const attach = el(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': 'Add a sales file',
      title: 'Add a sales file',
      onclick: () => listener.chooseFile(),
    },
    icon('attach'),
  );
  const go = el('button', { type: 'submit', class: 'go' });
  const count = el('span', { class: 'count', 'aria-live': 'polite' });
  const form = el(
    'form',
    { class: 'composer', 'aria-label': 'Ask a question' },
    el('div', { class: 'composer-box' }, attach, field, go),
    el(
      'p',
      { class: 'composer-hint', id: hint },
      el('span', {}, 'Enter sends, Shift + Enter starts a new line'),
      count,
    ),
  );
  let busy = false;

  const show = () => {
    const length = field.value.trim().length;
    const label = busy ? 'Stop' : 'Send';
    go.setAttribute('aria-label', label);
    go.title = busy ? 'Stop (Esc)' : 'Send (Enter)';
    go.disabled = !busy && (length === 0 || length > MAX_TEXT);
    go.classList.toggle('is-stop', busy);
    fill(go, icon(busy ? 'stop' : 'send'));
    count.textContent =
      length < COUNT_FROM
        ? ''
        : length > MAX_TEXT
          ? `${length - MAX_TEXT} characters too many`
          : `${MAX_TEXT - length} characters left`;
    form.classList.toggle('is-too-long', length > MAX_TEXT);
  };
  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  };
  const write = (text: string) => {
    field.value = text;
    draft.keep(text);
    grow();
    show();
  };

  field.addEventListener('input', () => write(field.value));
  field.addEventListener('keydown', (event) => {
    // While a word is being composed (Japanese, Chinese, accents), Enter belongs to the input method.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!busy) form.requestSubmit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) {
      listener.stop();
      return;
    }
    const text = field.value.trim();
    if (text === '' || text.length > MAX_TEXT) return;
    write('');
    listener.send(text);
    field.focus();
  });

  write(draft.recall());
  requestAnimationFrame(grow);
  return {
    element: form,
    focus: () => field.focus(),
    setBusy(next) {
      busy = next;
      show();
    },
    giveBack(text) {
      if (field.value.trim() === '') write(text);
    },
    takeBack(text) {
      if (field.value.trim() === text) write('');
    },
  };
}
