/** Sine and cosine of each of the first `harmonics` of a season of `period`, at each of the `times` (Fourier pairs). */
export function listWaves(times: Float64Array, period: number, harmonics: number): Float64Array[] {
  const waves: Float64Array[] = [];
  for (let k = 1; k <= harmonics; k += 1) {
    const turn = (2 * Math.PI * k) / period;
    waves.push(
      times.map((time) => Math.sin(turn * time)),
      times.map((time) => Math.cos(turn * time)),
    );
  }
  return waves;
}

/** The steps 0 … count − 1 as times. */
export const listSteps = (count: number): Float64Array => Float64Array.from({ length: count }, (_, t) => t);
