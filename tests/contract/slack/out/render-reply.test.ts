import { describe, expect, it } from 'vitest';
import { checkLimits } from '../../../../adapters/slack/out/check-limits.ts';
import type { SlackMessage } from '../../../../adapters/slack/out/pack-messages.ts';
import { renderReply } from '../../../../adapters/slack/out/render-reply.ts';
import type { ControlKind } from '../../../../src/contracts/delivery.ts';
import type { Reply } from '../../../../src/contracts/reply.ts';
import {
  changeReply,
  forecastReply,
  HOSTILE,
  hostileReply,
  importReply,
  questionReply,
} from '../../web/fake-replies.ts';
import { makeRandomReply } from './random-reply.ts';
import { apology, barsChart, digest, overLong, TURN, trendChart } from './replies.ts';

const render = (reply: Reply, controls: readonly ControlKind[] = ['good', 'bad', 'remove']) =>
  renderReply({ kind: 'reply', turn: TURN, reply, controls });

const allMessages = (reply: Reply, controls?: readonly ControlKind[]): readonly SlackMessage[] => {
  const { messages, charts } = render(reply, controls);
  return [...messages, ...charts.map(({ instead }) => instead)];
};

const violationsOf = (reply: Reply) =>
  allMessages(reply).flatMap(({ text, blocks, plain, whole }) => [
    ...checkLimits({ text, blocks }),
    ...checkLimits({ text, blocks: plain }),
    ...checkLimits({ text: whole }),
  ]);

/** Every text that Slack would show, by the kind of object it stands in. */
function textsIn(value: unknown, found: { type: unknown; text: string }[] = []): { type: unknown; text: string }[] {
  if (Array.isArray(value)) for (const item of value) textsIn(item, found);
  else if (typeof value === 'object' && value !== null) {
    if ('text' in value && typeof value.text === 'string')
      found.push({ type: 'type' in value ? value.type : null, text: value.text });
    for (const item of Object.values(value)) textsIn(item, found);
  }
  return found;
}

describe('golden files', () => {
  const replies: Readonly<Record<string, Reply>> = {
    forecast: forecastReply('chart-forecast'),
    change: changeReply(),
    question: questionReply(),
    import: importReply('portions_2026_*final*.csv', 'chart-import'),
    hostile: hostileReply(),
    failure: apology,
    digest,
  };
  it.each(Object.entries(replies))('%s', async (name, reply) => {
    const { messages, charts } = render(reply);
    const drawn = messages.map(({ text, blocks, plain, whole }) => ({
      text,
      whole,
      blocks,
      ...(JSON.stringify(blocks) === JSON.stringify(plain) ? {} : { plain }),
    }));
    const pictures = charts.map(({ chart, native, instead }) => ({ id: chart.id, native, instead: instead.blocks }));
    await expect(`${JSON.stringify({ messages: drawn, pictures }, null, 1)}\n`).toMatchFileSnapshot(
      `golden/${name}.json.golden`,
    );
    expect(violationsOf(reply)).toEqual([]);
  });

  it('over-long, in outline', async () => {
    const outline = render(overLong).messages.map(({ text, blocks }) => ({
      starts: text.slice(0, 40),
      json: JSON.stringify(blocks).length,
      blocks: blocks.map(
        (block) => `${block.type} ${textsIn(block).reduce((sum, { text: said }) => sum + said.length, 0)}`,
      ),
    }));
    await expect(`${JSON.stringify(outline, null, 1)}\n`).toMatchFileSnapshot('golden/over-long.json.golden');
    expect(violationsOf(overLong)).toEqual([]);
  });
});

