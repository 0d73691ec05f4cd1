import { namedPeople } from '../../src/access/manage-people.ts';
import { mayDecideOn } from '../../src/access/roles.ts';
import type { FollowUp, SectionTemplate, SkillResult, TableTemplate } from '../../src/contracts/skill.ts';
import { listWaiting } from '../../src/db/queries/access-requests.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { inWords } from './say.ts';

/** More than these waiting are named, but have no buttons. */
const MOST_BUTTONS = 2;

const WRITES_FROM: Readonly<Record<string, string>> = {
  slack: 'Slack',
  teams: 'Teams',
  discord: 'Discord',
  web: 'the web',
  cli: 'the command line',
};

/** Everybody who is let in, and who waits to be. */
export async function listAccess(ctx: SkillContext): Promise<SkillResult> {
  const book = createFactBook();
  const { people, waiting } = await ctx.data(async (tx) => ({
    people: await namedPeople(tx),
    waiting: await listWaiting(tx),
  }));
  const table: TableTemplate = {
    title: 'Who has access',
    columns: ['Name', 'Role', 'Writes from'].map((label) => ({ label, align: 'left' })),
    rows: people.map((person) => {
      const from = [...new Set(person.identities.map(({ channel }) => WRITES_FROM[channel] ?? channel))];
      return [book.name(person.displayName), person.role, from.length === 0 ? 'the web' : from.join(', ')];
    }),
  };
  const names = new Intl.ListFormat('en').format(waiting.map(({ displayName }) => displayName));
  const sections: SectionTemplate[] = [
    { kind: 'answer', template: sayHowMany(people.length, book) },
    ...(waiting.length > 0
      ? [
          {
            kind: 'detail' as const,
            template: `${book.name(names)} ${waiting.length === 1 ? 'waits' : 'wait'} to be let in.`,
          },
        ]
      : []),
    {
      kind: 'detail',
      template:
        'Viewers ask. Members also add files. Managers also let people in and set up summaries. Owners may do everything.',
    },
  ];
  const buttons = waiting.slice(0, MOST_BUTTONS).map(
    ({ displayName, channel, workspace, externalUser: user }): FollowUp => ({
      label: `Let ${book.name(displayName)} in`,
      kind: 'choose',
      call: { skill: 'manage-access', input: { action: 'let-in', channel, workspace, user } },
    }),
  );
  const result = inWords(book, sections, mayDecideOn(ctx.person.role, 'member') ? buttons : []);
  return { ...result, tables: people.length > 0 ? [table] : [] };
}

function sayHowMany(count: number, book: ReturnType<typeof createFactBook>): string {
  if (count === 0) return 'Nobody is let in yet beside whoever opens the web page here.';
  if (count === 1) return 'One person is let in.';
  const how = { kind: 'computed', how: 'People who are let in, counted.', from: [] } as const; // a literal source
  return `${book.count('People who are let in', count, { source: how })} people are let in.`;
}
