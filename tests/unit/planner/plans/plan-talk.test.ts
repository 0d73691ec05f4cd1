import { describe, expect, it } from 'vitest';
import { COMMANDS, commandText } from '../../../../src/contracts/commands.ts';
import type { SkillName } from '../../../../src/contracts/skill.ts';
import { BAKERY, BIKES } from './companies.ts';
import { type Before, onlyCall, understand } from './understand.ts';

type Input = Readonly<Record<string, unknown>>;

describe('plan questions', () => {
  const ROWS: readonly (readonly [string, SkillName, Input])[] = [
    ['who should work Saturday?', 'plan-staffing', { period: { start: '2026-11-28', end: '2026-11-28' } }],
    [
      'who should work Saturday if Ines is off?',
      'plan-staffing',
      {
        period: { start: '2026-11-28', end: '2026-11-28' },
        changes: [{ what: 'person', of: 'Ines Duarte', off: true }],
      },
    ],
    [
      'plan next week’s roster without Tom',
      'plan-staffing',
      { period: { start: '2026-11-30', end: '2026-12-06' }, changes: [{ what: 'person', of: 'Tom Baker', off: true }] },
    ],
    [
      'if Omar is off on Friday, who should work next week?',
      'plan-staffing',
      {
        period: { start: '2026-11-30', end: '2026-12-06' },
        changes: [{ what: 'person', of: 'Omar Haddad', weekday: 4, off: true }],
      },
    ],
    [
      'plan the roster for the next two weeks at Harbour',
      'plan-staffing',
      { filter: { shop: 'Harbour' }, period: { start: '2026-11-24', end: '2026-12-07' } },
    ],
    ['who works this weekend?', 'plan-staffing', { period: { start: '2026-11-28', end: '2026-11-29' } }],
    ['How much oat milk should we order?', 'plan-inventory', { item: 'Oat Milk' }],
    ['what should I order for December?', 'plan-inventory', { period: { start: '2026-12-01', end: '2026-12-31' } }],
    [
      'what should I order if butter gets 10% dearer',
      'plan-inventory',
      { changes: [{ what: 'cost', of: 'Butter', percent: 10 }] },
    ],
    [
      'split $2,000 over the ads but at least $300 for flyers',
      'plan-budget',
      { amount: 2000, changes: [{ what: 'spend', of: 'Flyers', atLeast: 300 }] },
    ],
    [
      'set prices but keep latte under $5 and leave the rye loaf as it is',
      'set-prices',
      {
        changes: [
          { what: 'price', of: 'Latte', atMost: 5 },
          { what: 'price', of: 'Rye Loaf', by: 0 },
        ],
      },
    ],
  ];
  it.each(ROWS)('%s', (text, skill, input) => {
    expect(onlyCall(BAKERY, null, text)).toEqual({ skill, input });
  });

  it.each([
    ['and next week?', { period: { start: '2026-11-30', end: '2026-12-06' } }],
    ['what about Harbour?', { filter: { shop: 'Harbour' } }],
    ['for the next two weeks please', { period: { start: '2026-11-24', end: '2026-12-07' } }],
    ['only for Saturday', { period: { start: '2026-11-28', end: '2026-11-28' } }],
  ])('a plan is turned: %s', (text, input) => {
    expect(onlyCall(BAKERY, 'roster', text)).toEqual({ skill: 'plan-staffing', input });
  });
});

