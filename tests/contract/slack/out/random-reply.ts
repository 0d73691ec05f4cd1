import type { ChartSpec, RepliedChart, RepliedTable } from '../../../../src/contracts/chart.ts';
import type { ChartId } from '../../../../src/contracts/ids.ts';
import type { Reply, ReplySection, SectionKind } from '../../../../src/contracts/reply.ts';

const KINDS: readonly SectionKind[] = ['answer', 'detail', 'caveat', 'card', 'question', 'next'];
/** What breaks layouts and parsers: markup, controls, wide characters, half characters, nothing at all. */
const BITS: readonly string[] = [
  'revenue',
  'a',
  ' ',
  '\n',
  '\n\n',
  '<@U0>',
  '&amp;',
  '"quoted"',
  '\\',
  '😀',
  '👩‍👩‍👧',
  '字字字',
  '\u0000',
  '\u0007',
  '\ud83d',
  'https://evil.example/x?y=z',
  '*bold*',
  '`',
  '𝒳',
  'Donaudampfschifffahrtsgesellschaftskapitän',
];

/** A reply of any shape and size; the same seed gives the same one. */
export function makeRandomReply(seed: number): Reply {
  const random = mulberry32(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const pick = <T>(items: readonly T[], instead: T): T => items[upTo(items.length - 1)] ?? instead;
  const text = (most: number): string => {
    const length = Math.floor(most * random() ** 4);
    let made = '';
    while (made.length < length) made += random() < 0.3 ? pick(BITS, '') : 'word ';
    return made;
  };
  const list = <T>(most: number, make: (at: number) => T): T[] =>
    Array.from({ length: Math.floor(most * random() ** 2) }, (_, at) => make(at));
  const section = (): ReplySection => ({
    kind: pick(KINDS, 'detail'),
    ...(random() < 0.3 ? { heading: text(400) } : {}),
    spans: list(8, (at) => ({ text: text(6_000), ...(random() < 0.3 ? { fact: `f${at}` } : {}) })),
  });
  const table = (): RepliedTable => {
    const columns = list(30, () => ({ label: text(80), align: pick(['left', 'right'] as const, 'left') }));
    return { title: text(800), columns, rows: list(200, () => list(columns.length + 2, () => text(400))) };
  };
  const chart = (at: number): RepliedChart => {
    const count = upTo(24);
    const label = (i: number) => (random() < 0.05 ? text(40) : `Label ${i}`);
    const labels = Array.from({ length: count }, (_, i) => label(i));
    const value = () => (random() < 0.02 ? Number.NaN : random() * 1e6 - 3e5);
    const base = { title: text(120), subtitle: text(80), alt: '', unit: 'count' as const };
    const spec: ChartSpec =
      random() < 0.5
        ? { ...base, kind: 'bars', bars: labels.map((name) => ({ label: name, value: value() })) }
        : {
            ...base,
            kind: 'before-after',
            beforeLabel: text(30),
            afterLabel: text(30),
            rows: labels.map((name) => ({ label: name, before: value(), after: value() })),
          };
    // Ids are branded strings; these stand for themselves.
    const id = `chart-${at}` as ChartId;
    return { id, spec, alt: text(4_000), table: { ...table(), rows: labels.map((name) => [name, '1']) } };
  };
  return {
    text: text(20_000),
    sections: list(60, section),
    facts: [],
    charts: list(6, chart),
    tables: list(5, table),
    actions: list(60, (at) => ({
      id: random() < 0.05 ? 'same' : `act-${at}`,
      label: text(200),
      kind: pick(['ask', 'choose', 'show-working'] as const, 'ask'),
    })),
    visibility: 'everyone',
    working: null,
  };
}

/** Tommy Ettinger's Mulberry32: small and the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
