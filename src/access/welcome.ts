import type { Company, Person, Role } from '../contracts/company.ts';
import type { Reply } from '../contracts/reply.ts';
import { nameCompany } from './names.ts';
import { makePlainReply } from './plain-reply.ts';

const WHAT_I_DO =
  'Ask me in plain words, for example “How were sales last week?” or “What will we sell next week?”. I look numbers up, explain why they moved, forecast them, and show how I got there.';
const ADD_A_FILE = 'Send me a sales file (CSV) to start with, or to bring your numbers up to date.';
const WHO_SEES_WHAT =
  'Who sees what: in a direct message, only you. In a channel, everyone sees the answer only when everyone there is let in. Otherwise I show it to you alone, and ask you once whether the channel may see it.';
const LETTING_IN =
  'To let others in, tell them to write to me. I ask you then, and one button is enough. “Who has access?” shows the list, “remove Tom” ends it for Tom.';

/** For whoever has just linked a workspace, or become an owner of it. */
export const welcomeOwner = (company: Company, owner: Person): Reply =>
  makePlainReply([
    `Hello ${owner.displayName}! This workspace is linked to ${nameCompany(company)} now, and you are an owner.`,
    `${WHAT_I_DO} ${ADD_A_FILE}`,
    WHO_SEES_WHAT,
    LETTING_IN,
  ]);

const MAY: Record<Role, string> = {
  viewer: 'You can ask me anything about the numbers.',
  member: 'You can ask me anything about the numbers, and add files.',
  manager: 'You can ask, add files, let others in, set up summaries and decide who sees answers in channels.',
  owner: 'You are an owner: you can do everything here.',
};

/** For somebody who was let in, in a direct message. */
export const welcomePerson = (company: Company, person: Person, by: string, answering: boolean): Reply =>
  makePlainReply([
    `You are in: ${by} let you in to the business coach of ${nameCompany(company)}. ${MAY[person.role]}`,
    answering ? 'I am answering your question now.' : WHAT_I_DO,
  ]);
