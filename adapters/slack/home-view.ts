import type { types } from '@slack/bolt';
import type { HomeCard } from '../channel.ts';

const STARTER = 'ask:';

/**
 * The coach's front page for one person.
 * @param card null for somebody who is not let in: the page says how to get in
 */
export function buildHome(card: HomeCard | null): types.HomeView {
  return { type: 'home', blocks: card === null ? buildClosed() : buildOpen(card) };
}

/** The question of a pressed starter; null when another button was pressed. */
export function readStarter(action: { readonly action_id: string; readonly value?: string }): string | null {
  return action.action_id.startsWith(STARTER) && action.value ? action.value : null;
}

function buildOpen({ company, goals, latestForecast, nextDigest }: HomeCard): types.KnownBlock[] {
  const name = company.sample ? `${company.name} (sample data)` : company.name;
  return [
    header(name),
    section(
      company.dataRange
        ? 'Ask me anything about your numbers: here, in a direct message, or by mentioning me in a channel.'
        : 'I have no numbers of yours yet. Send me a file with your sales as a direct message, and I will read it.',
    ),
    ...(company.starters.length > 0 ? [title('Try one of these'), starters(company.starters)] : []),
    { type: 'divider' },
    title('Goals'),
    section(goals.length > 0 ? goals.slice(0, 10).join('\n') : 'No goals yet. Type /goals to set one.'),
    title('Latest forecast'),
    section(latestForecast ? `${latestForecast.text}` : 'None yet. Type /forecast to make one.'),
    ...(latestForecast ? [small(`Made on ${latestForecast.madeOn}`)] : []),
    title('Next weekly summary'),
    section(nextDigest ?? 'Not set up yet. Type /digest to choose a day and time.'),
  ];
}

function buildClosed(): types.KnownBlock[] {
  return [
    header('Your business coach'),
    section(
      'You do not have access to this company’s numbers yet. Send me a direct message: I will tell you who can let you in, and ask them for you.',
    ),
  ];
}

const header = (text: string): types.HeaderBlock => ({ type: 'header', text: plain(text, 150) });
const title = (text: string): types.SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: `*${text}*`, verbatim: true },
});
/** As plain text: what stands in it (names, goals) is the company's own, and no markup. */
const section = (text: string): types.SectionBlock => ({ type: 'section', text: plain(text, 3_000) });
const small = (text: string): types.ContextBlock => ({ type: 'context', elements: [plain(text, 2_000)] });

const starters = (questions: readonly string[]): types.ActionsBlock => ({
  type: 'actions',
  elements: questions.slice(0, 5).map((question, at) => ({
    type: 'button',
    action_id: `${STARTER}${at}`,
    text: plain(question, 75),
    value: question.slice(0, 2_000),
  })),
});

function plain(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: text.length > most ? `${text.slice(0, most - 1)}…` : text, emoji: false };
}
