import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLOSED, LOST, lastWeek, november, october, openShop } from './ask-metric-support.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
const ask = (input: Record<string, unknown>) => shop.ask(input);
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop?.database.close());

/** Read as an owner would: each sentence must be true of the numbers above, and be English. */
const CASES: [string, Record<string, unknown>, string[]][] = [
  [
    'a week beside the week before',
    { metric: 'revenue', period: lastWeek },
    ['Revenue came to $910 for Nov 9 - 15, the same as for Nov 2 - 8.', 'That is $152 a day over 6 open days.'],
  ],
  [
    'a count',
    { metric: 'orders', period: lastWeek },
    ['Orders came to 70 for Nov 9 - 15, the same as for Nov 2 - 8.', 'That is 11.7 a day over 6 open days.'],
  ],
  [
    'a day',
    { metric: 'revenue', period: { start: '2026-11-10', end: '2026-11-10' } },
    ['Revenue came to $130 on Tue, Nov 10, the same as on Mon, Nov 9.'],
  ],
  [
    'a named comparison',
    { metric: 'revenue', period: lastWeek, compare: { start: '2026-10-05', end: '2026-10-11' } },
    ['Revenue came to $910 for Nov 9 - 15, up 30% from $700 for Oct 5 - 11.', 'That is $152 a day over 6 open days.'],
  ],
  [
    'a named comparison without data',
    { metric: 'revenue', period: lastWeek, compare: { start: '2025-11-09', end: '2025-11-15' } },
    [
      'Revenue came to $910 for Nov 9 - 15.',
      'That is $152 a day over 6 open days.',
      'I have no revenue for Nov 9 - 15, 2025 to compare it with.',
    ],
  ],
  [
    'a named comparison with holes',
    { metric: 'revenue', period: october, compare: { start: '2026-07-01', end: '2026-08-31' } },
    [
      'Revenue came to $3,000 for October 2026, up 3.4% from $2,900 for Jul 1 - Aug 31.',
      'That is $120 a day over 25 open days.',
      '1 day of this period has no row in your data.',
      '28 days of Jul 1 - Aug 31 have no row in your data, so take the comparison with care.',
    ],
  ],
  [
    'the month before is mostly unknown: it is no yardstick',
    { metric: 'revenue', period: { start: '2026-08-01', end: '2026-08-31' } },
    [
      'Revenue came to $2,900 for August 2026.',
      'That is $116 a day over 25 open days.',
      '1 day of this period has no row in your data.',
    ],
  ],
  [
    'no period: four weeks',
    { metric: 'revenue' },
    [
      'Revenue came to $3,430 for Oct 25 - Nov 21, up 32% from $2,600 for Sep 27 - Oct 24.',
      'That is $143 a day over 24 open days.',
    ],
  ],
  [
    'a month that is not over, beside as many days',
    { metric: 'revenue', period: november },
    [
      'Revenue came to $2,730 for Nov 1 - 21, up 44% from $1,900 for Oct 1 - 21.',
      'That is $152 a day over 18 open days.',
      'Your data for this ends on Nov 21, so this is not yet all of November 2026.',
    ],
  ],
  [
    'the same, named',
    { metric: 'revenue', period: november, compare: october },
    [
      'Revenue came to $2,730 for Nov 1 - 21, up 44% from $1,900 for Oct 1 - 21.',
      'That is $152 a day over 18 open days.',
      'Your data for this ends on Nov 21, so this is not yet all of November 2026.',
    ],
  ],
  [
    'a period to come',
    { metric: 'revenue', period: { start: '2026-12-01', end: '2026-12-07' } },
    ['Your data for revenue ends on Nov 21, so I have none for Dec 1 - 7.'],
  ],
  [
    'a period before the data',
    { metric: 'revenue', period: { start: '2026-01-01', end: '2026-01-31' } },
    ['Your data for revenue begins on Aug 3, so I have none for January 2026.'],
  ],
  [
    'a closed day',
    { metric: 'revenue', period: { start: CLOSED, end: CLOSED } },
    ['Wed, Oct 14 was a closed day, so there is no revenue.'],
  ],
  [
    'a closed day, split',
    { metric: 'revenue', period: { start: CLOSED, end: CLOSED }, by: 'product' },
    ['Wed, Oct 14 was a closed day, so there is no revenue.'],
  ],
  [
    'a closed day of a product',
    { metric: 'revenue', filter: { product: 'Tea' }, period: { start: CLOSED, end: CLOSED } },
    ['Wed, Oct 14 was a closed day, so there is no revenue (Tea).'],
  ],
  [
    'a day without a row',
    { metric: 'revenue', period: { start: LOST, end: LOST } },
    ['I have no revenue on Tue, Oct 20. Your data for it runs from Aug 3 to Nov 21.'],
  ],
  [
    'nothing sold, and nothing before',
    { metric: 'returns', filter: { product: 'Tea' }, period: lastWeek },
    ['Returns (Tea) came to $0 for Nov 9 - 15, the same as for Nov 2 - 8.'],
  ],
  [
    'a file with a single row',
    { metric: 'fair', period: { start: '2026-09-12', end: '2026-09-12' } },
    ['Fair takings came to $513 on Sat, Sep 12.'],
  ],
  [
    'a month of which one day is known',
    { metric: 'fair', period: { start: '2026-09-01', end: '2026-09-30' } },
    [
      'Fair takings came to $513 for Sep 1 - 12.',
      'Your data for this ends on Sep 12, so this is not yet all of September 2026.',
      '11 days of this period have no row in your data.',
    ],
  ],
  [
    'a loss',
    { metric: 'profit', period: { start: '2026-09-01', end: '2026-09-30' } },
    [
      'Profit came to -$260 for September 2026, down $10 from -$250 for August 2026.',
      'That is -$10 a day over 26 open days.',
    ],
  ],
  [
    'from loss to profit',
    { metric: 'profit', period: october },
    [
      'Profit came to $250 for October 2026, up $510 from -$260 for September 2026.',
      'That is $10 a day over 25 open days.',
      '1 day of this period has no row in your data.',
    ],
  ],
  [
    'degrees: no percentages',
    { metric: 'temperature', period: november },
    [
      'Temperature averaged -2 for Nov 1 - 21, down 13.5 from 11.5 for Oct 1 - 21.',
      'Your data for this ends on Nov 21, so this is not yet all of November 2026.',
    ],
  ],
  [
    'degrees of one day',
    { metric: 'temperature', period: { start: '2026-11-10', end: '2026-11-10' } },
    ['Temperature stood at -2 on Tue, Nov 10, the same as on Mon, Nov 9.'],
  ],
  [
    'a percentage: points',
    { metric: 'return_rate', period: november },
    [
      'Return rate stood at 5.9% for Nov 1 - 21, up 1.7 points from 4.2% for Oct 1 - 21.',
      'Your data for this ends on Nov 21, so this is not yet all of November 2026.',
    ],
  ],
  [
    'a percentage, split',
    { metric: 'return_rate', period: november, by: 'product' },
    [
      'Cake had the highest return rate for Nov 1 - 21: 8.6%.',
      'Tea had 0%.',
      'Your data for this ends on Nov 21, so this is not yet all of November 2026.',
    ],
  ],
  [
    'monthly, asked for a week',
    { metric: 'rent', period: { start: '2026-10-05', end: '2026-10-11' } },
    ['Your data has rent by the month only, so I cannot say it for Oct 5 - 11. It came to $1,002 for October 2026.'],
  ],
  [
    'monthly, asked for the week its month begins in',
    { metric: 'rent', period: { start: '2026-10-01', end: '2026-10-07' } },
    ['Your data has rent by the month only, so I cannot say it for Oct 1 - 7. It came to $1,002 for October 2026.'],
  ],
  [
    'monthly',
    { metric: 'rent', period: october },
    ['Rent came to $1,002 for October 2026, up 0.1% from $1,001 for September 2026.'],
  ],
  [
    'monthly, no period',
    { metric: 'rent' },
    ['Rent came to $1,002 for October 2026, up 0.1% from $1,001 for September 2026.'],
  ],
  [
    'monthly, asked for a month and a half',
    { metric: 'rent', period: { start: '2026-09-01', end: '2026-10-15' } },
    [
      'Rent came to $1,001 for September 2026.',
      'Your data has this by the month only, so the rest of Sep 1 - Oct 15 is left out.',
    ],
  ],
  [
    'monthly, asked for a month to come',
    { metric: 'rent', period: november },
    ['Your data for rent ends on Oct 31, so I have none for November 2026.'],
  ],
  [
    'monthly, asked by the day',
    { metric: 'rent', period: { start: '2026-08-01', end: '2026-10-31' }, over: 'day' },
    [
      'Rent per month for Aug 1 - Oct 31: the highest was $1,002 (October 2026), the lowest $1,000 (August 2026).',
      'Your data has rent by the month only.',
    ],
  ],
  [
    'monthly, a week by the day',
    { metric: 'rent', period: lastWeek, over: 'day' },
    ['Your data for rent ends on Oct 31, so I have none for Nov 9 - 15.'],
  ],
  [
    'split',
    { metric: 'revenue', period: october, by: 'product' },
    [
      'Cake had the highest revenue for October 2026: $1,800, 60% of the total.',
      'Tea had $1,200.',
      '1 day of this period has no row in your data.',
    ],
  ],
  [
    'the weakest',
    { metric: 'revenue', period: october, by: 'product', rank: 'worst' },
    [
      'Tea had the lowest revenue for October 2026: $1,200, 40% of the total.',
      'Cake had $1,800.',
      '1 day of this period has no row in your data.',
    ],
  ],
  [
    'split and compared',
    { metric: 'revenue', period: november, compare: october, by: 'product' },
    [
      'Cake had the highest revenue for Nov 1 - 21: $1,890, 69% of the total.',
      'Tea had $840.',
      'Against Oct 1 - 21, Cake moved most: it rose from $1,140 to $1,890.',
      'Your data for this ends on Nov 21, so this is not yet all of November 2026.',
    ],
  ],
  [
    'split and compared with nothing',
    { metric: 'revenue', period: lastWeek, compare: { start: '2025-11-09', end: '2025-11-15' }, by: 'product' },
    [
      'Cake had the highest revenue for Nov 9 - 15: $630, 69% of the total.',
      'Tea had $280.',
      'There is nothing in your data for Nov 9 - 15, 2025 to compare with.',
    ],
  ],
  [
    'split by what is filtered already',
    { metric: 'revenue', filter: { product: 'Tea' }, period: october, by: 'product' },
    [
      'Revenue (Tea) came to $1,200 for October 2026, the same as for September 2026.',
      'That is $48 a day over 25 open days.',
      '1 day of this period has no row in your data.',
    ],
  ],
  [
    'split, to come',
    { metric: 'revenue', period: { start: '2026-12-01', end: '2026-12-07' }, by: 'product' },
    ['Your data for revenue ends on Nov 21, so I have none for Dec 1 - 7.'],
  ],
  [
    'by day',
    { metric: 'revenue', period: lastWeek, over: 'day' },
    ['Revenue per day for Nov 9 - 15: the highest was $260 (Sat, Nov 14), the lowest $130 (Mon, Nov 9).'],
  ],
  [
    'by week',
    { metric: 'revenue', period: october, over: 'week' },
    [
      'Revenue per week for October 2026: the highest was $700 (the week from Oct 5), the lowest $600 (the week from Oct 12).',
      'Oct 1 - 3 is left out, because it is not a whole week.',
    ],
  ],
  [
    'by month',
    { metric: 'revenue', period: { start: '2026-08-01', end: '2026-11-30' }, over: 'month' },
    [
      'Revenue per month for Aug 1 - Nov 30: the same throughout, $3,000.',
      'Aug 3 - 31 is left out, because it is not a whole month.',
      'Nov 2 - 21 is left out, because it is not a whole month.',
    ],
  ],
  [
    'by month without a whole month',
    { metric: 'revenue', period: { start: '2026-11-02', end: '2026-11-20' }, over: 'month' },
    [
      'Revenue per day for Nov 2 - 20: the highest was $260 (Sat, Nov 7), the lowest $130 (Mon, Nov 2).',
      'There is no whole month in this period, so here it is by the day.',
    ],
  ],
  [
    'by day, to come',
    { metric: 'revenue', period: { start: '2026-12-02', end: '2026-12-20' }, over: 'day' },
    ['Your data for revenue ends on Nov 21, so I have none for Dec 2 - 20.'],
  ],
  [
    'by day, a single one',
    { metric: 'revenue', period: { start: '2026-11-10', end: '2026-11-10' }, over: 'day' },
    ['Revenue came to $130 on Tue, Nov 10.'],
  ],
  [
    'by day, all equal',
    { metric: 'orders', period: { start: '2026-11-09', end: '2026-11-13' }, over: 'day' },
    ['Orders per day for Nov 9 - 13: the same throughout, 10.'],
  ],
];
describe('what is said', () => {
  test.each(CASES)('%s', async (_, input, expected) => {
    expect((await ask(input)).said).toEqual(expected);
  });
});
