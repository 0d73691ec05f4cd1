import { beforeAll, describe, expect, it } from 'vitest';
import { CARD_TYPE } from '../../../../adapters/teams/out/card.ts';
import { checkLimits } from '../../../../adapters/teams/out/check-limits.ts';
import { LIMITS } from '../../../../adapters/teams/out/limits.ts';
import type { TeamsDraft } from '../../../../adapters/teams/transport.ts';
import { makeHeavyPng, makePng } from './pictures.ts';

const card = (body: readonly unknown[], change: Readonly<Record<string, unknown>> = {}): TeamsDraft => ({
  type: 'message',
  attachments: [{ contentType: CARD_TYPE, content: { type: 'AdaptiveCard', version: '1.5', body, ...change } }],
});
const words = (text: string) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] });
const submit = (title: string, change = {}) => ({ type: 'Action.Submit', title, data: { action: 'a' }, ...change });
const actions = (...buttons: readonly unknown[]) => card([{ type: 'ActionSet', actions: buttons }]);
const uri = (bytes: Uint8Array, kind = 'png') => `data:image/${kind};base64,${Buffer.from(bytes).toString('base64')}`;
const picture = (url: string, altText = 'What it shows') => card([{ type: 'Image', url, altText }]);
const cell = { type: 'TableCell', items: [words('1')] };
const table = (columns: number, rows: number, cells = columns) =>
  card([
    {
      type: 'Table',
      columns: Array.from({ length: columns }, () => ({ width: 1 })),
      rows: Array.from({ length: rows }, () => ({
        type: 'TableRow',
        cells: Array.from({ length: cells }, () => cell),
      })),
    },
  ]);
const text = (length: number): TeamsDraft => ({ type: 'message', text: 'a'.repeat(length), textFormat: 'plain' });
const stream = (
  type: 'typing' | 'message',
  entity: Readonly<Record<string, unknown>>,
  said = 'Working',
): TeamsDraft => ({
  type,
  text: said,
  textFormat: 'plain',
  entities: [{ type: 'streaminfo', ...entity }],
});
const label = { type: 'https://schema.org/Message' };

let small: Buffer;
let wide: Buffer;
let heavy: Buffer;
beforeAll(async () => {
  small = await makePng(LIMITS.imagePixels, 20);
  wide = await makePng(LIMITS.imagePixels + 1, 20);
  heavy = await makeHeavyPng(800, 800);
});

