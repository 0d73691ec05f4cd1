import type { WireFile } from '../wire-reply.ts';
import { el } from './dom.ts';
import { icon } from './icons.ts';

/** What a file is good for, by its ending. */
const USES: Readonly<Record<string, string>> = {
  xlsx: 'Spreadsheet',
  csv: 'CSV',
  ics: 'Calendar',
};

/** Files to take away, each a link that saves it. */
export function makeFiles(files: readonly WireFile[]): HTMLElement {
  return el(
    'ul',
    { class: 'takeaways', 'aria-label': 'Files' },
    ...files.map(({ url, name, bytes }) =>
      el(
        'li',
        {},
        el(
          'a',
          { class: 'file', href: url, download: name },
          icon('download'),
          el('span', { class: 'file-name' }, name),
          el('span', { class: 'file-kind' }, `${USES[name.split('.').pop() ?? ''] ?? 'File'}, ${sizeOf(bytes)}`),
        ),
      ),
    ),
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 1_000
    ? `${bytes} bytes`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1_000)} kB`
      : `${(bytes / 1e6).toFixed(1)} MB`;
