import { describe, expect, it } from 'vitest';
import type { PlanChange, PlanKind } from '../../../../src/contracts/plan.ts';
import { BAKERY, BIKES } from './companies.ts';
import { type Before, onlyCall, understand } from './understand.ts';

type Row = readonly [before: Before, text: string, ...changes: PlanChange[]];

const [MON, TUE, WED, THU, FRI, SAT, SUN] = [0, 1, 2, 3, 4, 5, 6];

const ROSTER: readonly Row[] = [
  ['roster', 'two fewer on Saturday', { what: 'cover', weekday: SAT, by: -2 }],
  ['adjust', 'two fewer on Saturday', { what: 'cover', weekday: SAT, by: -2 }],
  ['roster', 'looks good, but two fewer on Saturday', { what: 'cover', weekday: SAT, by: -2 }],
  [
    'roster',
    'could we manage with one fewer on Saturday and Sunday',
    { what: 'cover', weekday: SAT, by: -1 },
    { what: 'cover', weekday: SUN, by: -1 },
  ],
  ['roster', 'make it three on Sunday late', { what: 'cover', weekday: SUN, shift: 'Late', to: 3 }],
  ['roster', 'someone extra on Sunday late', { what: 'cover', weekday: SUN, shift: 'Late', by: 1 }],
  [
    'roster',
    'one more baker in the morning at Harbour',
    { what: 'cover', role: 'baker', shift: 'Early', location: 'Harbour', by: 1 },
  ],
  ['roster', 'three people at Harbour on Sundays', { what: 'cover', weekday: SUN, location: 'Harbour', to: 3 }],
  ['roster', 'nobody on Sunday evening', { what: 'cover', weekday: SUN, shift: 'Late', to: 0 }],
  ['roster', 'one more florist on Saturday', { what: 'cover', weekday: SAT, role: 'florist', by: 1 }],
  [
    'roster',
    'what would it cost with two more bakers on Friday',
    { what: 'cover', weekday: FRI, role: 'baker', by: 2 },
  ],
  ['roster', 'what if Ines is off on Friday', { what: 'person', of: 'Ines Duarte', weekday: FRI, off: true }],
  ['roster', 'tom cant do friday', { what: 'person', of: 'Tom Baker', weekday: FRI, off: true }],
  ['roster', 'Tom not on Sunday', { what: 'person', of: 'Tom Baker', weekday: SUN, off: true }],
  ['roster', 'Tom called in sick today', { what: 'person', of: 'Tom Baker', day: '2026-11-23', off: true }],
  ['roster', 'Kasia off tomorrow', { what: 'person', of: 'Kasia Nowak', day: '2026-11-24', off: true }],
  ['roster', 'Kasia can’t make it this Saturday', { what: 'person', of: 'Kasia Nowak', day: '2026-11-28', off: true }],
  ['roster', 'Jo is away on the 28th', { what: 'person', of: 'Jo', day: '2026-11-28', off: true }],
  [
    'roster',
    'Jo is on holiday from Thursday to Saturday',
    { what: 'person', of: 'Jo', weekday: THU, off: true },
    { what: 'person', of: 'Jo', weekday: FRI, off: true },
    { what: 'person', of: 'Jo', weekday: SAT, off: true },
  ],
  [
    'roster',
    'Tom and Ines can’t work Saturday',
    { what: 'person', of: 'Tom Baker', weekday: SAT, off: true },
    { what: 'person', of: 'Ines Duarte', weekday: SAT, off: true },
  ],
  [
    'roster',
    'Tom is off on Friday and Ines on Saturday',
    { what: 'person', of: 'Tom Baker', weekday: FRI, off: true },
    { what: 'person', of: 'Ines Duarte', weekday: SAT, off: true },
  ],
  ['roster', 'Will can’t work on Thursday', { what: 'person', of: 'Will Chen', weekday: THU, off: true }],
  ['roster', 'what if Omar is away next week', { what: 'person', of: 'Omar Haddad', off: true }],
  ['roster', 'remove Tom from Saturday', { what: 'person', of: 'Tom Baker', weekday: SAT, off: true }],
  ['roster', 'remove Tom', { what: 'person', of: 'Tom Baker', off: true }],
  [
    'roster',
    'can you do it without Ines and Omar?',
    { what: 'person', of: 'Ines Duarte', off: true },
    { what: 'person', of: 'Omar Haddad', off: true },
  ],
  ['roster', 'Zoe is off on Friday', { what: 'person', of: 'Zoe', weekday: FRI, off: true }],
  ['roster', 'Pryia is off on Monday', { what: 'person', of: 'Priya Nair', weekday: MON, off: true }],
  ['roster', 'Priya wants to work on Thursday', { what: 'person', of: 'Priya Nair', weekday: THU, to: 1 }],
  ['roster', 'Priya is back on Thursday', { what: 'person', of: 'Priya Nair', weekday: THU, off: false }],
  ['roster', 'no more than 30 hours for Omar', { what: 'hours', of: 'Omar Haddad', atMost: 30 }],
  [
    'roster',
    'no more than 30 hours for Omar and 20 for Priya',
    { what: 'hours', of: 'Omar Haddad', atMost: 30 },
    { what: 'hours', of: 'Priya Nair', atMost: 20 },
  ],
  ['roster', 'at least twenty hours for Jo', { what: 'hours', of: 'Jo', atLeast: 20 }],
  ['roster', 'everyone at most 35 hours', { what: 'hours', atMost: 35 }],
  ['roster', 'we need four people on Black Friday', { what: 'cover', day: '2026-11-27', to: 4 }],
  ['roster', 'add a baker on Friday late', { what: 'cover', weekday: FRI, shift: 'Late', role: 'baker', by: 1 }],
  ['roster', 'can Jo do Saturday instead', { what: 'person', of: 'Jo', weekday: SAT, to: 1 }],
  ['roster', 'give Priya Friday off', { what: 'person', of: 'Priya Nair', weekday: FRI, off: true }],
  ['roster', 'wages up 5%', { what: 'wage', percent: 5 }],
  ['roster', 'what if we get 20% more customers on Saturday', { what: 'demand', weekday: SAT, percent: 20 }],
];

