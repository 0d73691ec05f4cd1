import type { SkillResult } from '../../src/contracts/skill.ts';
import { writeDue } from '../../src/digests/say-due.ts';
import { civilDate } from '../../src/metrics/calendar.ts';
import type { CoachSkill, SkillContext } from '../context.ts';
import { lastWindow, scheduledWindow } from './choose-window.ts';
import { findOwnDigest } from './find-own-digest.ts';
import { type WriteDigestInput, writeDigestInput } from './input.ts';
import { manageDigest } from './manage.ts';
import { writePost } from './write-post.ts';

export const writeDigest: CoachSkill<WriteDigestInput> = {
  name: 'write-digest',
  title: 'Sum up the week',
  description:
    'Sums up how the company is doing: the largest real movements with their reasons, the week ahead, open questions. Now, or every week by itself.',
  input: writeDigestInput,
  rights: 'viewer',
  examples: [
    'How are we doing?',
    'Send me the digest every Monday at 8',
    'When is the next digest?',
    'Pause the digest',
  ],
  command: 'digest',
  run,
};

async function run(ctx: SkillContext, input: WriteDigestInput): Promise<SkillResult> {
  const { action = 'preview' } = input;
  switch (action) {
    case 'preview':
      return preview(ctx, input);
    case 'test':
    case 'post':
      return post(ctx, input, action === 'test');
    default:
      return manageDigest(ctx, { ...input, action });
  }
}

/** Counts from where the data end when they are old, as every question about "last week" does. */
async function preview(ctx: SkillContext, input: WriteDigestInput): Promise<SkillResult> {
  const period = input.period ?? lastWindow(ctx, ctx.today);
  const end = ctx.catalogue.dataRange?.end;
  const set = await ctx.data((tx) => findOwnDigest(tx, ctx.asked));
  return writePost(ctx, {
    period,
    opening: (book) =>
      ctx.todayIsDataEnd && end !== undefined && input.period === undefined
        ? [`Your newest numbers are from ${book.date('Last day with data', end)}, so I look back from there.`]
        : [],
    followUps: [
      set === null
        ? {
            label: 'Send me this every week',
            kind: 'ask',
            call: { skill: 'write-digest', input: { action: 'schedule' } },
          }
        : {
            label: 'When does the next one come?',
            kind: 'ask',
            call: { skill: 'write-digest', input: { action: 'status' } },
          },
    ],
  });
}

/** What goes out by itself: always the calendar's last week, whether there are numbers for it or not. */
async function post(ctx: SkillContext, input: WriteDigestInput, test: boolean): Promise<SkillResult> {
  const { timezone } = ctx.company;
  const period = scheduledWindow(ctx, input.week ?? lastWindow(ctx, civilDate(ctx.now, timezone)));
  const set = await ctx.data((tx) => findOwnDigest(tx, ctx.asked));
  return writePost(ctx, {
    period,
    opening: (book) => [
      ...(test ? ['This is a test. It shows what would be sent now.'] : []),
      ...(input.due === undefined
        ? []
        : [
            `This one is late: it was due on ${book.name(writeDue(ctx.company, new Date(input.due), set?.timezone ?? timezone))}, when I was not running.`,
          ]),
    ],
    followUps: [
      { label: 'Change or pause this', kind: 'ask', call: { skill: 'write-digest', input: { action: 'status' } } },
    ],
  });
}
