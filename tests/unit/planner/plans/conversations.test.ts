import { describe, expect, it } from 'vitest';
import { planQuestion } from '../../../../agents/coach/understand/plan-question.ts';
import type { Catalogue } from '../../../../src/contracts/catalogue.ts';
import type { SkillName } from '../../../../src/contracts/skill.ts';
import type { PreviousTurn } from '../../../../src/contracts/understanding.ts';
import { BAKERY, BIKES, TODAY } from './companies.ts';

type Input = Readonly<Record<string, unknown>>;
/** What is said, and what is made of it: a call, or a question back with these labels. */
type Turn = readonly [text: string, skill: SkillName, input: Input] | readonly [text: string, asked: readonly string[]];

/** Advertising has a cut of its own, as a company has that keeps spend by channel. */
const ADVERTISED: Catalogue = {
  ...BAKERY,
  dimensions: [...BAKERY.dimensions, { key: 'ad_channel', members: ['Flyers', 'Instagram', 'Local Radio'] }],
};

/** Plays a conversation as the house does: small talk changes no subject. */
function play(turns: readonly Turn[]): readonly unknown[] {
  let previous: PreviousTurn | undefined;
  return turns.map(([text]) => {
    const understood = planQuestion(
      { text, today: TODAY, attachments: [], ...(previous === undefined ? {} : { previous }) },
      ADVERTISED,
    );
    if (understood.kind === 'ask') {
      previous = { calls: [], asked: understood.question };
      return [text, understood.question.choices.map(({ label }) => label)];
    }
    const { calls } = understood;
    if (calls.some(({ skill }) => skill !== 'help')) previous = { calls };
    return [text, ...calls.flatMap(({ skill, input }) => [skill, input])];
  });
}

const SATURDAY = { start: '2026-11-28', end: '2026-11-28' };
const NEXT_WEEK = { start: '2026-11-30', end: '2026-12-06' };
const OCTOBER = { start: '2026-10-01', end: '2026-10-31' };
const INES = { what: 'person', of: 'Ines Duarte', off: true };