const ORDERS: readonly Row[] = [
  ['orders', 'storage 20% less', { what: 'storage', percent: -20 }],
  ['orders', 'half the storage', { what: 'storage', percent: -50 }],
  ['adjust', 'storage a fifth less', { what: 'storage', percent: -20 }],
  ['orders', 'what if our storage held 60 crates', { what: 'storage', to: 60 }],
  ['orders', 'bread flour goes up 10%', { what: 'cost', of: 'Bread Flour', percent: 10 }],
  ['tried', 'and butter 10% dearer', { what: 'cost', of: 'Butter', percent: 10 }],
  ['orders', 'Northmill raises prices 8%', { what: 'cost', of: 'Northmill', percent: 8 }],
  ['orders', 'demand 15% higher', { what: 'demand', percent: 15 }],
  ['orders', 'sell 10% more cheesecake', { what: 'demand', of: 'Cheesecake', percent: 10 }],
  ['orders', 'order 20 more oat milk', { what: 'order', of: 'Oat Milk', by: 20 }],
  ['orders', 'order 20 more napkins', { what: 'order', of: 'napkins', by: 20 }],
  ['orders', 'at least 50 paper bags', { what: 'order', of: 'Paper Bags', atLeast: 50 }],
  ['orders', 'don’t order any yeast', { what: 'item', of: 'Yeast', off: true }],
  ['orders', 'no butter', { what: 'item', of: 'Butter', off: true }],
  ['orders', 'we counted 12 kg of bread flour', { what: 'stock', of: 'Bread Flour', to: 12 }],
  ['orders', 'we have 30 eggs left', { what: 'stock', of: 'Eggs', to: 30 }],
  ['orders', 'no deliveries from Northmill', { what: 'supplier', of: 'Northmill', off: true }],
  ['orders', 'skip Dairy & Daughters', { what: 'supplier', of: 'Dairy & Daughters', off: true }],
  ['orders', 'supplier takes 5 days', { what: 'lead-time', to: 5 }],
  ['orders', 'Northmill takes five days', { what: 'lead-time', of: 'Northmill', to: 5 }],
  ['orders', 'PackRight needs two weeks', { what: 'lead-time', of: 'PackRight', to: 14 }],
  ['orders', 'deliveries take 2 days longer', { what: 'lead-time', by: 2 }],
  ['orders', 'butter comes a week later', { what: 'lead-time', of: 'Butter', by: 7 }],
  ['orders', 'Northmill is on strike', { what: 'supplier', of: 'Northmill', off: true }],
  ['orders', 'eggs are out of stock at Northmill', { what: 'item', of: 'Eggs', off: true }],
  ['orders', 'we found 5 more bags of yeast', { what: 'stock', of: 'Yeast', by: 5 }],
  ['orders', 'service level 99%', { what: 'service-level', to: 99 }],
  ['orders', 'spend no more than $350', { what: 'order-budget', to: 350 }],
  ['orders', 'only $400 for the order', { what: 'order-budget', to: 400 }],
];

