const YEAR = 365.25;
/** Days to both sides of the time of the year. */
const REACH = 10;

/** What somebody without a weather forecast expects: the mean of this time of the year in values[0 … known). */
export function usualWeather(values: readonly (number | null)[], known: number, day: number): number | null {
  const near: number[] = [];
  for (let years = 1; day - years * YEAR > -REACH; years += 1) {
    const centre = Math.round(day - years * YEAR);
    for (let t = Math.max(0, centre - REACH); t <= centre + REACH && t < known; t += 1) {
      const value = values[t] ?? null;
      if (value !== null) near.push(value);
    }
  }
  return near.length === 0 ? null : near.reduce((a, b) => a + b, 0) / near.length;
}
