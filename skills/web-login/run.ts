import { z } from 'zod';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { CoachSkill, SkillContext } from '../context.ts';

export const webLogin: CoachSkill<Record<string, never>> = {
  name: 'web-login',
  title: 'Sign in on the web',
  description: 'Gives the person a link that opens the web page as themselves, once.',
  input: z.object({}),
  rights: 'viewer',
  examples: ['Log in on the web', 'Send me a sign-in link'],
  run: offerLink,
};

async function offerLink(ctx: SkillContext): Promise<SkillResult> {
  const book = createFactBook();
  const offer = await ctx.access.offerSignIn(ctx.person, ctx.asked);
  const words = (answer: string, ...more: readonly string[]): SkillResult => ({
    facts: book.facts,
    sections: [
      { kind: 'answer', template: answer },
      ...more.map((template) => ({ kind: 'detail' as const, template })),
    ],
    charts: [],
    tables: [],
    followUps: [],
    working: null,
  });
  const minutes = (count: number) =>
    book.count('Minutes the link is good for', count, {
      source: { kind: 'method', how: 'Set for every sign-in link.' },
    });
  switch (offer.kind) {
    case 'here':
      return words(
        `Here is your way in: ${book.name(offer.url)}`,
        `It works once, for ${minutes(offer.minutes)} minutes, in the browser that opens it. Do not pass it on: it signs in as you.`,
      );
    case 'sent':
      return words(
        `I have sent you the link in a direct message. It works once, for ${minutes(offer.minutes)} minutes.`,
      );
    case 'unreachable':
      return words('Others read along here. Write “log in” to me in a direct message, and I send you the link there.');
    case 'no-address':
      return words(
        'My web page cannot be reached from outside yet.',
        'Whoever runs Dyocense can change that: they set its public address (PUBLIC_URL).',
      );
    case 'on-the-web':
      return words('You are on the web page already.');
  }
}
