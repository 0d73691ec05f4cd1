import type { WireConversation } from '../wire.ts';
import { openDialog } from './dialog.ts';
import { el } from './dom.ts';
import { icon } from './icons.ts';

const DAY = 86_400_000;

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** In which stretch of time a conversation is found, as people think of it. */
function groupName(lastTurnAt: string, now: Date): string {
  const days = (startOfDay(now) - startOfDay(new Date(lastTurnAt))) / DAY;
  if (days < 1) return 'Today';
  if (days < 2) return 'Yesterday';
  if (days < 7) return 'This week';
  if (days < 31) return 'This month';
  return 'Earlier';
}

/** The list of earlier conversations, newest first, each a link. */
export function makeHistoryList(conversations: readonly WireConversation[], current: string | null): HTMLElement {
  if (conversations.length === 0) return el('p', { class: 'history-empty' }, 'Your conversations will be kept here.');
  const groups = Object.entries(Object.groupBy(conversations, ({ lastTurnAt }) => groupName(lastTurnAt, new Date())));
  return el(
    'div',
    { class: 'history' },
    ...groups.flatMap(([name, items = []]) => [
      el('h2', {}, name),
      el(
        'ul',
        {},
        ...items.map(({ id, title }) =>
          el(
            'li',
            {},
            el(
              'a',
              { href: `#/c/${encodeURIComponent(id)}`, title, 'aria-current': id === current ? 'page' : null },
              title,
            ),
          ),
        ),
      ),
    ]),
  );
}

export const makeNewLink = () => el('a', { class: 'button new-link', href: '#/' }, icon('plus'), 'New conversation');

/** The same list as a dialog, where there is no room for it at the side. */
export function openHistory(conversations: readonly WireConversation[], current: string | null): void {
  const dialog = openDialog({
    title: 'Conversations',
    className: 'drawer drawer-left',
    content: [makeNewLink(), makeHistoryList(conversations, current)],
  });
  dialog.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a') !== null) dialog.close();
  });
}