const CONVERSATIONS: Readonly<Record<string, readonly Turn[]>> = {
  'ill, on a day just spoken of': [
    ['who works saturday', 'plan-staffing', { period: SATURDAY }],
    ['Ines called in sick', 'what-if', { period: SATURDAY, changes: [{ ...INES, day: '2026-11-28' }] }],
    [
      'no sorry, today',
      'what-if',
      {
        period: SATURDAY,
        changes: [
          { ...INES, day: '2026-11-28', off: false },
          { ...INES, day: '2026-11-23' },
        ],
      },
    ],
  ],
  'ill, without a day': [
    ['roster for next week at Harbour', 'plan-staffing', { filter: { shop: 'Harbour' }, period: NEXT_WEEK }],
    ['Ines called in sick', ['Monday', 'Tuesday', 'All days of the roster']],
    [
      'monday and tuesday',
      'what-if',
      {
        period: NEXT_WEEK,
        filter: { shop: 'Harbour' },
        changes: [
          { ...INES, weekday: 0 },
          { ...INES, weekday: 1 },
        ],
      },
    ],
    [
      'and wednesday',
      'what-if',
      { period: NEXT_WEEK, filter: { shop: 'Harbour' }, changes: [{ ...INES, weekday: 2 }] },
    ],
  ],
  'ill, out of nowhere': [
    ['Tom is ill', ['Today', 'Tomorrow', 'All days of the roster']],
    [
      'tomorrow',
      'what-if',
      { kind: 'staffing', changes: [{ what: 'person', of: 'Tom Baker', off: true, day: '2026-11-24' }] },
    ],
  ],
  'one role, one person, and back': [
    ['which bakers work Saturday?', 'plan-staffing', { period: SATURDAY, item: 'baker' }],
    [
      'does Tom work on friday?',
      'plan-staffing',
      { period: { start: '2026-11-27', end: '2026-11-27' }, item: 'Tom Baker' },
    ],
    ['and saturday?', 'plan-staffing', { period: SATURDAY, item: 'Tom Baker' }],
    ['thanks', 'help', { topic: 'thanks' }],
    ['who worked saturday?', 'plan-staffing', { period: { start: '2026-11-21', end: '2026-11-21' } }],
    [
      'did Tom call in sick last week?',
      'plan-staffing',
      { period: { start: '2026-11-16', end: '2026-11-22' }, item: 'Tom Baker' },
    ],
  ],
  'why one person': [
    ['plan next week’s roster', 'plan-staffing', { period: NEXT_WEEK }],
    ['why is Tom working sunday', ['Try it without Tom Baker']],
    ['yes', 'what-if', { kind: 'staffing', changes: [{ what: 'person', of: 'Tom Baker', weekday: 6, off: true }] }],
  ],
  'a change goes along to another place': [
    ['roster for next week at Harbour', 'plan-staffing', { filter: { shop: 'Harbour' }, period: NEXT_WEEK }],
    [
      'max 30 hours for everyone',
      'what-if',
      { period: NEXT_WEEK, filter: { shop: 'Harbour' }, changes: [{ what: 'hours', atMost: 30 }] },
    ],
    [
      'what about Market Street',
      'plan-staffing',
      { filter: { shop: 'Market Street' }, period: NEXT_WEEK, changes: [{ what: 'hours', atMost: 30 }] },
    ],
  ],
  'so much a week, so much a month': [
    ['spend $400 a week on ads, how should we split it', 'plan-budget', { amount: 1600 }],
    [
      'split $1,500 a month over the ads',
      'plan-budget',
      { amount: 1500, period: { start: '2026-12-01', end: '2026-12-31' } },
    ],
  ],
  'more, and how much': [
    ['split $2,000 over the ads', 'plan-budget', { amount: 2000 }],
    ['more for flyers', ['A tenth more', 'A quarter more', 'Half as much again']],
    ['$100', 'what-if', { kind: 'budget', changes: [{ what: 'spend', of: 'Flyers', by: 100 }] }],
    ['a bit less on Instagram', ['A tenth less', 'A quarter less', 'Half as much']],
    ['15%', 'what-if', { kind: 'budget', changes: [{ what: 'spend', of: 'Instagram', percent: -15 }] }],
  ],
  'orders, item by item': [
    ['how much oat milk should we order?', 'plan-inventory', { item: 'Oat Milk' }],
    ['what about butter', 'plan-inventory', { item: 'Butter' }],
    ['more butter', ['A tenth more', 'A quarter more', 'Half as much again']],
    ['15%', 'what-if', { kind: 'inventory', changes: [{ what: 'demand', of: 'Butter', percent: 15 }] }],
    ['no make it 40', 'what-if', { kind: 'inventory', changes: [{ what: 'order', of: 'Butter', to: 40 }] }],
  ],
  'more people': [
    ['plan next week’s roster', 'plan-staffing', { period: NEXT_WEEK }],
    ['more people on saturday', ['One more', 'Two more']],
    ['two', 'what-if', { kind: 'staffing', period: NEXT_WEEK, changes: [{ what: 'cover', weekday: 5, by: 2 }] }],
  ],
  'from a forecast to an order': [
    [
      'forecast cheesecake next week',
      'forecast-metric',
      { metric: 'sales', filter: { product: 'Cheesecake' }, horizonDays: 13, period: NEXT_WEEK },
    ],
    ['and what should i order for that', 'plan-inventory', { period: NEXT_WEEK, item: 'Cheesecake' }],
  ],
  'what was advertised': [
    ['split $2,000 over the ads', 'plan-budget', { amount: 2000 }],
    [
      'what did Instagram cost us last month',
      'ask-metric',
      { metric: 'ads', filter: { ad_channel: 'Instagram' }, period: OCTOBER },
    ],
    ['compare Instagram and Flyers', 'ask-metric', { metric: 'ads', by: 'ad_channel', period: OCTOBER }],
  ],
  'which plan': [
    ['i need a plan', ['What to order', 'Who works when', 'Prices', 'Marketing money']],
    ['the second one', 'plan-staffing', {}],
    ['what plan do we have for this week', 'decide', { action: 'list' }],
  ],
};

describe('conversations', () => {
  it.each(Object.entries(CONVERSATIONS))('%s', (_, turns) => {
    expect(play(turns)).toEqual(turns);
  });

  it('answers a number and a plan in one message; a why after it is about the number', () => {
    const [both, why] = play([
      ['what were sales last week and who should work this weekend?', []],
      ['why was it down', []],
    ]);
    const lastWeek = { metric: 'sales', period: { start: '2026-11-16', end: '2026-11-22' } };
    expect(both).toEqual([
      'what were sales last week and who should work this weekend?',
      'ask-metric',
      lastWeek,
      'plan-staffing',
      { period: { start: '2026-11-28', end: '2026-11-29' } },
    ]);
    expect(why).toEqual(['why was it down', 'explain-change', { ...lastWeek, direction: 'down' }]);
  });

  it('takes a word that is no name of the company for what it is, not for a shift', () => {
    const understood = planQuestion(
      {
        text: 'what if latte goes to $5',
        today: TODAY,
        attachments: [],
        previous: { calls: [{ skill: 'set-prices', input: {} }] },
      },
      { ...BIKES, names: [...(BIKES.names ?? []), { kind: 'shift', names: ['Late'] }] },
    );
    expect(understood).toMatchObject({ calls: [{ input: { changes: [{ what: 'price', of: 'latte', to: 5 }] } }] });
  });
});
