const DAY_MS = 86_400_000;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const; // a closed set
const DISHES: readonly (readonly [name: string, portions: number])[] = [
  ['Lamb skewer', 46],
  ['Lentil soup', 31],
  ['Grilled trout', 18],
  ['Stuffed pepper', 24],
  ['Baklava', 37],
];
/** Portions by weekday, Sunday first, as a share of an average day. */
const WEEK = [1.15, 0, 0.8, 0.85, 0.95, 1.3, 1.45] as const; // seven, in this order
/** The dish that loses half its guests from this day on. */
const FALLEN = { dish: 'Grilled trout', from: '2026-10-01', share: 0.5 } as const; // used by the tests by name

/** Whole numbers below 2^32, the same ones for the same seed (Marsaglia 2003, xorshift32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export interface RestaurantFile {
  readonly name: string;
  readonly content: string;
  readonly rows: number;
  readonly fallenDish: string;
}

/**
 * A restaurant's daily sheet as people keep them: one row a day, one column a dish, closed on Mondays, with the weather.
 * @param lastDay last row's date; about two years stand before it
 */
export function makeRestaurantFile(lastDay: string, days = 730): RestaurantFile {
  const random = randomNumbers(20_261_122);
  const end = Date.parse(`${lastDay}T00:00:00Z`);
  const lines = [
    ['date', 'weekday', 'is_closed', 'temperature', 'rain_mm', ...DISHES.map(([name]) => name), 'total'].join(','),
  ];
  for (let i = days - 1; i >= 0; i -= 1) {
    const date = new Date(end - i * DAY_MS);
    const day = date.toISOString().slice(0, 10);
    const weekday = date.getUTCDay();
    const season = Math.sin(((date.getTime() / DAY_MS) % 365.25) * ((2 * Math.PI) / 365.25) - 1.9);
    const temperature = (13 + 11 * season + 6 * (random() - 0.5)).toFixed(1);
    const rain = random() < 0.3 ? (random() * 14).toFixed(1) : '0.0';
    const share = WEEK[weekday] ?? 1;
    const portions = DISHES.map(([name, base]) => {
      const fallen = name === FALLEN.dish && day >= FALLEN.from ? FALLEN.share : 1;
      return Math.round(base * share * fallen * (1 + 0.12 * season) * (0.88 + 0.24 * random()));
    });
    const total = portions.reduce((sum, count) => sum + count, 0);
    const closed = share === 0 ? 1 : 0;
    lines.push([day, WEEKDAYS[weekday], closed, temperature, rain, ...portions, total].join(','));
  }
  return { name: 'restaurant-daily.csv', content: `${lines.join('\n')}\n`, rows: days, fallenDish: FALLEN.dish };
}
