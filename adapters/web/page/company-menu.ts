import type { WireCompany, WireMe } from '../wire.ts';
import { el, fill } from './dom.ts';
import { icon } from './icons.ts';

interface CompanyMenuListener {
  open(company: WireCompany): void;
  chooseFile(): void;
  connectChat(): void;
  signOut(): void;
}

export interface CompanyMenu {
  readonly element: HTMLElement;
  show(me: WireMe): void;
}

const tag = (company: WireCompany) => (company.sample ? el('span', { class: 'tag' }, 'Sample') : null);

/** The company's name at the top; opens to change between the sample and one's own. */
export function makeCompanyMenu(listener: CompanyMenuListener): CompanyMenu {
  const button = el('button', {
    type: 'button',
    class: 'company-button',
    'aria-expanded': 'false',
    'aria-controls': 'company-panel',
    'aria-haspopup': 'true',
  });
  const panel = el('div', { class: 'company-panel', id: 'company-panel', hidden: true });
  const element = el('div', { class: 'company' }, button, panel);

  const setOpen = (open: boolean) => {
    panel.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  };
  const close = () => {
    if (panel.contains(document.activeElement)) button.focus();
    setOpen(false);
  };
  button.addEventListener('click', () => setOpen(panel.hidden !== false));
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && panel.hidden === false) {
      event.stopPropagation();
      close();
    }
  });
  document.addEventListener('pointerdown', (event) => {
    if (event.target instanceof Node && !element.contains(event.target)) setOpen(false);
  });

  const item = (current: boolean, act: () => void, ...children: readonly (Node | string | null)[]) =>
    el(
      'button',
      {
        type: 'button',
        class: 'menu-item',
        'aria-current': current ? 'true' : null,
        onclick: () => {
          close();
          act();
        },
      },
      ...children,
    );

  return {
    element,
    show({ company, companies, user }) {
      fill(button, el('span', { class: 'company-name' }, company.name), tag(company), icon('down'));
      button.setAttribute('aria-label', `Company: ${company.name}${company.sample ? ' (sample)' : ''}. Change`);
      const others = companies.map((other) => {
        const current = other.slug === company.slug;
        return item(
          current,
          () => listener.open(other),
          el('span', { class: 'menu-words' }, other.name),
          tag(other),
          current ? icon('check') : null,
        );
      });
      const hasOwn = companies.some(({ sample }) => !sample);
      fill(
        panel,
        ...others,
        user.displayName === undefined
          ? el('hr', {})
          : el('p', { class: 'menu-who' }, `Signed in as ${user.displayName}`),
        user.role === 'viewer'
          ? null
          : item(
              false,
              () => listener.chooseFile(),
              icon('upload'),
              el('span', { class: 'menu-words' }, hasOwn ? 'Add a sales file' : 'Use your own numbers'),
            ),
        company.sample || user.role !== 'owner'
          ? null
          : item(
              false,
              () => listener.connectChat(),
              icon('chat'),
              el('span', { class: 'menu-words' }, 'Connect a chat'),
            ),
        user.name !== 'local'
          ? item(false, () => listener.signOut(), icon('signOut'), el('span', { class: 'menu-words' }, 'Sign out'))
          : null,
      );
    },
  };
}
