import type { ChartStyle } from '../../../src/charts/chart-style.ts';
import type { ChartSpec } from '../../../src/contracts/chart.ts';

export const STYLE: ChartStyle = {
  theme: 'light',
  width: 720,
  locale: 'en-US',
  currency: 'USD',
  weekStart: 'monday',
};

/** n dates from a Monday on, `step` days apart. */
export function dates(n: number, step = 1, first = '2026-09-14'): string[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  return Array.from({ length: n }, (_, i) => new Date(start + i * step * 86_400_000).toISOString().slice(0, 10));
}

/** A café's week: closed on Tuesdays, best on Saturdays. */
const WEEK = [640, null, 700, 760, 980, 1340, 1180];

const history = dates(63).map((t, i) => ({ t, y: WEEK[i % 7] ?? null }));
const forecast = dates(14, 1, '2026-11-16').map((t, i) => {
  const y = WEEK[i % 7] ?? 600;
  return { t, y, low80: y - 80, high80: y + 80, low95: y - 150, high95: y + 150 };
});

/** Ten weeks taken apart, the last of them ahead: a level that rises a dollar a day, the week around it, a holiday, and what is left. */
const LEVEL = 850;
const AROUND = [-210, -150, -90, 130, 490, 330];
const HOLIDAY = { t: '2026-10-12', label: 'Columbus Day', adds: -180 };
const left = (i: number) => (i < 63 ? 12 * ((i % 5) - 2) : 0);
const course = dates(70).map((t, i) => {
  const usual = WEEK[i % 7] ?? null;
  const y = usual === null ? null : usual + i + left(i) + (t === HOLIDAY.t ? HOLIDAY.adds : 0);
  return { t, i, y, future: i >= 63 };
});

