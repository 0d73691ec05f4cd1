import type { WireTable } from '../wire-reply.ts';
import { el, freshId } from './dom.ts';

const ROWS_AT_FIRST = 12;

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

/** A real table. Wide ones scroll sideways in their own box, which the keyboard can reach; long ones open on request. */
export function makeTable(table: WireTable): HTMLElement {
  const caption = freshId('table');
  const body = el('tbody', {}, ...table.rows.slice(0, ROWS_AT_FIRST).map((row) => makeRow(row, table)));
  const rest = table.rows.slice(ROWS_AT_FIRST);
  const scroll = el(
    'div',
    { class: 'table-scroll', role: 'region', tabindex: 0, 'aria-labelledby': caption },
    el(
      'table',
      { 'aria-labelledby': caption },
      el(
        'thead',
        {},
        el('tr', {}, ...table.columns.map(({ label, align }) => el('th', { scope: 'col', class: align }, label))),
      ),
      body,
    ),
  );
  const box = el('div', { class: 'table-box' }, el('p', { class: 'table-title', id: caption }, table.title), scroll);
  if (rest.length === 0) return box;
  const more = el('button', { type: 'button', class: 'button button-quiet' }, `Show all ${table.rows.length} rows`);
  more.addEventListener('click', () => {
    body.append(...rest.map((row) => makeRow(row, table)));
    scroll.focus();
    more.remove();
  });
  return el('div', { class: 'long-table' }, box, more);
}
