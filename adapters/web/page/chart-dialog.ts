import type { WireChart } from '../wire-reply.ts';
import { openDialog } from './dialog.ts';
import { el, fill } from './dom.ts';
import { icon } from './icons.ts';
import { makeTable } from './table-view.ts';
import { currentTheme } from './theme.ts';

const LARGE_WIDTH = 1080;

const fileNameOf = (title: string) =>
  `${
    title
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'chart'
  }.png`;

/** The chart as large as the window, as a picture or as a table, to look at or to keep. */
export function openChart(chart: WireChart): void {
  const url = `${chart.url}&theme=${currentTheme()}&width=${innerWidth <= 720 ? 720 : LARGE_WIDTH}`;
  const stage = el('div', { class: 'chart-stage' });
  const toggle = el('button', { type: 'button', class: 'button', 'aria-pressed': 'false' });
  const show = (table: boolean) => {
    toggle.setAttribute('aria-pressed', String(table));
    fill(toggle, icon(table ? 'picture' : 'table'), table ? 'Show as picture' : 'Show as table');
    fill(stage, table ? makeTable(chart.table) : el('img', { src: url, alt: chart.alt }));
  };
  toggle.addEventListener('click', () => show(toggle.getAttribute('aria-pressed') !== 'true'));
  show(false);
  const download = el(
    'a',
    { class: 'button', href: url, download: fileNameOf(chart.title) },
    icon('download'),
    'Download PNG',
  );
  openDialog({ title: chart.title, className: 'chart-dialog', content: [stage], tools: [toggle, download] });
}
