import type { SkillResult } from '../../src/contracts/skill.ts';
import { findDirectPlace, findSchedule } from '../../src/db/queries/digests.ts';
import { setDigest, type WantedDigest } from '../../src/digests/manage-digest.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { askWhen } from './ask-when.ts';
import { AFTER_SETTING } from './buttons.ts';
import type { WriteDigestInput } from './input.ts';
import { mayChange } from './may-change.ts';
import { plainResult } from './plain-result.ts';
import { sayNext } from './say-next.ts';

type Where = Pick<WantedDigest, 'conversation' | 'thread' | 'audience' | 'address'>;

/** Sets the digest of a place, or asks for what is missing: the day and the time are never guessed. */
export async function scheduleDigest(ctx: SkillContext, input: WriteDigestInput): Promise<SkillResult> {
  if (input.every !== undefined) {
    const rhythm = input.every === 'day' ? 'every day' : 'once a month';
    return askWhen(ctx, input, `I send it once a week, not ${rhythm}. When should it come?`);
  }
  const where = await findPlace(ctx, input);
  if (where === null) {
    const words =
      'I can write to you directly once you have written to me there. Open a direct message with me and say “digest on”.';
    return plainResult(createFactBook(), [words], []);
  }
  mayChange(ctx, where.audience !== 'private');
  const { weekday, time } = input;
  if (weekday === undefined || time === undefined) return askWhen(ctx, input, askFor(input));
  const { channel, workspace, user } = ctx.asked;
  const wanted: WantedDigest = {
    ...where,
    channel,
    workspace,
    externalUser: user,
    createdBy: ctx.person.id,
    weekday,
    at: time,
    timezone: input.clock === 'mine' ? (ctx.asked.timezone ?? ctx.company.timezone) : ctx.company.timezone,
  };
  const { before, set } = await ctx.data(async (tx) => ({
    before: await findSchedule(tx, wanted),
    set: await setDigest(tx, wanted, ctx.now),
  }));
  const book = createFactBook();
  const mail = input.by === 'email' ? ['I do not send e-mail: it comes in this chat.'] : [];
  return plainResult(book, [`${before ? 'Changed' : 'Done'}. ${sayNext(ctx, book, set)}`, ...mail], AFTER_SETTING);
}

function askFor({ weekday, time }: WriteDigestInput): string {
  if (weekday !== undefined) return 'At what time should it come?';
  return time === undefined ? 'When should it come each week?' : 'On which day should it come?';
}

/** null: a direct message was asked for, and there was never one. */
async function findPlace(ctx: SkillContext, { where = 'here' }: WriteDigestInput): Promise<Where | null> {
  const { asked } = ctx;
  if (where === 'here' || asked.audience === 'private') {
    // A thread is a talk about one thing; a digest opens one of its own at the top of the conversation.
    const thread = asked.thread === asked.conversation ? asked.thread : '';
    const { conversation, audience, address = null } = asked;
    return { conversation, thread, audience, address };
  }
  const direct = await ctx.data((tx) => findDirectPlace(tx, asked));
  return direct === null ? null : { ...direct, thread: '', audience: 'private' };
}