const PRICES: readonly Row[] = [
  ['prices', 'keep latte under $5', { what: 'price', of: 'Latte', atMost: 5 }],
  ['adjust', 'latte under $5', { what: 'price', of: 'Latte', atMost: 5 }],
  ['prices', 'no, keep the latte under $5', { what: 'price', of: 'Latte', atMost: 5 }],
  ['prices', 'keep mocha under $5', { what: 'price', of: 'mocha', atMost: 5 }],
  ['prices', 'cheesecake at least $4', { what: 'price', of: 'Cheesecake', atLeast: 4 }],
  ['prices', 'sourdough between $6 and $7', { what: 'price', of: 'Sourdough', atLeast: 6, atMost: 7 }],
  ['prices', 'don’t change the price of sourdough', { what: 'price', of: 'Sourdough', by: 0 }],
  ['prices', 'don’t touch the baguette', { what: 'price', of: 'Baguette', by: 0 }],
  ['prices', 'leave rye loaf alone', { what: 'price', of: 'Rye Loaf', by: 0 }],
  ['prices', 'raise baguette by 20 cents', { what: 'price', of: 'Baguette', by: 0.2 }],
  ['prices', 'baguette at $3.50', { what: 'price', of: 'Baguette', to: 3.5 }],
  ['prices', 'what if we raised prices by a tenth', { what: 'price', percent: 10 }],
  ['prices', 'everything under $10', { what: 'price', atMost: 10 }],
  ['prices', 'leave out cheesecake', { what: 'product', of: 'Cheesecake', off: true }],
  ['prices', 'max 5% price change', { what: 'max-change', to: 5 }],
  ['prices', 'prices may change by 5 percent at most', { what: 'max-change', to: 5 }],
  ['prices', 'no more than 8% up or down', { what: 'max-change', to: 8 }],
  ['prices', 'only change three prices', { what: 'number-of-changes', to: 3 }],
  ['prices', 'latte costs us 10% more', { what: 'cost', of: 'Latte', percent: 10 }],
  ['prices', 'latte costs us 1.20', { what: 'cost', of: 'Latte', to: 1.2 }],
  ['prices', 'a margin of at least 60%', { what: 'margin', to: 60 }],
  ['prices', 'what if the elasticity of latte is 2', { what: 'elasticity', of: 'Latte', to: -2 }],
  [
    'prices',
    'latte under $5, leave rye loaf alone and only two changes',
    { what: 'price', of: 'Latte', atMost: 5 },
    { what: 'price', of: 'Rye Loaf', by: 0 },
    { what: 'number-of-changes', to: 2 },
  ],
];

