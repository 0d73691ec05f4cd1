import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { planQuestion } from '../../../agents/coach/understand/plan-question.ts';
import type { Catalogue } from '../../../src/contracts/catalogue.ts';
import { COMMANDS, commandText } from '../../../src/contracts/commands.ts';
import type { FollowUp } from '../../../src/contracts/skill.ts';
import type { PreviousTurn } from '../../../src/contracts/understanding.ts';

const file = fileURLToPath(new URL('../planner/companies/bookshop.json', import.meta.url));
/** A Friday. */
const { today, ...bookshop }: Catalogue & { today: string } = JSON.parse(readFileSync(file, 'utf8'));

function understand(text: string, previous?: PreviousTurn) {
  const understood = planQuestion({ text, today, attachments: [], ...(previous ? { previous } : {}) }, bookshop);
  const calls = understood.kind === 'plan' ? understood.calls : [];
  return calls.map(({ skill, input }) => (skill === 'write-digest' ? { ...input } : skill));
}

describe('what is asked of the digest', () => {
  it.each([
    ['How are we doing?', {}],
    ['digest', {}],
    ['digest preview', {}],
    ['weekly roundup please', {}],
    ['how did we do last week?', { period: { start: '2026-11-09', end: '2026-11-15' } }],
    ['how did we do on Monday?', { period: { start: '2026-11-16', end: '2026-11-16' } }],
    ['Can I have the monthly summary', { period: { start: '2026-10-01', end: '2026-10-31' } }],
    ['digest on', { action: 'schedule' }],
    ['turn on the weekly digest', { action: 'schedule' }],
    ['Send me the digest every Monday at 8', { action: 'schedule', weekday: 1, time: '08:00', where: 'direct' }],
    ['digest every Monday at 8:00', { action: 'schedule', weekday: 1, time: '08:00' }],
    ['digest every fri 17:30', { action: 'schedule', weekday: 5, time: '17:30' }],
    [
      'weekly summary in this channel on Fridays 17:30',
      { action: 'schedule', weekday: 5, time: '17:30', where: 'here' },
    ],
    ['Post the weekly summary every Friday at 5', { action: 'schedule', weekday: 5, time: '17:00' }],
    ['weekly digest at noon on Thursdays', { action: 'schedule', weekday: 4, time: '12:00' }],
    ['digest every Sunday at seven in the evening', { action: 'schedule', weekday: 7, time: '19:00' }],
    ['digest every Monday at 8 am my time', { action: 'schedule', weekday: 1, time: '08:00', clock: 'mine' }],
    ['email me a summary every friday', { action: 'schedule', weekday: 5, by: 'email' }],
    ['send me a daily digest', { action: 'schedule', where: 'direct', every: 'day' }],
    ['change the digest to Tuesday at 9am', { action: 'schedule', weekday: 2, time: '09:00' }],
    ['change the digest', { action: 'change' }],
    ['pause the digest', { action: 'pause' }],
    ['resume the digest', { action: 'resume' }],
    ['digest off', { action: 'stop' }],
    ['stop sending me the weekly summary', { action: 'stop' }],
    ['when is the next digest?', { action: 'status' }],
    ['send a test digest', { action: 'test' }],
  ])('%s', (text, input) => expect(understand(text)).toEqual([input]));

  it('each choice of the slash command', () => {
    const choices = COMMANDS.find(({ name }) => name === 'digest')?.choices ?? [];
    expect(choices.map(({ value }) => understand(commandText('digest', value))[0])).toEqual([
      {},
      { action: 'schedule' },
      { action: 'pause' },
      { action: 'status' },
    ]);
  });

  it.each(['every Monday is slow, why?', 'Why did sales drop last week?', 'when did sales peak?'])(
    'nothing of it in “%s”',
    (text) => expect(understand(text)).not.toContainEqual(expect.objectContaining({ action: expect.anything() })),
  );
});

describe('an answer to when it should come', () => {
  const choice = (label: string, weekday: number, time: string): FollowUp => ({
    label,
    kind: 'choose',
    call: { skill: 'write-digest', input: { action: 'schedule', where: 'here', weekday, time } },
  });
  const asked = (choices: FollowUp[]): PreviousTurn => ({ calls: [], asked: { text: 'When?', choices } });
  const open = asked([choice('Monday at 8:00 AM', 1, '08:00'), choice('Friday at 5:00 PM', 5, '17:00')]);
  const dayKnown = asked([choice('Tuesday at 8:00 AM', 2, '08:00'), choice('Tuesday at 5:00 PM', 2, '17:00')]);

  it.each([
    ['Tuesdays at 9', open, { action: 'schedule', where: 'here', weekday: 2, time: '09:00' }],
    ['the second one', open, { action: 'schedule', where: 'here', weekday: 5, time: '17:00' }],
    // Only half an answer: the other half is asked for, not guessed.
    ['Tuesday', open, { action: 'schedule', where: 'here', weekday: 2 }],
    ['at 9', dayKnown, { action: 'schedule', where: 'here', weekday: 2, time: '09:00' }],
    ['Wednesdays at 9 my time', open, { action: 'schedule', where: 'here', weekday: 3, time: '09:00', clock: 'mine' }],
  ])('%s', (text, previous, input) => expect(understand(text, previous)).toEqual([input]));

  it('another question is another question', () => {
    expect(understand('why did sales drop?', open)).toEqual(['explain-change']);
  });

  it('"pause it" after one was spoken of', () => {
    expect(understand('pause it', { calls: [{ skill: 'write-digest', input: { action: 'status' } }] })).toEqual([
      { action: 'pause' },
    ]);
  });
});
