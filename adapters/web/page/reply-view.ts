import type { WireCompany, WireTrace } from '../wire.ts';
import type { WireAction, WireReply, WireSection, WireTable } from '../wire-reply.ts';
import { makeChart } from './chart-view.ts';
import { el } from './dom.ts';
import { makeFiles } from './file-view.ts';
import { icon } from './icons.ts';
import { makeSections } from './section-view.ts';
import { makeFoldedTables, makeTable } from './table-view.ts';
import { openWorking } from './working-drawer.ts';

export interface ReplyListener {
  /** A follow-up or a choice was pressed. */
  press(action: WireAction): void;
  chooseFile(): void;
}

/** What leads on from an answer stands after its charts and tables. */
const comesLast = ({ kind }: WireSection) => kind === 'caveat' || kind === 'next' || kind === 'question';

function makeActions(
  reply: WireReply,
  company: WireCompany,
  trace: WireTrace | null,
  listener: ReplyListener,
): HTMLElement | null {
  const { working } = reply;
  const shown = reply.actions.filter(({ kind }) => kind !== 'show-working');
  const buttons = shown.map((action) => {
    const press = () => (action.kind === 'upload' ? listener.chooseFile() : listener.press(action));
    const look = action.kind === 'choose' ? 'button-choice' : '';
    return el(
      'button',
      { type: 'button', class: `button ${look}`, onclick: press },
      action.kind === 'upload' ? icon('upload') : null,
      action.label,
    );
  });
  // Below a card, the question how it came about is answered already, or nearly.
  const hasCard = reply.sections.some(({ kind }) => kind === 'card');
  const label =
    reply.actions.find(({ kind }) => kind === 'show-working')?.label ??
    (hasCard ? 'See every step' : 'How did you get this?');
  const workingButton =
    working === null
      ? null
      : el(
          'button',
          {
            type: 'button',
            class: 'button button-quiet working-button',
            onclick: () => openWorking(working, company, trace),
          },
          icon('working'),
          label,
        );
  if (buttons.length === 0 && workingButton === null) return null;
  return el('div', { class: 'actions', role: 'group', 'aria-label': 'What next' }, ...buttons, workingButton);
}

/** From so many details on, the picture stands in front of them: it says the same at a glance. */
const MANY_DETAILS = 3;

/** One table is shown; several, or those beside the one that was asked for, are folded to their titles. */
function foldWhereMany(tables: readonly WireTable[], hasOther: boolean): HTMLElement[] {
  if (tables.length === 0) return [];
  return tables.length > 1 || hasOther ? [makeFoldedTables(tables)] : tables.map(makeTable);
}

/** The answer itself, then what belongs below the first picture. A card explains itself and stays with its answer. */
function splitAtPicture(sections: readonly WireSection[]): readonly [WireSection[], WireSection[]] {
  const details = sections.filter(({ kind }) => kind === 'detail');
  if (details.length < MANY_DETAILS || sections.some(({ kind }) => kind === 'card')) return [[...sections], []];
  return [sections.filter(({ kind }) => kind !== 'detail'), details];
}

/** A complete answer: its words, charts and tables, what to watch out for, and the buttons that lead on. */
export function makeReply(
  reply: WireReply,
  company: WireCompany,
  trace: WireTrace | null,
  listener: ReplyListener,
): HTMLElement[] {
  const { facts, charts, tables } = reply;
  const wanted = tables.filter((table) => table.lead === true);
  const others = tables.filter((table) => table.lead !== true);
  const [lead, details] = splitAtPicture(reply.sections.filter((section) => !comesLast(section)));
  const parts = [
    ...makeSections(lead, facts, company),
    ...charts.slice(0, 1).map(makeChart),
    ...makeSections(details, facts, company),
    ...charts.slice(1).map(makeChart),
    ...wanted.map(makeTable),
    ...foldWhereMany(others, wanted.length > 0),
    reply.files.length > 0 ? makeFiles(reply.files) : null,
    ...makeSections(reply.sections.filter(comesLast), facts, company),
    makeActions(reply, company, trace, listener),
  ];
  return parts.filter((part) => part !== null);
}

/** The one sentence a screen reader hears when the answer is there. */
export function summarize(reply: WireReply): string {
  const main = reply.sections.find(({ kind }) => kind === 'answer' || kind === 'question') ?? reply.sections[0];
  const charts =
    reply.charts.length > 0 ? ` With ${reply.charts.length === 1 ? 'a chart' : `${reply.charts.length} charts`}.` : '';
  return `${main?.spans.map(({ text }) => text).join('') ?? reply.text}${charts}`;
}