const BUDGET: readonly Row[] = [
  ['budget', 'leave out flyers', { what: 'spend', of: 'Flyers', off: true }],
  ['budget', 'stop the radio', { what: 'spend', of: 'Local Radio', off: true }],
  ['budget', 'at least $200 for Instagram', { what: 'spend', of: 'Instagram', atLeast: 200 }],
  ['budget', 'at least $300 for TikTok', { what: 'spend', of: 'TikTok', atLeast: 300 }],
  [
    'budget',
    'at least $300 for flyers and $200 for Instagram',
    { what: 'spend', of: 'Flyers', atLeast: 300 },
    { what: 'spend', of: 'Instagram', atLeast: 200 },
  ],
  [
    'budget',
    'Instagram max 400 and flyers at least 100',
    { what: 'spend', of: 'Instagram', atMost: 400 },
    { what: 'spend', of: 'Flyers', atLeast: 100 },
  ],
  ['budget', 'double Instagram', { what: 'spend', of: 'Instagram', percent: 100 }],
  ['budget', 'put $200 on local radio', { what: 'spend', of: 'Local Radio', to: 200 }],
  [
    'budget',
    'shift $100 from flyers to Instagram',
    { what: 'spend', of: 'Flyers', by: -100 },
    { what: 'spend', of: 'Instagram', by: 100 },
  ],
  ['budget', 'no radio', { what: 'spend', of: 'Local Radio', off: true }],
  ['budget', 'cap Instagram at $500', { what: 'spend', of: 'Instagram', atMost: 500 }],
  ['budget', 'keep flyers as they are', { what: 'spend', of: 'Flyers', by: 0 }],
  ['budget', 'budget of $2,000', { what: 'total', to: 2000 }],
  ['budget', 'what if we had only $500', { what: 'total', to: 500 }],
  ['budget', '$300 more', { what: 'total', by: 300 }],
  ['budget', '10% less', { what: 'total', percent: -10 }],
  ['budget', 'what if a voucher was worth $8', { what: 'result-value', to: 8 }],
];

const BIKE_SHOP: readonly Row[] = [
  [
    'roster',
    'Liam is ill on Tuesday and Wednesday',
    { what: 'person', of: 'Liam', weekday: TUE, off: true },
    { what: 'person', of: 'Liam', weekday: WED, off: true },
  ],
  ['roster', '2 mechanics on Saturday', { what: 'cover', weekday: SAT, role: 'mechanic', to: 2 }],
  [
    'roster',
    'another mechanic for opening on Saturday',
    { what: 'cover', weekday: SAT, shift: 'Opening', role: 'mechanic', by: 1 },
  ],
  ['roster', 'Sean has to work on Sunday', { what: 'person', of: 'Sean', weekday: SUN, to: 1 }],
  ['roster', 'Aoife must not do more than 24 hours', { what: 'hours', of: 'Aoife', atMost: 24 }],
  ['orders', 'skip the rain capes', { what: 'item', of: 'Rain Cape', off: true }],
  ['orders', 'Velo Nord is closed on Monday', { what: 'supplier', of: 'Velo Nord', weekday: MON, off: true }],
  ['orders', 'Gearhouse delivers in 10 days', { what: 'lead-time', of: 'Gearhouse', to: 10 }],
  ['orders', 'helmets cost 5% more', { what: 'cost', of: 'Helmet', percent: 5 }],
  ['orders', 'only 300 euros for orders', { what: 'order-budget', to: 300 }],
  ['prices', 'what if the helmet was €49', { what: 'price', of: 'Helmet', to: 49 }],
  ['prices', 'inner tubes 50 cents cheaper', { what: 'price', of: 'Inner Tube', by: -0.5 }],
  ['prices', 'at most 8%', { what: 'max-change', to: 8 }],
  ['budget', '€100 more', { what: 'total', by: 100 }],
  ['budget', 'nothing on posters', { what: 'spend', of: 'Posters', off: true }],
  [
    'budget',
    'Google at least 150 and posters at most 80',
    { what: 'spend', of: 'Google Ads', atLeast: 150 },
    { what: 'spend', of: 'Posters', atMost: 80 },
  ],
];

const named = (rows: readonly Row[]) => rows.map(([before, text, ...changes]) => ({ before, text, changes }));

describe('changes in a thread about a plan', () => {
  it.each(named([...ROSTER, ...ORDERS, ...PRICES, ...BUDGET]))(
    'bakery, $before: $text',
    ({ before, text, changes }) => {
      expect(onlyCall(BAKERY, before, text)).toEqual({ skill: 'what-if', input: { changes } });
    },
  );

  it.each(named(BIKE_SHOP))('bike shop, $before: $text', ({ before, text, changes }) => {
    expect(onlyCall(BIKES, before, text)).toEqual({ skill: 'what-if', input: { changes } });
  });
});

