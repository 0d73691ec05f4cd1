import { el } from './dom.ts';
import { icon } from './icons.ts';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

/** The whole page takes dropped files; while one hovers, a sheet over everything says so. */
export function watchDrops(take: (files: readonly File[]) => void): void {
  const overlay = el(
    'div',
    { class: 'drop-overlay', hidden: true },
    el(
      'div',
      {},
      icon('upload'),
      el('strong', {}, 'Let go to bring it in'),
      el('span', {}, 'A CSV file with your sales, day by day or receipt by receipt'),
    ),
  );
  document.body.append(overlay);
  // Every element under the pointer fires enter and leave; the sheet goes when all have left.
  let depth = 0;
  const hide = () => {
    depth = 0;
    overlay.hidden = true;
  };
  document.addEventListener('dragenter', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth += 1;
    overlay.hidden = false;
  });
  document.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  });
  document.addEventListener('dragleave', () => {
    depth -= 1;
    if (depth <= 0) hide();
  });
  document.addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    hide();
    take([...(event.dataTransfer?.files ?? [])]);
  });
}

/** Opens the system's file picker. The input stays in the page so that tests and assistive tools can reach it. */
export function makeFilePicker(take: (files: readonly File[]) => void): {
  readonly element: HTMLElement;
  open(): void;
} {
  const input = el('input', {
    type: 'file',
    id: 'file-input',
    class: 'unseen',
    tabindex: -1,
    'aria-label': 'Sales file',
    accept: '.csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain',
  });
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    input.value = '';
    if (files.length > 0) take(files);
  });
  return { element: input, open: () => input.click() };
}
