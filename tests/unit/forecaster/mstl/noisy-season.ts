/** Numbers in [0, 1) without a pattern to the eye, the same in R: `((t*t*37 + t*11) %% 101)/101`. */
const jitter = (t: number) => ((t * t * 37 + t * 11) % 101) / 101;

/**
 * R: `t <- 0:99; y <- 50 + 0.3*t + 10*sin(2*pi*t/12) + 5*((t%%12)==11) + 8*((t*t*37 + t*11) %% 101)/101; y[41] <- 140`
 */
export const ONE_SEASON = Float64Array.from({ length: 100 }, (_, t) =>
  t === 40 ? 140 : 50 + 0.3 * t + 10 * Math.sin((2 * Math.PI * t) / 12) + (t % 12 === 11 ? 5 : 0) + 8 * jitter(t),
);

/** R: `t <- 0:199; y <- 30 + 0.05*t + 6*((t%%7)>=5) + 4*sin(2*pi*t/30) + 5*((t*t*37 + t*11) %% 101)/101` */
export const TWO_SEASONS = Float64Array.from(
  { length: 200 },
  (_, t) => 30 + 0.05 * t + (t % 7 >= 5 ? 6 : 0) + 4 * Math.sin((2 * Math.PI * t) / 30) + 5 * jitter(t),
);