describe('changes of another plan, or out of nowhere, name their kind', () => {
  const ROWS: readonly (readonly [Before, string, PlanKind, ...PlanChange[]])[] = [
    [null, 'what if Tom is off on Friday?', 'staffing', { what: 'person', of: 'Tom Baker', weekday: FRI, off: true }],
    [
      null,
      'Ines called in sick today',
      'staffing',
      { what: 'person', of: 'Ines Duarte', day: '2026-11-23', off: true },
    ],
    [
      'orders',
      'what if Tom is off on Friday',
      'staffing',
      { what: 'person', of: 'Tom Baker', weekday: FRI, off: true },
    ],
    ['budget', 'two fewer on Saturday', 'staffing', { what: 'cover', weekday: SAT, by: -2 }],
    [
      null,
      'what if we had two more bakers on Saturday',
      'staffing',
      { what: 'cover', weekday: SAT, role: 'baker', by: 2 },
    ],
    [null, 'what if we had 20% less storage', 'inventory', { what: 'storage', percent: -20 }],
    [null, 'what if storage was 20% smaller', 'inventory', { what: 'storage', percent: -20 }],
    [null, 'what if Northmill takes 5 days', 'inventory', { what: 'lead-time', of: 'Northmill', to: 5 }],
    [null, 'what if demand falls 10%', 'inventory', { what: 'demand', percent: -10 }],
    [null, 'what if the ad budget was only $500', 'budget', { what: 'total', to: 500 }],
    ['number', 'keep latte under $5', 'pricing', { what: 'price', of: 'Latte', atMost: 5 }],
    ['roster', 'keep sourdough under $6', 'pricing', { what: 'price', of: 'Sourdough', atMost: 6 }],
  ];
  it.each(ROWS.map(([before, text, kind, ...changes]) => ({ before, text, kind, changes })))(
    '$before: $text',
    ({ before, text, kind, changes }) => {
      expect(onlyCall(BAKERY, before, text)).toEqual({ skill: 'what-if', input: { kind, changes } });
    },
  );
});

describe('several changes, of which one alone would say too little', () => {
  it('are of one plan', () => {
    expect(onlyCall(BAKERY, 'number', 'keep latte under $4 and dont touch the baguette')?.input).toEqual({
      kind: 'pricing',
      changes: [
        { what: 'price', of: 'Latte', atMost: 4 },
        { what: 'price', of: 'Baguette', by: 0 },
      ],
    });
  });

  it.each([
    ['and if deliveries from the dairy take 5 days?', { what: 'lead-time', of: 'Dairy & Daughters', to: 5 }],
    ['storage is 20% less', { what: 'storage', percent: -20 }],
    ['Northmill takes 2 days longer', { what: 'lead-time', of: 'Northmill', by: 2 }],
  ])('%s', (text, change) => {
    expect(onlyCall(BAKERY, 'orders', text)?.input).toEqual({ changes: [change] });
  });
});

describe('a name that fits two', () => {
  it('is asked about, each choice ready to run', () => {
    const asked = understand(BAKERY, 'roster', 'Rosa is off on Friday');
    expect(
      asked.kind === 'ask' && asked.question.choices.map(({ label, call }) => [label, call?.input.changes]),
    ).toEqual(['Rosa Lind', 'Rosa Meyer'].map((of) => [of, [{ what: 'person', of, weekday: FRI, off: true }]]));
  });

  it('is not, when it is said in full', () => {
    expect(onlyCall(BAKERY, 'roster', 'Rosa Meyer is off on Friday')?.input).toEqual({
      changes: [{ what: 'person', of: 'Rosa Meyer', weekday: FRI, off: true }],
    });
  });

  it('asks along with a plan question too', () => {
    const asked = understand(BAKERY, null, 'what should I order if flour gets 10% dearer');
    expect(asked.kind === 'ask' && asked.question.choices.map(({ label, call }) => [label, call?.skill])).toEqual([
      ['Bread Flour', 'plan-inventory'],
      ['Rye Flour', 'plan-inventory'],
    ]);
  });
});

describe('after "Change something"', () => {
  it('asks what, when nothing of it is a change', () => {
    const asked = understand(BAKERY, 'adjust', 'make it cheaper');
    expect(asked.kind === 'ask' && asked.question.choices).toEqual([]);
  });

  it('leaves the plan as it is on "never mind"', () => {
    expect(understand(BAKERY, 'adjust', 'never mind').kind).toBe('ask');
  });

  it('still takes a verdict', () => {
    expect(onlyCall(BAKERY, 'adjust', 'approve it')).toEqual({ skill: 'decide', input: { action: 'approve' } });
  });
});
