import type { SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import { saveConsent } from '../../src/db/queries/consents.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { ManageAccessInput } from './input.ts';
import { inWords } from './say.ts';

/** Remembers who may see answers in a conversation. */
export async function decideConsent(
  ctx: SkillContext,
  input: Extract<ManageAccessInput, { action: 'consent' }>,
): Promise<SkillResult> {
  const book = createFactBook();
  const { channel, workspace, conversation } = input.place ?? ctx.asked;
  if (!input.place && ctx.asked.audience === 'private')
    return inWords(book, [
      { kind: 'answer', template: 'Only you see what I say here. Say it in the channel you mean.' },
    ]);
  const { show: shows, outside = ctx.asked.audience === 'external' } = input;
  await ctx.data((tx) => saveConsent(tx, { channel, workspace }, { conversation, shows, outside, by: ctx.person.id }));
  // The button may stand in a direct message about a group.
  const elsewhere = conversation !== ctx.asked.conversation;
  const place = elsewhere ? 'the conversation you asked in' : 'this conversation';
  const say = elsewhere ? 'Say there:' : 'Say';
  const sections: readonly SectionTemplate[] =
    input.show === 'everyone'
      ? [
          { kind: 'answer', template: `From now on everyone in ${place} sees my answers.` },
          {
            kind: 'detail',
            template: `Whoever joins later sees them too. ${say} “keep answers private here” to change it.`,
          },
        ]
      : [
          { kind: 'answer', template: `In ${place}, I show numbers only to whoever asked.` },
          { kind: 'detail', template: `${say} “show answers to everyone here” to change it.` },
        ];
  return inWords(book, sections);
}
