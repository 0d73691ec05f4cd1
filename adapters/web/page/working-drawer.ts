import type { WireCompany, WireTrace } from '../wire.ts';
import type { WireWorking } from '../wire-reply.ts';
import { makeBacktest } from './backtest-view.ts';
import { openDialog } from './dialog.ts';
import { type Child, el } from './dom.ts';
import { icon } from './icons.ts';
import { describeRows } from './source-words.ts';
import { writeFilter, writePeriod } from './write-values.ts';

const block = (title: string, ...children: readonly Child[]) =>
  el('section', { class: 'working-block' }, el('h3', {}, title), ...children);

const list = (items: readonly string[]) =>
  el('ul', { class: 'plain-list' }, ...items.map((item) => el('li', {}, item)));

function pairs(rows: readonly (readonly [term: string, value: string | undefined])[]): HTMLElement {
  return el(
    'dl',
    { class: 'pairs' },
    ...rows.flatMap(([term, value]) =>
      value === undefined || value === '' ? [] : [el('dt', {}, term), el('dd', {}, value)],
    ),
  );
}

const TIERS = {
  builtin: 'the built-in coach',
  local: 'a model on this machine',
  cloud: 'a model in the cloud',
} as const; // one for each tier

/** Opens the drawer that shows how an answer was made. */
export function openWorking(working: WireWorking, company: WireCompany, trace: WireTrace | null): void {
  const { locale } = company;
  const { model, metric } = working;
  const about = pairs([
    ['What', metric?.label],
    ['Meaning', metric?.definition],
    ['Only', working.filter && writeFilter(working.filter)],
    ['Days', working.period && writePeriod(working.period, locale)],
    ['Compared with', working.compare && writePeriod(working.compare, locale)],
  ]);
  const files = el(
    'ul',
    { class: 'files' },
    ...working.sources.map((source) =>
      el(
        'li',
        {},
        icon('file'),
        el('div', {}, el('b', {}, source.fileName), el('span', {}, describeRows(source, locale))),
      ),
    ),
  );
  const parameters = Object.entries(model?.parameters ?? {}).map(([name, value]) => [name, String(value)] as const); // a pair
  openDialog({
    title: 'How this was made',
    className: 'drawer',
    content: [
      about.childElementCount > 0 && block('What was asked for', about),
      working.sources.length > 0 && block('Where the numbers come from', files),
      working.leftOut.length > 0 && block('Left out', list(working.leftOut)),
      working.steps.length > 0 &&
        block(
          'Step by step',
          el('ol', { class: 'steps' }, ...working.steps.map((step) => el('li', {}, el('span', {}, step)))),
        ),
      model && block('Method', el('p', {}, model.name), parameters.length > 0 && pairs(parameters)),
      model?.backtest && block('How well it did before', makeBacktest(model.backtest, model.name, locale)),
      working.checks.length > 0 && block('Checks', pairs(working.checks.map(({ name, result }) => [name, result]))),
      trace && el('p', { class: 'small-print' }, `Answered in ${Math.round(trace.ms)} ms by ${TIERS[trace.tier]}.`),
    ],
  });
}
