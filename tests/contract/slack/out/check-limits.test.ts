import { describe, expect, it } from 'vitest';
import { checkLimits } from '../../../../adapters/slack/out/check-limits.ts';

const x = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const button = (at: number, more: object = {}) => ({
  type: 'button',
  action_id: `a${at}`,
  text: plain('Press'),
  value: 'v',
  ...more,
});
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const option = (at: number, more: object = {}) => ({ text: plain('o'), value: `o${at}`, ...more });
const confirm = (more: object) => ({
  title: plain('t'),
  text: plain('t'),
  confirm: plain('c'),
  deny: plain('d'),
  ...more,
});
const thumb = { text: plain('👍'), value: 'v' };
const feedback = (more: object = {}) => ({
  type: 'context_actions',
  elements: [{ type: 'feedback_buttons', action_id: 'f', positive_button: thumb, negative_button: thumb, ...more }],
});
const trash = (at: number) => ({ type: 'icon_button', icon: 'trash', text: plain('Delete'), action_id: `t${at}` });
const overflow = (...options: object[]) => actions({ type: 'overflow', action_id: 'm', options });
const select = (more: object) =>
  actions({ type: 'static_select', action_id: 's', placeholder: plain('p'), options: [option(0)], ...more });
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
const cell = (text: string) => ({ type: 'raw_text', text });
const table = (rows: number, columns: number, text = 'c') => ({
  type: 'table',
  rows: times(rows, () => times(columns, () => cell(text))),
});
const image = (more: object) => ({ type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a', ...more });
const chart = (series: number, points: number, more: object = {}, axis: object = {}) => {
  const categories = times(points, (at) => `c${at}`);
  return {
    type: 'data_visualization',
    title: 't',
    chart: {
      type: 'bar',
      series: times(series, (at) => ({ name: `s${at}`, data: categories.map((label) => ({ label, value: 1 })) })),
      axis_config: { categories, ...axis },
    },
    ...more,
  };
};
const named = (name: string) => ({
  ...chart(1, 1),
  chart: { type: 'bar', series: [{ name, data: [{ label: 'c0', value: 1 }] }], axis_config: { categories: ['c0'] } },
});
const labelled = (label: string) => ({
  ...chart(1, 1),
  chart: { type: 'bar', series: [{ name: 's', data: [{ label, value: 1 }] }], axis_config: { categories: [label] } },
});

/** [what, just inside, just outside] */
const LIMITS: readonly (readonly [string, readonly object[], readonly object[]])[] = [
  ['blocks', times(50, () => ({ type: 'divider' })), times(51, () => ({ type: 'divider' }))],
  ['block_id', [{ type: 'divider', block_id: x(255) }], [{ type: 'divider', block_id: x(256) }]],
  ['header', [{ type: 'header', text: plain(x(150)) }], [{ type: 'header', text: plain(x(151)) }]],
  ['empty header', [{ type: 'header', text: plain('h') }], [{ type: 'header', text: plain('') }]],
  ['section text', [{ type: 'section', text: mrkdwn(x(3000)) }], [{ type: 'section', text: mrkdwn(x(3001)) }]],
  ['a section of nothing', [{ type: 'section', text: plain('s') }], [{ type: 'section' }]],
  [
    'fields',
    [{ type: 'section', fields: times(10, () => plain('f')) }],
    [{ type: 'section', fields: times(11, () => plain('f')) }],
  ],
  ['field text', [{ type: 'section', fields: [plain(x(2000))] }], [{ type: 'section', fields: [plain(x(2001))] }]],
  [
    'context elements',
    [{ type: 'context', elements: times(10, () => plain('c')) }],
    [{ type: 'context', elements: times(11, () => plain('c')) }],
  ],
  ['markdown', [{ type: 'markdown', text: x(12_000) }], [{ type: 'markdown', text: x(12_001) }]],
  ['alt text', [image({ alt_text: x(2000) })], [image({ alt_text: x(2001) })]],
  ['image title', [image({ title: plain(x(2000)) })], [image({ title: plain(x(2001)) })]],
  ['rich text', [rich(x(3000))], [rich(x(3001))]],
  ['empty rich text', [rich('r')], [rich('')]],
  ['action elements', [actions(...times(25, (at) => button(at)))], [actions(...times(26, (at) => button(at)))]],
  ['an action_id twice', [actions(button(1), button(2))], [actions(button(1), button(1))]],
  ['button text', [actions(button(0, { text: plain(x(75)) }))], [actions(button(0, { text: plain(x(76)) }))]],
  ['value', [actions(button(0, { value: x(2000) }))], [actions(button(0, { value: x(2001) }))]],
  ['action_id', [actions(button(0, { action_id: x(255) }))], [actions(button(0, { action_id: x(256) }))]],
  [
    'accessibility label',
    [actions(button(0, { accessibility_label: x(75) }))],
    [actions(button(0, { accessibility_label: x(76) }))],
  ],
  [
    'confirm title',
    [actions(button(0, { confirm: confirm({ title: plain(x(100)) }) }))],
    [actions(button(0, { confirm: confirm({ title: plain(x(101)) }) }))],
  ],
  [
    'confirm text',
    [actions(button(0, { confirm: confirm({ text: plain(x(300)) }) }))],
    [actions(button(0, { confirm: confirm({ text: plain(x(301)) }) }))],
  ],
  [
    'confirm button',
    [actions(button(0, { confirm: confirm({ confirm: plain(x(30)) }) }))],
    [actions(button(0, { confirm: confirm({ confirm: plain(x(31)) }) }))],
  ],
  [
    'deny button',
    [actions(button(0, { confirm: confirm({ deny: plain(x(30)) }) }))],
    [actions(button(0, { confirm: confirm({ deny: plain(x(31)) }) }))],
  ],
  ['overflow options', [overflow(...times(5, (at) => option(at)))], [overflow(...times(6, (at) => option(at)))]],
  ['option text', [overflow(option(0, { text: plain(x(75)) }))], [overflow(option(0, { text: plain(x(76)) }))]],
  ['option value', [overflow(option(0, { value: x(150) }))], [overflow(option(0, { value: x(151) }))]],
  ['an option twice', [overflow(option(0), option(1))], [overflow(option(0), option(0))]],
  [
    'select options',
    [select({ options: times(100, (at) => option(at)) })],
    [select({ options: times(101, (at) => option(at)) })],
  ],
  ['placeholder', [select({ placeholder: plain(x(150)) })], [select({ placeholder: plain(x(151)) })]],
  [
    'small buttons',
    [{ type: 'context_actions', elements: times(5, trash) }],
    [{ type: 'context_actions', elements: times(6, trash) }],
  ],
  ['a plain button among the small ones', [feedback()], [{ type: 'context_actions', elements: [button(0)] }]],
  ['a thumb among plain buttons', [actions(button(0))], [actions(...feedback().elements)]],
  [
    'feedback value',
    [feedback({ positive_button: { ...thumb, value: x(2000) } })],
    [feedback({ positive_button: { ...thumb, value: x(2001) } })],
  ],
  ['table rows', [table(100, 1)], [table(101, 1)]],
  ['table columns', [table(1, 20)], [table(1, 21)]],
  ['an empty cell', [table(1, 1)], [table(1, 1, '')]],
  ['table text', [table(1, 2, x(5000))], [table(1, 2, x(5001))]],
  ['rows of one width', [table(2, 2)], [{ type: 'table', rows: [[cell('a')], [cell('a'), cell('b')]] }]],
  ['tables', [table(1, 1)], [table(1, 1), table(1, 1)]],
  [
    'column settings',
    [{ ...table(1, 1), column_settings: times(20, () => ({ align: 'left', is_wrapped: false })) }],
    [{ ...table(1, 1), column_settings: times(21, () => ({ align: 'left', is_wrapped: false })) }],
  ],
  ['charts', [chart(1, 1), chart(1, 1)], [chart(1, 1), chart(1, 1), chart(1, 1)]],
  ['series', [chart(12, 1)], [chart(13, 1)]],
  ['points', [chart(1, 20)], [chart(1, 21)]],
  ['chart title', [chart(1, 1, { title: x(50) })], [chart(1, 1, { title: x(51) })]],
  ['x label', [chart(1, 1, {}, { x_label: x(50) })], [chart(1, 1, {}, { x_label: x(51) })]],
  ['y label', [chart(1, 1, {}, { y_label: x(50) })], [chart(1, 1, {}, { y_label: x(51) })]],
  ['series name', [named(x(20))], [named(x(21))]],
  ['chart labels', [labelled(x(20))], [labelled(x(21))]],
  ['points that match', [chart(1, 2)], [chart(1, 2, {}, { categories: ['c1', 'c0'] })]],
  // 12,500 characters of JSON: four paragraphs of 3,000 and their shapes fit, five do not.
  ['JSON of all blocks', times(4, () => rich(x(3000))), times(5, () => rich(x(3000)))],
  ['a block nobody knows', [{ type: 'divider' }], [{ type: 'divider', color: 'red' }]],
];

describe('our validator', () => {
  it.each(LIMITS)('%s', (_, inside, outside) => {
    expect(checkLimits({ text: 't', blocks: inside })).toEqual([]);
    expect(checkLimits({ text: 't', blocks: outside })).not.toEqual([]);
  });

  it('message text, markdown text and nothing at all', () => {
    expect(checkLimits({ text: x(40_000) })).toEqual([]);
    expect(checkLimits({ text: x(40_001) })).toHaveLength(1);
    expect(checkLimits({ markdown_text: x(12_000) })).toEqual([]);
    expect(checkLimits({ markdown_text: x(12_001) })).toHaveLength(1);
    expect(checkLimits({})).toEqual(['the message is empty']);
  });

  it('says where and what in words', () => {
    expect(checkLimits({ text: 't', blocks: [{ type: 'header', text: plain(x(151)) }] })).toEqual([
      'block 0: header text has 151 characters, 150 are taken',
    ]);
  });
});
