import { ButtonStyle, ComponentType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { checkLimits } from '../../../adapters/discord/check-limits.ts';
import type { MessageBody } from '../../../adapters/discord/discord-api.ts';

/** Numbers as Discord documents them, written out: the validator's own constants are what is tried here. */
const x = (count: number) => 'x'.repeat(count);
const many = <Item>(count: number, make: (at: number) => Item) => Array.from({ length: count }, (_, at) => make(at));
const button = (id: string, label = 'Go') =>
  ({ type: ComponentType.Button, style: ButtonStyle.Primary, custom_id: id, label }) as const;
const row = (...components: ReturnType<typeof button>[]) => ({ type: ComponentType.ActionRow, components }) as const;
const list = (count: number, change: object = {}): NonNullable<MessageBody['components']>[number] => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.StringSelect,
      custom_id: 's',
      options: many(count, (at) => ({ label: 'a', value: `${at}` })),
      ...change,
    },
  ],
});
const file = (bytes: number, name = 'a.png') => ({ name, data: Buffer.alloc(bytes) });

const FINE: readonly [string, MessageBody, ReturnType<typeof file>[]?][] = [
  ['content of 2,000', { content: x(2_000) }],
  [
    'an embed at every limit but the sum',
    { embeds: [{ title: x(256), description: x(4_096), footer: { text: x(1_000) } }] },
  ],
  ['25 fields', { embeds: [{ fields: many(25, () => ({ name: x(40), value: x(199) })) }] }],
  ['10 embeds', { embeds: many(10, () => ({ description: x(600) })) }],
  ['5 rows of 5', { content: 'a', components: many(5, (r) => row(...many(5, (b) => button(`${r}-${b}`, x(80))))) }],
  ['a list of 25', { content: 'a', components: [list(25)] }],
  [
    'a file of 10 MiB',
    { content: 'a', attachments: [{ id: 0, filename: 'a.png', description: x(1_024) }] },
    [file(10 * 1024 * 1024)],
  ],
];

const BROKEN: readonly [string, MessageBody, string, ReturnType<typeof file>[]?][] = [
  ['content', { content: x(2_001) }, 'content'],
  ['nothing at all', { content: '' }, 'needs content'],
  ['nonce', { content: 'a', nonce: x(26) }, 'nonce'],
  ['embeds', { embeds: many(11, () => ({ description: 'a' })) }, 'embeds has 11'],
  ['all embeds', { embeds: [{ description: x(4_000) }, { description: x(2_001) }] }, 'together'],
  ['title', { embeds: [{ title: x(257) }] }, 'title'],
  ['description', { embeds: [{ description: x(4_097) }] }, 'description'],
  ['footer', { embeds: [{ footer: { text: x(2_049) } }] }, 'footer'],
  ['fields', { embeds: [{ fields: many(26, () => ({ name: 'a', value: 'b' })) }] }, 'fields'],
  ['field name', { embeds: [{ fields: [{ name: x(257), value: 'b' }] }] }, 'field name'],
  ['field value', { embeds: [{ fields: [{ name: 'a', value: x(1_025) }] }] }, 'field value'],
  ['empty field', { embeds: [{ fields: [{ name: 'a', value: '' }] }] }, 'field is empty'],
  ['missing picture', { embeds: [{ image: { url: 'attachment://b.png' } }] }, 'not attached'],
  ['rows', { content: 'a', components: many(6, (at) => row(button(`${at}`))) }, 'rows'],
  ['buttons in a row', { content: 'a', components: [row(...many(6, (at) => button(`${at}`)))] }, 'a row has 6'],
  ['empty row', { content: 'a', components: [row()] }, 'row is empty'],
  ['label', { content: 'a', components: [row(button('a', x(81)))] }, 'button label'],
  ['no label', { content: 'a', components: [row(button('a', ''))] }, 'neither label'],
  ['custom id', { content: 'a', components: [row(button(x(101)))] }, 'custom id has'],
  ['the same id twice', { content: 'a', components: [row(button('a'), button('a'))] }, 'stands twice'],
  ['options', { content: 'a', components: [list(26)] }, 'options'],
  ['empty list', { content: 'a', components: [list(0)] }, 'list is empty'],
  ['placeholder', { content: 'a', components: [list(1, { placeholder: x(151) })] }, 'placeholder'],
  [
    'option label',
    { content: 'a', components: [list(1, { options: [{ label: x(101), value: 'a' }] })] },
    'option label',
  ],
  [
    'option without label',
    { content: 'a', components: [list(1, { options: [{ label: ' ', value: 'a' }] })] },
    'no label',
  ],
  [
    'option value',
    { content: 'a', components: [list(1, { options: [{ label: 'a', value: x(101) }] })] },
    'option value',
  ],
  [
    'option description',
    { content: 'a', components: [list(1, { options: [{ label: 'a', value: 'a', description: x(101) }] })] },
    'option description',
  ],
  [
    'the same value twice',
    {
      content: 'a',
      components: [
        list(1, {
          options: [
            { label: 'a', value: 'a' },
            { label: 'b', value: 'a' },
          ],
        }),
      ],
    },
    'value stands twice',
  ],
  ['files', { content: 'a' }, 'files has 11', many(11, () => file(1))],
  ['file size', { content: 'a' }, 'a file has', [file(10 * 1024 * 1024 + 1)]],
  [
    'alt text',
    { content: 'a', attachments: [{ id: 0, filename: 'a.png', description: x(1_025) }] },
    'file description',
    [file(1)],
  ],
  ['attachment without file', { content: 'a', attachments: [{ id: 0, filename: 'a.png' }] }, 'no file'],
];

describe('limits of a message', () => {
  it.each(FINE)('takes %s', (_, body, files) => expect(checkLimits(body, files)).toEqual([]));
  it.each(BROKEN)('finds too much: %s', (_, body, words, files) => {
    expect(checkLimits(body, files).join('; ')).toContain(words);
  });
});
