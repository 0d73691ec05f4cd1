import type { WireConversation, WireMe } from '../wire.ts';
import { announce } from './announcer.ts';
import { ApiProblem, api } from './api.ts';
import { refreshCharts, watchCharts } from './chart-view.ts';
import { makeCompanyMenu } from './company-menu.ts';
import { makeComposer } from './composer.ts';
import { openConnect } from './connect-dialog.ts';
import { type Conversation, type ConversationListener, makeConversation } from './conversation.ts';
import { byId, el, fill } from './dom.ts';
import { makeEmptyState } from './empty-state.ts';
import { hideFact, watchFacts } from './fact-popover.ts';
import { makeHistoryList, makeNewLink, openHistory } from './history-list.ts';
import { brandMark, icon } from './icons.ts';
import { findConversation, openCompany, openRememberedCompany, readRoute } from './page-state.ts';
import { makeFilePicker, watchDrops } from './take-files.ts';
import { makeThemeToggle } from './theme.ts';
import { makeWaitingFiles } from './waiting-files.ts';

const OWN_COMPANY_NOTICE = 'Your file goes into your own company, apart from the sample.';

const scroller = byId('scroll');
const side = byId('side');

/** For what only freshens the frame around a conversation: when it fails, what stands there stays. */
const later = (work: Promise<void>) => void work.catch(() => undefined);

/** Brings a question to the top, so that its answer can be read as it grows. */
const scrollTo = (turn: HTMLElement) => scroller.scrollTo({ top: turn.offsetTop - scroller.offsetTop });

