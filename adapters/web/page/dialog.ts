import { type Child, el, freshId } from './dom.ts';
import { icon } from './icons.ts';

interface DialogOptions {
  readonly title: string;
  readonly className: string;
  readonly content: readonly Child[];
  /** Buttons that stand at the top in place of a title one can see. */
  readonly tools?: readonly Child[];
}

/**
 * Opens a modal dialog: the browser keeps the focus inside, closes it on Esc and gives the focus back.
 * A tap beside it closes it too. It is taken out of the page when closed.
 */
export function openDialog({ title, className, content, tools }: DialogOptions): HTMLDialogElement {
  const heading = freshId('dialog');
  const close = el(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': 'Close', title: 'Close' },
    icon('close'),
  );
  const dialog = el(
    'dialog',
    { class: `dialog ${className}`, 'aria-labelledby': heading },
    el(
      'header',
      { class: 'dialog-top' },
      el('h2', { id: heading, class: tools ? 'unseen' : null, tabindex: -1, autofocus: true }, title),
      tools && el('div', { class: 'dialog-tools' }, ...tools),
      close,
    ),
    el('div', { class: 'dialog-body', tabindex: 0, role: 'group', 'aria-labelledby': heading }, ...content),
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