/** What is just right, and the same one step over. Pictures are made first, so each is a function. */
const CASES: readonly (readonly [string, RegExp, () => TeamsDraft, () => TeamsDraft])[] = [
  ['text length', /^the text: /, () => text(LIMITS.text), () => text(LIMITS.text + 1)],
  ['text as Markdown', /Markdown/, () => text(1), () => ({ type: 'message', text: 'a' })],
  ['an empty message', /is empty/, () => text(1), () => ({ type: 'message' })],
  [
    'the summary',
    /summary/,
    () => ({ ...text(1), summary: 'a'.repeat(LIMITS.summary) }),
    () => ({ ...text(1), summary: 'a'.repeat(LIMITS.summary + 1) }),
  ],
  [
    'text and card together',
    /split/,
    () => card([words('a')]),
    () => ({ ...card([words('a')]), text: 'a', textFormat: 'plain' }),
  ],
  [
    'several cards',
    /attachments of one message/,
    () => card([words('a')]),
    () => ({
      type: 'message',
      attachments: [card([words('a')]), card([words('b')])].flatMap((d) => d.attachments ?? []),
    }),
  ],
  [
    'what is attached',
    /application\/pdf/,
    () => card([words('a')]),
    () => ({ type: 'message', attachments: [{ contentType: 'application/pdf' }] }),
  ],
  [
    'the whole message',
    /^the message: /,
    () => ({ ...text(1), channelData: { a: 'a'.repeat(40_000) } }),
    () => ({ ...text(1), channelData: { a: 'a'.repeat(41_000) } }),
  ],
  [
    'the card',
    /^the card: /,
    () => card([words('a'.repeat(28_000))]),
    () => card([words('a'.repeat(LIMITS.cardBytes))]),
  ],
  ['the version', /version 1.6/, () => card([words('a')]), () => card([words('a')], { version: '1.6' })],
  ['the type', /type is Card/, () => card([words('a')]), () => card([words('a')], { type: 'Card' })],
  ['the body', /no body/, () => card([words('a')]), () => card([])],
  ['known elements', /Media/, () => card([words('a')]), () => card([{ type: 'Media' }])],
  [
    'charts of a newer version',
    /Chart.Line/,
    () => card([words('a')]),
    () => card([{ type: 'Container', items: [{ type: 'Chart.Line' }] }]),
  ],
  ['empty runs', /without text/, () => card([words('a')]), () => card([words('')])],
  [
    'Markdown in a TextBlock',
    /reads as Markdown/,
    () => card([{ type: 'TextBlock', text: 'Sales fell by 4%' }]),
    () => card([{ type: 'TextBlock', text: 'Sales *fell*' }]),
  ],
  [
    'a list in a TextBlock',
    /reads as Markdown/,
    () => card([{ type: 'TextBlock', text: '1 of 3' }]),
    () => card([{ type: 'TextBlock', text: '1. of 3' }]),
  ],
  [
    'Markdown in a FactSet',
    /reads as Markdown/,
    () => card([{ type: 'FactSet', facts: [{ title: 'File', value: 'sales.csv' }] }]),
    () => card([{ type: 'FactSet', facts: [{ title: 'File', value: '[x](https://evil.example)' }] }]),
  ],
  [
    'buttons in a row',
    /7 actions/,
    () => actions(...'abcdef'.split('').map((title) => submit(title))),
    () => actions(...'abcdefg'.split('').map((title) => submit(title))),
  ],
  ['a row without buttons', /without any/, () => actions(submit('a')), () => actions()],
  [
    'the title of a button',
    /title/,
    () => actions(submit('a'.repeat(LIMITS.actionTitle))),
    () => actions(submit('a'.repeat(LIMITS.actionTitle + 1))),
  ],
  [
    'a button without a title',
    /without a title/,
    () => actions(submit('a')),
    () => actions({ type: 'Action.Submit', data: { action: 'a' } }),
  ],
  [
    'a button that says nothing',
    /without data/,
    () => actions(submit('a')),
    () => actions({ type: 'Action.Submit', title: 'a' }),
  ],
  [
    'the data of a button',
    /data.action/,
    () => actions(submit('a', { data: { action: 'a'.repeat(LIMITS.actionData) } })),
    () => actions(submit('a', { data: { action: 'a'.repeat(LIMITS.actionData + 1) } })),
  ],
  [
    'styles of buttons',
    /style/,
    () => actions(submit('a', { style: 'default' })),
    () => actions(submit('a', { style: 'destructive' })),
  ],
  [
    'cards inside cards',
    /inside a card/,
    () => actions(show(words('a'))),
    () => actions(show({ type: 'ActionSet', actions: [show(words('a'))] })),
  ],
  ['columns of a table', /5 columns/, () => table(4, 3), () => table(5, 3)],
  ['rows of a table', /26 rows/, () => table(2, LIMITS.tableRows + 1), () => table(2, LIMITS.tableRows + 2)],
  ['cells of a row', /more or fewer/, () => table(2, 2), () => table(2, 2, 3)],
  ['pixels', /1025×20/, () => picture(uri(small)), () => picture(uri(wide))],
  ['bytes of a picture', /of \d{7} bytes/, () => picture(uri(small)), () => picture(uri(heavy))],
  ['what a picture is', /neither https/, () => picture(uri(small)), () => picture(uri(small, 'svg+xml'))],
  [
    'where a picture is',
    /neither https/,
    () => picture('https://a.example/a.png'),
    () => picture('http://a.example/a.png'),
  ],
  [
    'a picture that is none',
    /is none/,
    () => picture(uri(small)),
    () => picture(uri(Buffer.from('no picture at all'))),
  ],
  ['alt text', /without alt/, () => picture(uri(small)), () => picture(uri(small), ' ')],
  [
    'length of alt text',
    /alt text: /,
    () => picture(uri(small), 'a'.repeat(LIMITS.altText)),
    () => picture(uri(small), 'a'.repeat(LIMITS.altText + 1)),
  ],
  [
    'root entities',
    /root message/,
    () => ({ ...text(1), entities: [label] }),
    () => ({ ...text(1), entities: [label, label] }),
  ],
  [
    'the first of a stream',
    /counts from 1/,
    () => stream('typing', { streamType: 'informative', streamSequence: 1 }),
    () => stream('typing', { streamType: 'informative', streamSequence: 0 }),
  ],
  [
    'a stream that goes on',
    /names its id/,
    () => stream('typing', { streamType: 'informative', streamSequence: 2, streamId: 's' }),
    () => stream('typing', { streamType: 'informative', streamSequence: 2 }),
  ],
  [
    'the end of a stream',
    /no sequence/,
    () => stream('message', { streamType: 'final', streamId: 's' }),
    () => stream('message', { streamType: 'final', streamId: 's', streamSequence: 3 }),
  ],
  [
    'what ends a stream',
    /typing until/,
    () => stream('message', { streamType: 'final', streamId: 's' }),
    () => stream('typing', { streamType: 'final', streamId: 's' }),
  ],
  [
    'a stream without words',
    /without text/,
    () => stream('typing', { streamType: 'informative', streamSequence: 1 }),
    () => stream('typing', { streamType: 'informative', streamSequence: 1 }, ''),
  ],
  [
    'a progress line',
    /progress line/,
    () => stream('typing', { streamType: 'informative', streamSequence: 1 }, 'a'.repeat(LIMITS.informative)),
    () => stream('typing', { streamType: 'informative', streamSequence: 1 }, 'a'.repeat(LIMITS.informative + 1)),
  ],
  [
    'suggested actions',
    /suggested actions: 7/,
    () => ({ ...text(1), suggestedActions: { actions: Array(6).fill({}) } }),
    () => ({ ...text(1), suggestedActions: { actions: Array(7).fill({}) } }),
  ],
];

const show = (element: unknown) => ({
  type: 'Action.ShowCard',
  title: 'More',
  card: { type: 'AdaptiveCard', body: [element] },
});

describe('the limits of Teams', () => {
  it.each(CASES)('watches %s', (_name, says, right, wrong) => {
    expect(checkLimits(right())).toEqual([]);
    expect(checkLimits(wrong())).toEqual(expect.arrayContaining([expect.stringMatching(says)]));
  });
});
