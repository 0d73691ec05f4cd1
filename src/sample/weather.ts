import type { IsoDate } from '../contracts/period.ts';
import { yearAngle } from './civil-day.ts';
import { createRandom } from './random.ts';

export interface DayWeather {
  /** Daily mean, degrees Fahrenheit, whole. */
  readonly temperature: number;
  /** Inches, to two decimals. */
  readonly rain: number;
}

/** Chance of rain after a dry day and after a wet day: spells last, as they do. */
const RAIN_AFTER_DRY = 0.24;
const RAIN_AFTER_WET = 0.47;

/**
 * Weather of a coastal city of the north-eastern United States, invented: a yearly wave of temperature with
 * first-order autoregressive noise, and a two-state chain for rain with exponential amounts.
 */
export function simulateWeather(days: readonly IsoDate[], seed: number): readonly DayWeather[] {
  const heat = createRandom(seed, 'temperature');
  const wet = createRandom(seed, 'rain');
  let anomaly = 0;
  let raining = false;
  return days.map((day) => {
    anomaly = 0.72 * anomaly + 4.6 * heat.normal();
    // Warmest near 22 July, the 202nd day.
    const season = 55 - 22 * Math.cos(yearAngle(day) - (2 * Math.PI * (202 - 182.6)) / 365.25);
    const chance = wet.uniform();
    const amount = -0.38 * Math.log(1 - wet.uniform());
    raining = chance < (raining ? RAIN_AFTER_WET : RAIN_AFTER_DRY);
    return {
      temperature: Math.round(season + anomaly),
      rain: raining ? Math.max(0.01, Math.round(amount * 100) / 100) : 0,
    };
  });
}
