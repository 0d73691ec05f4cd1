import type { SkillResult } from '../../src/contracts/skill.ts';
import type { DigestSchedule } from '../../src/db/queries/digests.ts';
import { pauseDigest, resumeDigest, stopDigest } from '../../src/digests/manage-digest.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import { civilDate } from '../../src/metrics/calendar.ts';
import type { SkillContext } from '../context.ts';
import { askWhen } from './ask-when.ts';
import { CHANGE, PAUSE, PREVIEW, RESUME, SET, STOP } from './buttons.ts';
import { findOwnDigest } from './find-own-digest.ts';
import type { WriteDigestInput } from './input.ts';
import { mayChange } from './may-change.ts';
import { plainResult } from './plain-result.ts';
import { sayNext } from './say-next.ts';
import { scheduleDigest } from './schedule.ts';

type Managed = WriteDigestInput & { readonly action: 'schedule' | 'change' | 'pause' | 'resume' | 'stop' | 'status' };

/** Everything about when the digest comes. */
export async function manageDigest(ctx: SkillContext, input: Managed): Promise<SkillResult> {
  const set = await ctx.data((tx) => findOwnDigest(tx, ctx.asked));
  const { action } = input;
  if (action === 'change') return askWhen(ctx, input, 'When should it come from now on?');
  if (action === 'schedule') {
    const asksNothingNew = input.weekday === undefined && input.time === undefined && input.where === undefined;
    if (set === null || !asksNothingNew || input.every !== undefined) return scheduleDigest(ctx, input);
    return set.pausedAt === null ? sayStatus(ctx, set) : manageDigest(ctx, { ...input, action: 'resume' });
  }
  if (set === null) return sayNone(action);
  if (action === 'status') return sayStatus(ctx, set);
  mayChange(ctx, set.audience !== 'private');
  const book = createFactBook();
  if (action === 'stop') {
    await ctx.data((tx) => stopDigest(tx, set, ctx.now));
    return plainResult(
      book,
      ['Done. No more digests come here. You can still ask me how things are going at any time.'],
      [SET],
    );
  }
  if (action === 'pause') {
    await ctx.data((tx) => pauseDigest(tx, set, ctx.now));
    return plainResult(
      book,
      ['The digest is paused. It stays silent until you say “resume the digest”.'],
      [RESUME, STOP],
    );
  }
  await ctx.data((tx) => resumeDigest(tx, set, ctx.now));
  return plainResult(book, [`The digest is on again. ${sayNext(ctx, book, set)}`], [PAUSE, CHANGE]);
}

function sayNone(action: Managed['action']): SkillResult {
  const none = 'No weekly digest is set in this chat';
  const words = action === 'status' ? `${none}.` : `${none}, so there is nothing to ${action}.`;
  return plainResult(createFactBook(), [words], [SET, PREVIEW]);
}

function sayStatus(ctx: SkillContext, set: DigestSchedule): SkillResult {
  const book = createFactBook();
  if (set.pausedAt === null) return plainResult(book, [sayNext(ctx, book, set)], [CHANGE, PAUSE, STOP]);
  const since = book.date('Paused since', civilDate(set.pausedAt, set.timezone), { weekday: true });
  return plainResult(book, [`The digest is paused since ${since}.`], [RESUME, CHANGE, STOP]);
}