function start(firstMe: WireMe): void {
  let me = firstMe;
  let conversations: readonly WireConversation[] = [];
  let open: Conversation = begin(null);
  /** Conversations that are still being answered while another one is looked at. */
  const live = new Set<Conversation>();

  const waiting = makeWaitingFiles();
  const picker = makeFilePicker(takeFiles);
  const composer = makeComposer({
    send: (text) => void ask(text),
    stop: () => open.stop(),
    chooseFile: () => picker.open(),
  });
  const menu = makeCompanyMenu({
    open: (company) => void changeCompany(company.slug),
    chooseFile: () => picker.open(),
    connectChat: () => void openConnect(me.company),
    signOut: () =>
      void fetch('/sign-out', { method: 'POST' })
        .then(({ url }) => url)
        .catch(() => '/')
        .then((next) => location.assign(next)),
  });

  function listenTo(self: () => Conversation): ConversationListener {
    const isOpen = () => self() === open;
    return {
      changed() {
        if (self().isBusy()) live.add(self());
        else live.delete(self());
        if (!isOpen()) return;
        composer.setBusy(open.isBusy());
        void sendNextFile();
      },
      began(turn) {
        if (isOpen()) scrollTo(turn);
      },
      async accepted(conversation, company) {
        if (isOpen() && readRoute() !== conversation)
          history.pushState(null, '', `#/c/${encodeURIComponent(conversation)}`);
        if (company === self().company().slug) return self().company();
        const next = await openCompany(company);
        if (isOpen()) showCompany(next);
        return next.company;
      },
      answered() {
        later(refreshCompany());
        later(refreshHistory());
      },
      returnText: (text) => composer.giveBack(text),
      takeText: (text) => composer.takeBack(text),
      chooseFile: () => picker.open(),
    };
  }

  function begin(id: string | null): Conversation {
    const made: Conversation = makeConversation(
      me.company,
      id,
      listenTo(() => made),
    );
    return made;
  }

  function showCompany(next: WireMe): void {
    me = next;
    menu.show(me);
    later(refreshHistory());
  }

  /** After an import the data range and the starter questions are others. */
  async function refreshCompany(): Promise<void> {
    const fresh = await api.me(me.company.slug);
    if (fresh.company.slug !== me.company.slug) return; // another company was opened meanwhile
    me = fresh;
    menu.show(me);
  }

  async function refreshHistory(): Promise<void> {
    const { slug } = me.company;
    const list = await api.conversations(slug);
    if (slug !== me.company.slug) return;
    conversations = list;
    fill(side, makeNewLink(), makeHistoryList(conversations, open.id()));
    const title = conversations.find(({ id }) => id === open.id())?.title;
    document.title = title === undefined ? 'Dyocense' : `${title} · Dyocense`;
  }

  function show(conversation: Conversation): void {
    hideFact();
    open = conversation;
    const empty = conversation.isEmpty()
      ? makeEmptyState(me.company, { ask: (text) => void ask(text), chooseFile: () => picker.open() })
      : null;
    fill(scroller, empty ?? conversation.element);
    refreshCharts(conversation.element);
    composer.setBusy(conversation.isBusy());
    later(refreshHistory());
    void sendNextFile();
  }

  /** The log takes the place of the greeting with the first thing said. */
  const showLog = () => {
    if (!scroller.contains(open.element)) fill(scroller, open.element);
  };

  async function ask(text: string): Promise<void> {
    showLog();
    await open.send({ kind: 'chat', text });
  }

  /** While an answer is on its way they wait, and one can see that they do. */
  function takeFiles(files: readonly File[]): void {
    waiting.add(files);
    if (open.isBusy()) waiting.tell();
    else void sendNextFile();
  }

  /** One file a turn; when it is answered, the next one follows. */
  async function sendNextFile(): Promise<void> {
    if (open.isBusy()) return;
    const file = waiting.take();
    if (file === undefined) return;
    // What is said about the sample stays there; the person's own file begins a conversation of its own.
    const leavesSample = me.company.sample;
    if (leavesSample && open.id() !== null) open = begin(null);
    showLog();
    await open.send({ kind: 'file', file }, leavesSample ? OWN_COMPANY_NOTICE : undefined);
  }

  async function changeCompany(slug: string): Promise<void> {
    if (slug === me.company.slug) return;
    me = await openCompany(slug);
    menu.show(me);
    if (readRoute() !== null) history.pushState(null, '', '#/');
    show(begin(null));
    announce(`${me.company.name} is open.`);
  }

  async function followRoute(): Promise<void> {
    const id = readRoute();
    if (id === open.id() && (id !== null || open.isEmpty())) return;
    const running = [...live].find((conversation) => conversation.id() === id);
    if (running !== undefined && id !== null) return show(running);
    if (id === null) {
      show(begin(null));
      composer.focus();
      return;
    }
    await openPast(id);
  }

  async function openPast(id: string): Promise<void> {
    const found = await findConversation(me, id);
    if (readRoute() !== id) return;
    if (found === null) {
      history.replaceState(null, '', '#/');
      show(begin(null));
      announce('That conversation is not here any more.');
      return;
    }
    if (found.company.slug !== me.company.slug) showCompany(await openCompany(found.company.slug));
    const past = begin(id);
    past.load(found.turns);
    show(past);
    const last = past.element.lastElementChild;
    if (last instanceof HTMLElement) scrollTo(last);
  }

  const historyButton = el(
    'button',
    {
      type: 'button',
      class: 'icon-button history-button',
      'aria-label': 'Conversations',
      title: 'Conversations',
      onclick: () => openHistory(conversations, open.id()),
    },
    icon('history'),
  );
  fill(
    byId('top'),
    el(
      'a',
      { class: 'brand', href: '#/', 'aria-label': 'Dyocense, new conversation' },
      brandMark(),
      el('span', {}, 'Dyocense'),
    ),
    menu.element,
    el('div', { class: 'top-tools' }, historyButton, makeThemeToggle()),
  );
  fill(byId('dock'), picker.element, waiting.element, composer.element);
  menu.show(me);
  watchDrops(takeFiles);
  watchFacts(scroller);
  watchCharts();
  addEventListener('popstate', () => void followRoute());
  addEventListener('hashchange', () => void followRoute());
  document.addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
    const inDialog = document.querySelector('dialog[open]') !== null;
    if (event.key === '/' && !typing && !inDialog && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      composer.focus();
    }
    if (event.key === 'Escape' && !inDialog && !hideFact() && open.isBusy()) open.stop();
  });
  show(open);
  void followRoute();
  if (matchMedia('(hover: hover)').matches) composer.focus();
}

async function boot(): Promise<void> {
  try {
    start(await openRememberedCompany());
  } catch (error) {
    const problem =
      error instanceof ApiProblem
        ? error
        : new ApiProblem(0, 'line-lost', 'The service does not answer.', 'Check that it runs, then try again.');
    fill(
      scroller,
      el(
        'section',
        { class: 'empty', role: 'alert' },
        el('h1', {}, problem.message),
        el('p', { class: 'known' }, problem.advice),
        el('button', { type: 'button', class: 'button button-main', onclick: () => void boot() }, 'Try again'),
      ),
    );
  }
}

void boot();
