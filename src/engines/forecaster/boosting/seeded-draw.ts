/** Numbers in [0, 1) that are the same on every run (mulberry32 by T. Ettinger, public domain). */
export function seedDraw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `count` of the numbers in `from`, each as likely as another, in their old order. `count` ≥ length: all of them. */
export function drawSome(from: Int32Array, count: number, draw: () => number): Int32Array {
  if (count >= from.length) return from;
  const picked = new Int32Array(count);
  let taken = 0;
  for (let i = 0; i < from.length && taken < count; i += 1) {
    // Selection sampling (Knuth 1969, algorithm S).
    if (draw() * (from.length - i) >= count - taken) continue;
    picked[taken] = from[i] ?? 0;
    taken += 1;
  }
  return picked;
}
