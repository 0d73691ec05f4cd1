import type { WireTable } from '../wire-reply.ts';
import { el, freshId } from './dom.ts';
import { icon } from './icons.ts';

/** Longer tables open on request; one row more than this is not worth a button. */
const ROWS_AT_FIRST = 8;
const LONGEST_WHOLE = 10;
const MANY_COLUMNS = 5;

function makeRow(cells: readonly string[], table: WireTable): HTMLTableRowElement {
  return el(
    'tr',
    {},
    ...cells.map((cell, i) => {
      const align = table.columns[i]?.align ?? 'left';
      return i === 0 ? el('th', { scope: 'row', class: align }, cell) : el('td', { class: align }, cell);
    }),
  );
}

/** The table in its own box, which scrolls sideways where it is wide and which the keyboard can reach. */
function makeGrid(table: WireTable, caption: string): HTMLElement[] {
  const shown = table.rows.length <= LONGEST_WHOLE ? table.rows.length : ROWS_AT_FIRST;
  const rest = table.rows.slice(shown);
  const body = el('tbody', {}, ...table.rows.slice(0, shown).map((row) => makeRow(row, table)));
  const scroll = el(
    'div',
    { class: 'table-scroll', role: 'region', tabindex: 0, 'aria-labelledby': caption },
    el(
      'table',
      { 'aria-labelledby': caption, ...(table.columns.length > MANY_COLUMNS ? { class: 'is-wide' } : {}) },
      el(
        'thead',
        {},
        el('tr', {}, ...table.columns.map(({ label, align }) => el('th', { scope: 'col', class: align }, label))),
      ),
      body,
    ),
  );
  if (rest.length === 0) return [scroll];
  const more = el(
    'button',
    { type: 'button', class: 'button button-quiet show-all' },
    `Show all ${table.rows.length} rows`,
  );
  more.addEventListener('click', () => {
    body.append(...rest.map((row) => makeRow(row, table)));
    scroll.focus({ preventScroll: true });
    more.remove();
  });
  return [scroll, more];
}

/** A real table under its title. */
export function makeTable(table: WireTable): HTMLElement {
  const caption = freshId('table');
  return el(
    'div',
    { class: 'table-box' },
    el('p', { class: 'table-title', id: caption }, table.title),
    ...makeGrid(table, caption),
  );
}

/** Several tables, each folded to its title, so that they do not bury what comes after them. */
export function makeFoldedTables(tables: readonly WireTable[]): HTMLElement {
  return el(
    'div',
    { class: 'table-box' },
    ...tables.map((table) => {
      const caption = freshId('table');
      const count = table.rows.length;
      return el(
        'details',
        { class: 'fold' },
        el(
          'summary',
          {},
          icon('table'),
          el('span', { class: 'fold-title', id: caption }, table.title),
          el('span', { class: 'fold-count' }, count === 1 ? '1 row' : `${count} rows`),
          icon('down'),
        ),
        ...makeGrid(table, caption),
      );
    }),
  );
}
