/** A repeatable stream of random numbers. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal (mean 0, variance 1), by Box & Muller 1958. */
  normal(): number;
}

/**
 * Starts the stream of one seed and one label. Each label has its own stream, so switching one part of the
 * sample company off leaves the draws of all others as they were.
 */
export function createRandom(seed: number, label: string): Random {
  const next = createXoshiro(expandSeed(hashLabel(`${seed}/${label}`)));
  const uniform = () => next() / 2 ** 32;
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

type State = readonly [number, number, number, number];

/** xoshiro128**: Blackman & Vigna 2018, "Scrambled linear pseudorandom number generators". Yields unsigned 32-bit integers. */
export function createXoshiro(state: State): () => number {
  let [a, b, c, d] = state;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** FNV-1a, 32 bit: offset basis 2166136261, prime 16777619. */
export function hashLabel(label: string): number {
  let hash = 2166136261;
  for (const byte of new TextEncoder().encode(label)) hash = Math.imul(hash ^ byte, 16777619);
  return hash >>> 0;
}

/** Four well-mixed words of one, by the finaliser of MurmurHash3 over a Weyl sequence; never all zero. */
function expandSeed(seed: number): State {
  const word = (index: number) => {
    let mixed = (seed + Math.imul(index, 0x9e3779b9)) | 0;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  return [word(1), word(2), word(3), word(4) | 1];
}