describe('what a reply becomes', () => {
  it('says the answer first, its numbers in bold, and what a notification shows is its text', () => {
    const { messages } = render(forecastReply('c'));
    expect(messages).toHaveLength(1);
    expect(messages[0]?.text).toBe('Revenue should reach $18,412 next week, 8% more than last week.');
    expect(messages[0]?.blocks[0]).toMatchObject({
      type: 'rich_text',
      elements: [
        {
          elements: [
            { text: 'Harbor should take about ' },
            { text: '$18,412', style: { bold: true } },
            { text: ' next week, ' },
            { text: '8%', style: { bold: true } },
            { text: ' more than last week.' },
          ],
        },
      ],
    });
  });

  it('gives every word of a long answer, in order, over several messages', () => {
    const { messages } = render(overLong);
    expect(messages.length).toBeGreaterThan(3);
    const squeeze = (text: string) => text.replaceAll(/\s+/g, '');
    const said = squeeze(messages.map(({ whole }) => whole).join(''));
    let from = 0;
    for (const { spans } of overLong.sections) {
      const words = squeeze(spans.map(({ text }) => text).join(''));
      const at = said.indexOf(words, from);
      expect(at, words.slice(0, 60)).toBeGreaterThanOrEqual(from);
      from = at + words.length;
    }
  });

  it('puts the buttons under the last message only', () => {
    const { messages } = render(overLong, ['good', 'bad', 'remove', 'share']);
    const kinds = messages.map(({ blocks }) => blocks.filter(({ type }) => type.endsWith('actions')).length);
    expect(kinds.slice(0, -1).every((count) => count === 0)).toBe(true);
    expect(kinds.at(-1)).toBe(2);
  });

  it('never shows more than five buttons beside a menu of the others', () => {
    const { messages } = render(overLong);
    const actions = messages.at(-1)?.blocks.find(({ type }) => type === 'actions');
    expect(actions).toMatchObject({ elements: [...Array(5).fill({ type: 'button' }), { type: 'static_select' }] });
    const seven = { ...overLong, actions: overLong.actions.slice(0, 7) };
    const few = render(seven)
      .messages.at(-1)
      ?.blocks.find(({ type }) => type === 'actions');
    expect(few).toMatchObject({ elements: [...Array(5).fill({ type: 'button' }), { type: 'overflow' }] });
  });

  it('draws a small chart natively and leaves what Slack cannot draw to a picture', () => {
    const { messages, charts } = render(digest);
    expect(charts.map(({ native }) => native)).toEqual([true, true, false]);
    expect(messages[0]?.charts).toEqual([0, 1]);
    expect(messages[0]?.plain.some(({ type }) => type === 'data_visualization')).toBe(false);
    expect(messages[0]?.blocks.filter(({ type }) => type === 'data_visualization')).toMatchObject([
      { chart: { type: 'bar', axis_config: { categories: ['Flat white', 'Cappuccino', 'Almond croissant'] } } },
      // In the order of time, whatever order the points came in.
      {
        chart: {
          type: 'line',
          series: [{ data: [{ value: 1102 }, { value: 1178 }, { value: 1240 }, { value: 1312 }] }],
        },
      },
    ]);
    expect(render({ ...digest, charts: [] }).messages[0]?.charts).toEqual([]);
  });

  it.each([
    ['a share', { ...barsChart, spec: { ...barsChart.spec, unit: 'percent' as const } }],
    ['a long title', { ...barsChart, spec: { ...barsChart.spec, title: 'x'.repeat(51) } }],
    ['rows that do not match', { ...barsChart, table: trendChart.table }],
    ['a long label', { ...barsChart, table: { ...barsChart.table, rows: [['x'.repeat(21)], ['b'], ['c']] } }],
    ['a label that is there twice', { ...barsChart, table: { ...barsChart.table, rows: [['a'], ['a'], ['c']] } }],
  ])('leaves a chart with %s to the picture', (_, chart) => {
    expect(render({ ...digest, charts: [chart] }).charts[0]?.native).toBe(false);
  });

  it('says a text without sections all the same', () => {
    const { messages } = render({ ...apology, sections: [] });
    expect(messages[0]?.whole).toContain('This took longer');
  });
});

describe('what a person or a file wrote', () => {
  it('stands in plain texts only, so that nothing in it is markup, a mention or a link', () => {
    const nasty = '<!channel> <@U123> *bold* :tada: <http://evil.example|click> `code` ~gone~';
    for (const reply of [hostileReply(), importReply(nasty, 'c'), { ...overLong, text: nasty }]) {
      for (const { blocks, plain } of allMessages(reply)) {
        for (const { type } of [...textsIn(blocks), ...textsIn(plain)]) {
          expect(['plain_text', 'text', 'raw_text', null]).toContain(type);
        }
      }
    }
  });

  it('is shown as it is', () => {
    const texts = textsIn(render(hostileReply()).messages[0]?.blocks).map(({ text }) => text);
    expect(texts.filter((text) => text.includes(HOSTILE)).length).toBeGreaterThanOrEqual(5);
  });

  it('turns no :word: of theirs into an emoji', () => {
    for (const { blocks, plain } of allMessages(importReply(':tada:', 'c'))) {
      const withEmoji = JSON.stringify([blocks, plain]).match(/"text":"[^"]*","emoji":true/g) ?? [];
      expect(withEmoji.every((text) => /"text":"(👍|👎)"/u.test(text))).toBe(true);
    }
  });
});

describe('a thousand random replies', () => {
  it('stay within every limit in each way of saying them, and always the same', () => {
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const reply = makeRandomReply(seed);
      expect(violationsOf(reply), `seed ${seed}`).toEqual([]);
      if (seed % 100 === 0) expect(render(makeRandomReply(seed))).toEqual(render(reply));
    }
  });
});
