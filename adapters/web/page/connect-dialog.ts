import type { WireCompany, WireConnect } from '../wire.ts';
import { announce } from './announcer.ts';
import { ApiProblem, api } from './api.ts';
import { openDialog } from './dialog.ts';
import { type Child, el } from './dom.ts';
import { icon } from './icons.ts';

/** A fresh code for linking a chat workspace, and what to do with it. */
export async function openConnect(company: WireCompany): Promise<void> {
  try {
    showCode(company, await api.connect(company.slug));
  } catch (error) {
    const { message, advice } =
      error instanceof ApiProblem
        ? error
        : { message: 'The service does not answer.', advice: 'Check that it runs, then try again.' };
    openDialog({
      title: 'Connect a chat',
      className: 'connect',
      content: [el('p', { role: 'alert' }, `${message} ${advice}`)],
    });
  }
}

function showCode(company: WireCompany, { code, validMinutes, slackInstallUrl }: WireConnect): void {
  const command = `link ${code}`;
  openDialog({
    title: 'Connect a chat',
    className: 'connect',
    content: [
      el(
        'p',
        {},
        `Ask your coach where you already talk. Whoever uses this code connects the chat to ${nameInSentence(company)} and becomes an owner.`,
      ),
      el('div', { class: 'code-line' }, el('code', { class: 'code' }, command), makeCopyButton(command)),
      el('p', { class: 'fine' }, `Good once, for ${validMinutes} minutes. Do not pass it on.`),
      el(
        'ul',
        { class: 'ways' },
        way('Slack', ...sayForSlack(slackInstallUrl)),
        way('Microsoft Teams', 'Add the app to your team or chat, then write the line above to the coach.'),
        way('Discord', 'Invite the coach to your server, then mention it with the line above.'),
      ),
      el(
        'p',
        { class: 'fine' },
        'Setting up a chat for the first time? See docs/channels, “Slack”, “Microsoft Teams” and “Discord”.',
      ),
    ],
  });
}

const way = (name: string, ...words: readonly Child[]) => el('li', {}, el('b', {}, name), el('span', {}, ...words));

/** Where Slack installs apps by itself, the link carries the code. */
const sayForSlack = (installUrl: string | null): readonly Child[] =>
  installUrl === null
    ? ['Write the line above to the coach in a direct message.']
    : [el('a', { href: installUrl }, 'Add it to your workspace'), ', and it is connected. No typing needed.'];

function makeCopyButton(text: string): HTMLElement {
  const words = el('span', {}, 'Copy');
  const copy = async () => {
    // A page that is not on this machine or HTTPS has no clipboard: the line can be marked by hand.
    const copied = await (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
      () => true,
      () => false,
    );
    words.textContent = copied ? 'Copied' : 'Please mark and copy it';
    announce(copied ? 'Copied.' : 'It could not be copied. Please mark and copy it.');
  };
  return el('button', { type: 'button', class: 'button', onclick: () => void copy() }, icon('copy'), words);
}

/** A company that nobody named yet is called as in speech. */
const nameInSentence = ({ name }: WireCompany): string => (name === 'Your company' ? 'your company' : name);