/** One of each kind, as skills make them. */
export const SAMPLES = {
  trend: {
    kind: 'trend',
    title: 'Sales fell last week',
    subtitle: 'Revenue per day',
    alt: 'Sales fell last week to $4,100.',
    unit: 'currency',
    grain: 'day',
    series: [{ label: 'Revenue', points: history }],
    highlight: { start: '2026-11-09', end: '2026-11-15', label: 'Last week' },
    events: [{ t: '2026-10-12', label: 'Columbus Day' }],
    expected: dates(7, 1, '2026-11-09').map((t) => ({ t, low: 600, high: 1300 })),
    footnote: 'From sales.csv',
  },
  forecast: {
    kind: 'forecast-band',
    title: 'Next week should bring $5,600',
    subtitle: 'Revenue per day, Harbor',
    alt: 'Next week should bring $5,600, likely between $5,100 and $6,100.',
    unit: 'currency',
    grain: 'day',
    label: 'Revenue',
    history,
    forecast,
    events: [{ t: '2026-11-26', label: 'Thanksgiving' }],
    target: { value: 1100, label: 'Goal' },
  },
  decomposition: {
    kind: 'decomposition',
    title: 'The day of the week moves sales most',
    subtitle: 'Revenue per day, Harbor',
    alt: 'The day of the week moves sales most: Saturdays bring $490 more.',
    unit: 'currency',
    grain: 'day',
    label: 'Revenue',
    values: course.map(({ t, y, future }) => ({ t, y, future })),
    parts: [
      {
        label: 'Trend',
        hint: 'A dollar more each day',
        level: true,
        points: course.map(({ t, i, future }) => ({ t, y: LEVEL + i, future })),
      },
      {
        label: 'Day of the week',
        shape: 'bars',
        profile: ['Mon', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((label, i) => ({ label, value: AROUND[i] ?? 0 })),
      },
      {
        label: 'Time of year',
        shape: 'curve',
        profile: ['Sep', 'Oct', 'Nov'].map((label, i) => ({ label, value: 20 * (i - 1) })),
      },
      {
        label: 'Holidays',
        points: course.map(({ t, future }) => ({
          t,
          y: t === HOLIDAY.t ? HOLIDAY.adds : 0,
          future,
          ...(t === HOLIDAY.t ? { label: HOLIDAY.label } : {}),
        })),
      },
      {
        label: 'What is left',
        points: course
          .slice(0, 63)
          .map(({ t, i, future }) => ({ t, y: WEEK[i % 7] === null ? null : left(i), future })),
      },
    ],
  },
  scenarios: {
    kind: 'scenarios',
    title: 'The promotion should bring $280 more',
    subtitle: 'Revenue per day, Harbor',
    alt: 'The promotion should bring $280 more.',
    unit: 'currency',
    grain: 'day',
    label: 'Revenue',
    history,
    scenarios: [
      {
        label: 'As planned',
        note: '$11,200 in all',
        points: forecast.map(({ t, y, low80, high80 }) => ({ t, y, low80, high80 })),
      },
      {
        label: 'With the promotion',
        note: '$11,480 in all',
        points: forecast.map(({ t, y }, i) => ({ t, y: i > 9 ? y + 70 : y })),
      },
    ],
    events: [{ t: '2026-11-26', label: 'Thanksgiving', kind: 'holiday' }],
  },
  backtest: {
    kind: 'backtest',
    title: 'Three of four weeks came out as forecast',
    subtitle: 'Revenue per day, Harbor',
    alt: 'Three of four weeks came out as forecast.',
    unit: 'currency',
    grain: 'day',
    label: 'What came',
    actual: history,
    forecasts: [34, 41, 48, 55].map((from, k) => ({
      madeOn: dates(63)[from] ?? '',
      points: history.slice(from + 1, from + 8).flatMap(({ t, y }, i) => {
        const said = (y ?? 0) + (k === 1 ? 120 : 15 * (i - 3));
        return y === null ? [] : [{ t, y: said, low80: said - 80, high80: said + 80 }];
      }),
    })),
  },
  bars: {
    kind: 'bars',
    title: 'Old Town sold most',
    alt: 'Old Town sold most with $8,231.',
    unit: 'currency',
    bars: [
      { label: 'Old Town', value: 8231, accent: true },
      { label: 'Harbor', value: 6404.5 },
      { label: 'Station kiosk', value: 1880 },
    ],
  },
  waterfall: {
    kind: 'waterfall',
    title: 'Fewer visitors cost you $1,240',
    alt: 'From $9,820 to $8,890.',
    unit: 'currency',
    from: { label: 'Week before', value: 9820 },
    steps: [
      { label: 'Fewer visitors', delta: -1240 },
      { label: 'Higher prices', delta: 310 },
    ],
    to: { label: 'Last week', value: 8890 },
  },
  beforeAfter: {
    kind: 'before-after',
    title: 'All but the kiosk sold more',
    alt: 'Old Town rose from $1,010 to $1,240.',
    unit: 'currency',
    beforeLabel: 'Before',
    afterLabel: 'After',
    rows: [
      { label: 'Old Town', before: 1010, after: 1240 },
      { label: 'Kiosk', before: 340, after: 310 },
    ],
  },
  stock: {
    kind: 'stock',
    title: 'Without an order, milk is gone on Thursday',
    subtitle: 'Stock at the end of each day',
    alt: 'Without an order, milk is gone on Thursday.',
    unit: 'other',
    grain: 'day',
    panels: [
      {
        label: 'Milk',
        unit: 'L',
        points: dates(7, 1, '2026-11-23').map((t, i) => ({ t, stock: [48, 32, 86, 66, 42, 60, 34][i] ?? 0 })),
        arrivals: [
          { t: '2026-11-25', quantity: 72 },
          { t: '2026-11-28', quantity: 48 },
        ],
        expectedUse: [{ t: '2026-11-23', quantity: 16 }],
        short: [],
        without: {
          label: 'Without an order',
          points: dates(7, 1, '2026-11-23').map((t, i) => ({ t, stock: [48, 32, 14, 0, 0, 0, 0][i] ?? 0 })),
        },
        floor: 12,
        range: dates(7, 1, '2026-11-23').map((t, i) => ({ t, low: 20 + i, high: 70 + 2 * i })),
      },
      {
        label: 'Oat drink',
        unit: 'cartons',
        points: dates(7, 1, '2026-11-23').map((t, i) => ({ t, stock: [5, 0, 0, 30, 23, 14, 6][i] ?? 0 })),
        arrivals: [{ t: '2026-11-26', quantity: 36 }],
        short: [
          { t: '2026-11-24', quantity: 1.5 },
          { t: '2026-11-25', quantity: 5 },
        ],
      },
    ],
  },
  roster: {
    kind: 'roster',
    title: 'Only Wednesday afternoon is short',
    subtitle: 'Shifts of one week',
    alt: 'Only Wednesday afternoon is short.',
    unit: 'hours',
    days: dates(7, 1, '2026-11-23'),
    rows: [
      {
        label: 'Maya Okafor',
        group: 'Harbor',
        cells: [
          { day: '2026-11-23', label: '7–15', tone: 'work', role: 'lead' },
          { day: '2026-11-24', label: '7–15', tone: 'overtime', role: 'lead' },
          { day: '2026-11-25', label: 'Off', tone: 'off' },
        ],
        total: '16 h',
      },
      {
        label: 'Tom Brandt',
        group: 'Old Town',
        cells: [
          { day: '2026-11-23', label: '11–19', tone: 'work', role: 'barista', changed: true },
          { day: '2026-11-24', label: 'Sick', tone: 'away' },
          { day: '2026-11-26', label: '11–19', tone: 'short', role: 'barista' },
        ],
        total: '8 h',
      },
    ],
    gaps: [
      { day: '2026-11-25', label: '1 barista 11–19' },
      { day: '2026-11-25', label: '1 kitchen 7–15' },
    ],
  },
  response: {
    kind: 'response',
    title: 'Moving $100 to Instagram brings 18 more vouchers a week',
    alt: 'Instagram rises from $120 to $210 a week.',
    unit: 'count',
    spendLabel: 'Spend a week',
    resultLabel: 'Vouchers a week',
    curves: [
      {
        label: 'Instagram',
        points: [0, 100, 200, 300, 400].map((spend) => ({
          spend,
          result: 10 * Math.sqrt(spend),
          low: 8 * Math.sqrt(spend),
          high: 12 * Math.sqrt(spend),
        })),
        now: { spend: 120, result: 110 },
        plan: { spend: 210, result: 145 },
        triedUpTo: 250,
      },
      {
        label: 'Flyers',
        points: [0, 100, 200].map((spend) => ({ spend, result: 4 * Math.sqrt(spend) })),
        now: { spend: 80, result: 36 },
        plan: { spend: 80, result: 36 },
      },
    ],
  },
} as const satisfies Record<string, ChartSpec>;

export function trendOf(values: readonly (number | null)[], step = 1): ChartSpec {
  const points = dates(values.length, step).map((t, i) => ({ t, y: values[i] ?? null }));
  return {
    kind: 'trend',
    title: 'T',
    alt: 'A',
    unit: 'other',
    grain: step === 1 ? 'day' : 'week',
    series: [{ label: 'S', points }],
  };
}
