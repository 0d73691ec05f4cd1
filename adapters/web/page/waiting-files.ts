import { announce } from './announcer.ts';
import { el, fill } from './dom.ts';
import { icon } from './icons.ts';

export interface WaitingFiles {
  readonly element: HTMLElement;
  add(files: readonly File[]): void;
  /** The one that has waited longest; it waits no more. */
  take(): File | undefined;
  /** Says aloud what can be seen: these files come after the answer that is being made. */
  tell(): void;
}

/** Files that were dropped while an answer was on its way stand above the field until their turn comes. */
export function makeWaitingFiles(): WaitingFiles {
  const element = el('ul', { class: 'waiting-files', 'aria-label': 'Files that come next', hidden: true });
  let files: readonly File[] = [];

  const show = (next: readonly File[]) => {
    files = next;
    element.hidden = files.length === 0;
    fill(element, ...files.map(makeLine));
  };
  const makeLine = (file: File) =>
    el(
      'li',
      {},
      icon('file'),
      el('p', {}, el('b', {}, file.name), ' comes next, when this answer is done.'),
      el(
        'button',
        {
          type: 'button',
          class: 'icon-button',
          'aria-label': `Leave ${file.name} out`,
          title: 'Leave it out',
          onclick: () => show(files.filter((other) => other !== file)),
        },
        icon('close'),
      ),
    );
  return {
    element,
    add: (more) => show([...files, ...more]),
    take() {
      const [first, ...rest] = files;
      if (first !== undefined) show(rest);
      return first;
    },
    tell() {
      announce(
        files.length === 1
          ? `${files[0]?.name} comes next, when this answer is done.`
          : `${files.length} files come next, when this answer is done.`,
      );
    },
  };
}