describe('the command for plans', () => {
  const ROWS: readonly (readonly [string, SkillName, Input])[] = [
    ['pricing max 5%', 'set-prices', { maxChangePercent: 5 }],
    [
      'staffing next week without Tom',
      'plan-staffing',
      { period: { start: '2026-11-30', end: '2026-12-06' }, changes: [{ what: 'person', of: 'Tom Baker', off: true }] },
    ],
    ['budget $2,000', 'plan-budget', { amount: 2000 }],
    ['inventory oat milk', 'plan-inventory', { item: 'Oat Milk' }],
    ['Staffing two fewer on Saturday', 'plan-staffing', { changes: [{ what: 'cover', weekday: 5, by: -2 }] }],
  ];
  it.each(ROWS)('/optimize %s', (rest, skill, input) => {
    expect(COMMANDS.some(({ name }) => name === 'optimize')).toBe(true);
    expect(onlyCall(BAKERY, null, commandText('optimize', rest))).toEqual({ skill, input });
  });
});

describe('decisions', () => {
  const ROWS: readonly (readonly [Before, string, Input])[] = [
    ['roster', 'approve it', { action: 'approve' }],
    ['prices', 'go with that', { action: 'approve' }],
    ['orders', 'looks good, do it', { action: 'approve' }],
    ['budget', 'no, scrap it', { action: 'dismiss' }],
    ['tried', 'approve that', { action: 'approve' }],
    [null, 'approve the order plan', { action: 'approve', kind: 'inventory' }],
    ['number', 'please approve the roster for next week', { action: 'approve', kind: 'staffing' }],
    [null, 'scrap the roster', { action: 'dismiss', kind: 'staffing' }],
    ['roster', 'change something', { action: 'adjust' }],
    ['prices', 'I want to change something', { action: 'adjust' }],
    ['orders', 'can we tweak it a bit', { action: 'adjust' }],
    [null, 'adjust the price plan', { action: 'adjust', kind: 'pricing' }],
    [null, 'which plans are open?', { action: 'list' }],
    [null, 'what did we decide?', { action: 'list' }],
    [null, 'show me our decisions', { action: 'list' }],
    [null, 'how did the price plan do?', { action: 'review', kind: 'pricing' }],
    [null, 'did last week’s order plan work out?', { action: 'review', kind: 'inventory' }],
    [null, 'did the roster work out?', { action: 'review', kind: 'staffing' }],
    ['budget', 'how did the last plan do?', { action: 'review', kind: 'budget' }],
  ];
  it.each(ROWS)('%s: %s', (before, text, input) => {
    expect(onlyCall(BAKERY, before, text)).toEqual({ skill: 'decide', input });
  });
});

describe('facts that plans rest on', () => {
  const ROWS: readonly (readonly [string, Input])[] = [
    ['our storage holds 40 crates', { key: 'storage-limit', value: 40 }],
    ['we have room for 1,200 boxes', { key: 'storage-limit', value: 1200 }],
    ['one person can serve 18 orders an hour', { key: 'orders-per-person-hour', value: 18 }],
    ['each baker handles about twenty customers an hour', { key: 'orders-per-person-hour', value: 20 }],
    ['a voucher is worth $6', { key: 'result-value', value: 6 }],
    ['one result is worth $4.50', { key: 'result-value', value: 4.5 }],
    ['we want a 98% service level', { key: 'service-level', value: 0.98 }],
    ['we want to have everything in 95 percent of cases', { key: 'service-level', value: 0.95 }],
    ['our prices end in 50 or 95', { key: 'price-endings', value: '50,95' }],
    ['our order budget is $800', { key: 'order-budget', value: 800 }],
    ['keeping stock costs us 20% a year', { key: 'holding-rate', value: 0.2 }],
    ['we follow the French labour rules', { key: 'labour-profile', value: 'French' }],
    ['We follow the work rules of Germany', { key: 'labour-profile', value: 'Germany' }],
    ['only owners approve plans', { key: 'approvers', value: 'owner' }],
    ['managers can approve plans', { key: 'approvers', value: 'manager' }],
    ['sales of baguette drop 2% for each 1% on the price', { key: 'elasticity:Baguette', value: -2 }],
    ['sales of latte drop 1.5 percent for each percent on the price', { key: 'elasticity:Latte', value: -1.5 }],
    ['what do you assume when you plan?', { action: 'list' }],
    ['what are your assumptions?', { action: 'list' }],
  ];
  it.each(ROWS)('%s', (text, input) => {
    expect(onlyCall(BAKERY, null, text)).toEqual({ skill: 'planning-settings', input });
    expect(onlyCall(BAKERY, 'prices', text)).toEqual({ skill: 'planning-settings', input });
  });
});

