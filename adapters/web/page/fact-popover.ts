import type { WireCompany } from '../wire.ts';
import type { WireFact } from '../wire-reply.ts';
import { el, fill } from './dom.ts';
import { describeSource } from './source-words.ts';
import { writeExactly } from './write-values.ts';

const GAP = 8;
const EDGE = 12;

const card = el('div', { class: 'fact-card', id: 'fact-card', role: 'tooltip', hidden: true });
let owner: HTMLElement | null = null;
/** Stays open after a tap until the next one; hovering alone does not hold it. */
let pinned = false;

export function hideFact(): boolean {
  const wasOpen = owner !== null;
  owner?.removeAttribute('aria-describedby');
  owner?.classList.remove('is-open');
  owner = null;
  pinned = false;
  card.hidden = true;
  return wasOpen;
}

/** Below the number where there is room, else above it; always inside the window. */
function placeCard(button: HTMLElement): void {
  const anchor = button.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const left = Math.min(Math.max(EDGE, anchor.left), innerWidth - width - EDGE);
  const below = anchor.bottom + GAP;
  const top = below + height + EDGE <= innerHeight ? below : Math.max(EDGE, anchor.top - GAP - height);
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}

function show(button: HTMLElement, fact: WireFact, facts: readonly WireFact[], company: WireCompany): void {
  if (owner === button) return;
  hideFact();
  const exact = writeExactly(fact, company);
  fill(
    card,
    el('p', { class: 'fact-label' }, fact.label),
    el('p', { class: 'fact-value' }, exact ?? fact.text),
    el('ul', { class: 'fact-source' }, ...describeSource(fact, facts, company).map((line) => el('li', {}, line))),
  );
  // Inside an open dialog the card must be a part of it, or the dialog covers it.
  (button.closest('dialog') ?? document.body).append(card);
  card.hidden = false;
  owner = button;
  button.setAttribute('aria-describedby', card.id);
  button.classList.add('is-open');
  placeCard(button);
}

/** Facts that say nothing beyond their own words need no card. */
const saysNothingMore = (fact: WireFact) =>
  fact.source.kind === 'asked' || (fact.source.kind === 'catalogue' && fact.format.style === 'text');

/** A number in the text that shows where it came from when it is hovered, focused or tapped. */
export function makeFact(text: string, fact: WireFact, facts: readonly WireFact[], company: WireCompany): Node {
  if (saysNothingMore(fact)) return document.createTextNode(text);
  const look = fact.unit === 'date' ? 'fact fact-date' : 'fact';
  const button = el('button', { type: 'button', class: look, 'data-fact': fact.id }, text);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => show(button, fact, facts, company);
  button.addEventListener('pointerenter', (event) => {
    if (event.pointerType === 'mouse') timer = setTimeout(open, 120);
  });
  button.addEventListener('pointerleave', () => {
    clearTimeout(timer);
    if (!pinned && owner === button && document.activeElement !== button) hideFact();
  });
  button.addEventListener('focus', () => {
    if (button.matches(':focus-visible')) open();
  });
  button.addEventListener('blur', () => {
    if (owner === button) hideFact();
  });
  button.addEventListener('click', () => {
    if (owner === button && pinned) {
      hideFact();
      return;
    }
    open();
    pinned = true;
  });
  return button;
}

/** Closes the card when the page moves under it or a tap lands elsewhere. */
export function watchFacts(scroller: HTMLElement): void {
  scroller.addEventListener('scroll', hideFact, { passive: true });
  addEventListener('resize', hideFact);
  document.addEventListener('pointerdown', (event) => {
    if (owner !== null && event.target instanceof Node && !owner.contains(event.target) && !card.contains(event.target))
      hideFact();
  });
}
