/** sin and cos of the first `harmonics` of a season, for steps `from` … `from + count − 1` (Hyndman, fpp3, §10.5). */
export function fourierTerms(season: number, harmonics: number, from: number, count: number): Float64Array[] {
  const out: Float64Array[] = [];
  for (let k = 1; k <= harmonics; k += 1) {
    const turn = (t: number) => (2 * Math.PI * ((k * (from + t)) % season)) / season;
    out.push(Float64Array.from({ length: count }, (_, t) => Math.sin(turn(t))));
    if (2 * k !== season) out.push(Float64Array.from({ length: count }, (_, t) => Math.cos(turn(t))));
  }
  return out;
}