describe('what is no talk about plans', () => {
  const ROWS: readonly (readonly [Before, string, SkillName, Input])[] = [
    [null, 'why did storage cost rise?', 'explain-change', { metric: 'storage_cost' }],
    ['orders', 'why did storage cost rise?', 'explain-change', { metric: 'storage_cost' }],
    ['roster', 'how much did we sell on Saturday?', 'ask-metric', { metric: 'sales' }],
    ['roster', 'how much did wages cost last week', 'ask-metric', { metric: 'wages' }],
    ['orders', 'what were sales of cheesecake last week', 'ask-metric', { filter: { product: 'Cheesecake' } }],
    ['budget', 'how much did we spend on ads last month?', 'ask-metric', { metric: 'ads' }],
    ['roster', 'forecast sales next week', 'forecast-metric', { metric: 'sales' }],
    ['roster', 'thanks', 'help', { topic: 'thanks' }],
    ['prices', 'why did sales of latte drop 10% last week?', 'explain-change', { metric: 'sales' }],
    [null, 'what were wages last week?', 'ask-metric', { metric: 'wages' }],
    [null, 'what if wages went up 5%', 'what-if', { change: { variable: 'wages', percent: 5 } }],
    [null, 'what if we cut ads by 20%', 'what-if', { change: { variable: 'ads', percent: -20 } }],
    [null, 'what if we raised prices by 10%, what happens to sales?', 'what-if', { metric: 'sales' }],
    ['roster', 'what if we raised prices by 10%, what happens to sales?', 'what-if', { metric: 'sales' }],
    [null, 'remove Tom', 'manage-access', { action: 'remove' }],
    ['roster', 'make Tom an owner', 'manage-access', { action: 'set-role' }],
    [null, 'tell me when sales drop 10%', 'watch-metric', {}],
    [null, 'I want 20% more orders by March', 'track-goal', {}],
  ];
  it.each(ROWS)('%s: %s', (before, text, skill, input) => {
    expect(onlyCall(BAKERY, before, text)).toMatchObject({ skill, input });
  });

  it.each(['how many did Tom sell?', 'who worked Saturday?', 'did Tom call in sick last week?'])(
    'changes nothing: %s',
    (text) => {
      for (const before of [null, 'roster'] as const) {
        const understood = understand(BAKERY, before, text);
        expect(understood.kind === 'plan' && understood.calls.map(({ skill }) => skill)).not.toContain('what-if');
      }
    },
  );

  it('never throws, whatever a plan is answered with', () => {
    for (const text of [
      '',
      '%',
      '$',
      'if',
      'and and and',
      '1 2 3',
      'no',
      'without',
      'between 5 and',
      '🥐 -3',
      'to 5 to 6',
    ])
      for (const before of ['orders', 'roster', 'prices', 'budget', 'adjust'] as const)
        expect(['plan', 'ask']).toContain(understand(BIKES, before, text).kind);
  });
});

describe('a choice of one', () => {
  const one = { ...BAKERY, metrics: BAKERY.metrics.slice(0, 1), names: [] };

  it('is taken, and said', () => {
    const understood = understand(one, null, 'How much was total last week?');
    expect(understood).toMatchObject({
      kind: 'plan',
      calls: [{ skill: 'ask-metric', input: { metric: 'sales', period: { start: '2026-11-16', end: '2026-11-22' } } }],
    });
    expect(understood.kind === 'plan' && understood.assumed).toEqual([
      { about: 'metric', said: 'total', taken: 'Sales' },
    ]);
  });
});
