import type { RepliedTable } from '../../../../src/contracts/chart.ts';
import type { ControlKind } from '../../../../src/contracts/delivery.ts';
import type { ChartId } from '../../../../src/contracts/ids.ts';
import type { Reply, ReplySection } from '../../../../src/contracts/reply.ts';
import { HOSTILE } from '../../web/fake-replies.ts';
import { TURN } from './replies.ts';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PIECES = [
  'Revenue fell because fewer people came. ',
  'a',
  'Süßwarenverkäuferinnenverband',
  '売上は先週より増えました。',
  '👩🏽‍🍳🥐',
  '"\\"',
  '\n\n',
  '\u0000\u001b',
  '\ud83d',
  '**[x](https://evil.example)** ',
  HOSTILE,
  '',
];

export interface RandomReply {
  readonly reply: Reply;
  readonly controls: readonly ControlKind[];
  readonly turn: string;
}

/** An answer of any size and with anything in it that JSON can hold. */
export function makeRandomReply(random: () => number): RandomReply {
  const upTo = (most: number) => Math.floor(random() ** 3 * (most + 1));
  const pick = <T>(from: readonly [T, ...T[]]): T => from[Math.floor(random() * from.length)] ?? from[0];
  const many = <T>(most: number, make: (at: number) => T) => Array.from({ length: upTo(most) }, (_, at) => make(at));
  const text = (most: number) => many(most, () => PIECES[Math.floor(random() * PIECES.length)] ?? '').join('');
  const section = (): ReplySection => ({
    kind: pick(['answer', 'detail', 'caveat', 'card', 'question', 'next']),
    ...(random() < 0.4 ? { heading: text(30) } : {}),
    spans: many(5, () => ({ text: text(150) })),
  });
  const table = (): RepliedTable => {
    const columns = many(20, () => ({ label: text(8), align: pick<'left' | 'right'>(['left', 'right']) }));
    return { title: text(12), columns, rows: many(80, () => many(columns.length + 1, () => text(10))) };
  };
  const reply: Reply = {
    text: text(60) || 'Something.',
    sections: many(40, section),
    facts: [],
    charts: many(7, (at) => ({
      // ids are branded strings; these stand for themselves
      id: `chart-${at}` as ChartId,
      spec: { kind: 'bars', title: text(10), alt: text(10), unit: 'count', bars: [] },
      alt: text(80),
      table: table(),
    })),
    tables: many(6, table),
    actions: many(30, (at) => ({ id: `act-${at}`, label: text(12), kind: 'ask' })),
    visibility: 'everyone',
    working: null,
  };
  const controls: readonly ControlKind[] = (['good', 'bad', 'remove', 'share'] as const).filter(() => random() < 0.5);
  return { reply, controls, turn: TURN };
}
