import { describe, expect, test } from 'vitest';
import { splitHeadline, splitTerm } from '../../../adapters/web/page/split-spans.ts';

describe('the headline of an answer', () => {
  test('is its first sentence; numbers keep their source on both sides', () => {
    const spans = [
      { text: 'Revenue came to ' },
      { text: '$109,869', fact: 'f1' },
      { text: ' last month. That is below ' },
      { text: '$116,319', fact: 'f2' },
      { text: '.' },
    ];
    expect(splitHeadline(spans)).toEqual([
      [{ text: 'Revenue came to ' }, { text: '$109,869', fact: 'f1' }, { text: ' last month.' }],
      [{ text: 'That is below ' }, { text: '$116,319', fact: 'f2' }, { text: '.' }],
    ]);
  });

  test('is not cut inside a name, and a greeting alone is too short for one', () => {
    const named = [{ text: 'The best seller is ' }, { text: 'Mrs. Bean. Dark Roast', fact: 'f1' }, { text: '.' }];
    expect(splitHeadline(named)).toEqual([named, []]);
    expect(splitHeadline([{ text: 'Hello! I am your coach. Ask me.' }])).toEqual([
      [{ text: 'Hello! I am your coach.' }],
      [{ text: 'Ask me.' }],
    ]);
  });
});

describe('a card line', () => {
  test('is cut at its first colon, wherever the span begins', () => {
    expect(
      splitTerm([{ text: 'From ' }, { text: 'a.csv', fact: 'f1' }, { text: ': ' }, { text: '9', fact: 'f2' }]),
    ).toEqual({ term: 'From a.csv', rest: [{ text: '9', fact: 'f2' }] });
  });

  test('without a colon, or with one far inside a sentence, is left whole', () => {
    expect(splitTerm([{ text: 'Read 731 days of Revenue at 10:30.' }])).toBeNull();
    expect(splitTerm([{ text: `${'word '.repeat(20)}: late` }])).toBeNull();
  });
});
