import type { ChartTheme } from '../../../src/contracts/chart.ts';
import { el, fill } from './dom.ts';
import { icon } from './icons.ts';
import { keep } from './keep.ts';

const systemDark = matchMedia('(prefers-color-scheme: dark)');
const listeners: (() => void)[] = [];

/** What is on the screen now: the person's choice, or the system's. */
export function currentTheme(): ChartTheme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return systemDark.matches ? 'dark' : 'light';
}

export function onThemeChange(listener: () => void): void {
  listeners.push(listener);
}

const tellAll = () => {
  for (const listener of listeners) listener();
};

/** The button that changes between light and dark and remembers it. */
export function makeThemeToggle(): HTMLButtonElement {
  const button = el('button', { type: 'button', class: 'icon-button', id: 'theme-toggle' });
  const show = () => {
    const dark = currentTheme() === 'dark';
    const label = dark ? 'Use light colours' : 'Use dark colours';
    button.setAttribute('aria-label', label);
    button.title = label;
    fill(button, icon(dark ? 'sun' : 'moon'));
  };
  button.addEventListener('click', () => {
    const next = currentTheme() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    keep('theme', next);
    tellAll();
  });
  systemDark.addEventListener('change', tellAll);
  onThemeChange(show);
  show();
  return button;
}
