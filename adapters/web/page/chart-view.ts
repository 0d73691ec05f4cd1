import type { WireChart } from '../wire-reply.ts';
import { openChart } from './chart-dialog.ts';
import { el, fill } from './dom.ts';
import { icon } from './icons.ts';
import { makeTable } from './table-view.ts';
import { currentTheme, onThemeChange } from './theme.ts';

const PHONE_WIDTH = 390;
const FULL_WIDTH = 720;
const phone = matchMedia('(max-width: 480px)');

const pictureUrl = (base: string) =>
  `${base}&theme=${currentTheme()}&width=${phone.matches ? PHONE_WIDTH : FULL_WIDTH}`;

/** Fetches the pictures again that are drawn for the other theme or another width. */
export function refreshCharts(within: ParentNode = document): void {
  for (const img of within.querySelectorAll<HTMLImageElement>('img[data-chart]')) {
    const url = pictureUrl(img.dataset.chart ?? '');
    if (img.getAttribute('src') !== url) img.src = url;
  }
}

export function watchCharts(): void {
  onThemeChange(() => refreshCharts());
  phone.addEventListener('change', () => refreshCharts());
}

/** A chart in an answer: the picture (a tap opens it large) and the same numbers as a table. */
export function makeChart(chart: WireChart): HTMLElement {
  const img = el('img', { alt: chart.alt, 'data-chart': chart.url, decoding: 'async' });
  const open = el('button', { type: 'button', class: 'chart-open', 'aria-label': `Open large: ${chart.alt}` }, img);
  const tablePlace = el('div', { class: 'chart-table', hidden: true });
  const toggle = el('button', { type: 'button', class: 'button button-quiet', 'aria-expanded': 'false' });
  const figure = el('figure', { class: 'chart is-loading' }, open, el('figcaption', {}, toggle), tablePlace);

  const showTable = (shown: boolean) => {
    tablePlace.hidden = !shown;
    if (shown && tablePlace.childElementCount === 0) tablePlace.append(makeTable(chart.table));
    toggle.setAttribute('aria-expanded', String(shown));
    fill(toggle, icon('table'), shown ? 'Hide the table' : 'Show as table');
  };
  toggle.addEventListener('click', () => showTable(tablePlace.hidden !== false));
  open.addEventListener('click', () => openChart(chart));
  img.addEventListener('load', () => figure.classList.remove('is-loading', 'is-broken'));
  img.addEventListener('error', () => {
    figure.classList.remove('is-loading');
    figure.classList.add('is-broken');
    showTable(true);
  });
  showTable(false);
  img.src = pictureUrl(chart.url);
  return figure;
}
