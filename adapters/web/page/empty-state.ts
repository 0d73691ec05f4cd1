import type { WireCompany } from '../wire.ts';
import { el } from './dom.ts';
import { icon } from './icons.ts';
import { writePeriod, writeSpan } from './write-values.ts';

interface EmptyStateListener {
  ask(question: string): void;
  chooseFile(): void;
}

function greet(hour: number): string {
  if (hour < 5) return 'Still up?';
  if (hour < 12) return 'Good morning.';
  return hour < 18 ? 'Good afternoon.' : 'Good evening.';
}

function makeDropZone(company: WireCompany, listener: EmptyStateListener): HTMLElement {
  const first = company.dataRange === null;
  return el(
    'button',
    { type: 'button', class: `drop-zone ${first ? 'is-first' : ''}`, onclick: () => listener.chooseFile() },
    icon('upload'),
    el(
      'span',
      {},
      el('b', {}, 'Drop a sales file here'),
      el(
        'span',
        {},
        first ? 'A CSV from your till or a spreadsheet. Or tap to choose one.' : 'CSV, or tap to choose one',
      ),
    ),
  );
}

/** What stands there before the first question. */
export function makeEmptyState(company: WireCompany, listener: EmptyStateListener): HTMLElement {
  const { dataRange, locale, starters } = company;
  const known =
    dataRange === null
      ? 'There are no numbers here yet. Bring in a file and ask away.'
      : `I know ${writeSpan(dataRange)} of ${company.sample ? 'this café’s' : 'your'} numbers, ${writePeriod(dataRange, locale)}.`;
  return el(
    'section',
    { class: 'empty', 'aria-labelledby': 'greeting' },
    el('h1', { id: 'greeting' }, el('span', {}, greet(new Date().getHours())), ' What would you like to know?'),
    el('p', { class: 'known' }, known, company.sample ? ' It is a made-up company to try things out.' : ''),
    starters.length === 0
      ? null
      : el(
          'ul',
          { class: 'starters', 'aria-label': 'Questions to start with' },
          ...starters
            .slice(0, 5)
            .map((question) =>
              el(
                'li',
                {},
                el(
                  'button',
                  { type: 'button', class: 'starter', onclick: () => listener.ask(question) },
                  el('span', {}, question),
                  icon('arrow'),
                ),
              ),
            ),
        ),
    makeDropZone(company, listener),
  );
}
