import { describe, expect, it } from 'vitest';
import { checkLimits } from '../../../adapters/discord/check-limits.ts';
import { escapeText, splitEscaped } from '../../../adapters/discord/escape-text.ts';
import { toBody, toFiles } from '../../../adapters/discord/message-body.ts';
import { plainMessage } from '../../../adapters/discord/plain-message.ts';
import { renderReply } from '../../../adapters/discord/render-reply.ts';
import { renderTable } from '../../../adapters/discord/render-table.ts';
import type { ControlKind } from '../../../src/contracts/delivery.ts';
import type { ChartId } from '../../../src/contracts/ids.ts';
import type { Reply } from '../../../src/contracts/reply.ts';
import { forecastReply, HOSTILE } from '../web/fake-replies.ts';
import { refuseMessage } from './check-wire.ts';
import { SAMPLES } from './sample-replies.ts';
import { GUILD } from './start-discord.ts';

const TURN = '0b0e3f0a-6f5e-4c1f-9d43-3f1d5f8f4a11';
const controls: readonly ControlKind[] = ['good', 'bad', 'share', 'remove'];
const options = { turn: TURN, controls, workspace: GUILD };
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

function judge(reply: Reply): string[] {
  return renderReply(reply, options).flatMap((message) => {
    const files = toFiles(message, new Map(reply.charts.map(({ id }) => [id, PNG])));
    const body = toBody(message);
    // What goes over the wire is JSON.
    const wire = JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
    return [
      ...checkLimits(body, files),
      ...refuseMessage(
        wire,
        files.map(({ name }) => ({ name, bytes: PNG.length })),
      ),
      ...checkLimits(toBody(plainMessage(message))),
    ];
  });
}

describe('a reply as Discord messages', () => {
  it.each(Object.entries(SAMPLES))('%s looks as it was looked at', async (name, make) => {
    const bodies = renderReply(make(), options).map(toBody);
    await expect(`${JSON.stringify(bodies, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.json`);
    expect(judge(make())).toEqual([]);
  });

  it('names the channel it was asked in where it goes elsewhere, also on the button that shares it', () => {
    const askedIn = '1300000000000000001';
    const drawn = renderReply(forecastReply('chart-forecast'), { ...options, askedIn });
    expect(drawn[0]?.content).toMatch(/^-# You asked in <#1300000000000000001>\n/);
    expect(JSON.stringify(drawn.at(-1)?.components)).toContain('Share in that channel');
    const question = `How many\n**Soups**? ${'x'.repeat(3_000)}`;
    const [named] = renderReply(forecastReply('chart-forecast'), { ...options, askedIn, question });
    expect(named?.content).toMatch(
      /^-# You asked in <#1300000000000000001>: “How many \\\*\\\*Soups\\\*\\\*\? x+ ?…”\n/,
    );
    expect(JSON.stringify(drawn)).not.toContain('Share here');
  });

  it('keeps every word of a long answer, in order, and its buttons at the end', () => {
    const reply = SAMPLES.long?.();
    if (!reply) throw new Error('The sample is there.');
    const messages = renderReply(reply, options);
    const words = messages
      .map(({ content }) => content)
      .join(' ')
      .replace(/[*\\#-]/g, '')
      .split(/\s+/);
    const said = reply.sections.flatMap(({ spans }) => spans.map(({ text }) => text)).join(' ');
    for (const word of said.split(/\s+/)) expect(words).toContain(word);
    expect(messages.length).toBeGreaterThan(2);
    expect(messages.map(({ components }) => components.length > 0)).toEqual(
      messages.map((_, at) => at === messages.length - 1),
    );
  });

  it('shows the numbers of a chart that could not be drawn', () => {
    const [message] = renderReply(forecastReply('chart-1'), { ...options, lost: new Set(['chart-1']) });
    expect(message?.content).toContain('The chart could not be drawn');
    expect(message?.content).toContain('$3,745');
    expect(message?.files).toEqual([]);
    expect(message?.embeds).toEqual([]);
  });

  it('has something to show for a reply with nothing in it', () => {
    const nothing: Reply = { ...forecastReply('c'), text: '', sections: [], charts: [], actions: [] };
    expect(renderReply(nothing, { ...options, controls: [] })).toMatchObject([
      { content: 'There is nothing to show here.' },
    ]);
  });

  it('links an address that is a fact of its own, and no other', () => {
    const address = 'https://coach.example/link/ABCD-2345';
    const section = {
      kind: 'detail',
      spans: [{ text: 'Open ' }, { text: address, fact: 'f' }, { text: ` not ${address}` }],
    } as const;
    const [message] = renderReply({ ...forecastReply('c'), charts: [], sections: [section] }, options);
    expect(message?.content).toBe(`Open <${address}> not https\\://coach.example/link/ABCD-2345`);
  });

  it('passes every limit for a thousand made-up replies', () => {
    const random = seeded(20_261_123);
    for (let n = 0; n < 1_000; n += 1) {
      const found = judge(makeUp(random));
      if (found.length > 0) throw new Error(`Reply ${n}: ${found.join('; ')}`);
    }
  });
});

describe('text people wrote', () => {
  it('is shown letter by letter: Discord drops each backslash again', () => {
    for (const text of [
      HOSTILE,
      '**a** _b_ ~~c~~ ||d|| `e` [f](http://g.example) <@1> @everyone :smile: # h',
      '# x\n- y\n1. z\n> q\n-# s',
    ])
      expect(escapeText(text).replace(/\\([^0-9A-Za-z\s])/g, '$1')).toBe(text);
  });

  it('mentions nobody and formats nothing', () => {
    expect(escapeText('<@&123> @here **x** [a](b) http://x.example')).toBe(
      '\\<\\@&123\\> \\@here \\*\\*x\\*\\* \\[a](b) http\\://x.example',
    );
  });

  it('cannot end a code block', () => {
    const table = renderTable({ title: 't', columns: [{ label: '```js', align: 'left' }], rows: [['a\n```b']] });
    expect(table.match(/```/g)).toHaveLength(2);
  });

  it('is never cut between a backslash and its sign', () => {
    const text = escapeText('*'.repeat(3_000));
    const pieces = splitEscaped(text, 2_000);
    expect(pieces.join('')).toBe(text);
    for (const piece of pieces) {
      expect(piece.length).toBeLessThanOrEqual(2_000);
      expect(piece).toMatch(/^(\\\*)+$/);
    }
  });
});

describe('tables', () => {
  const columns = ['Day', 'Forecast', 'Low', 'High'].map((label, at) => ({
    label,
    align: at ? ('right' as const) : ('left' as const),
  }));
  it('are monospaced where a phone can show them, else lists', () => {
    expect(renderTable({ title: 'T', columns: columns.slice(0, 2), rows: [['Monday', '$1']] })).toContain(
      '```\nDay     Forecast\nMonday        $1\n```',
    );
    expect(renderTable({ title: 'T', columns, rows: [['Monday, Nov 23', '$2,104', '$1,880', '$2,331']] })).toBe(
      '**T**\n-# Forecast · Low · High\n- **Monday, Nov 23** $2,104 · $1,880 · $2,331',
    );
  });

  it('count the rows they leave out', () => {
    const rows = Array.from({ length: 400 }, (_, at) => [`Day ${at}`, '$1']);
    expect(renderTable({ title: 'T', columns: columns.slice(0, 2), rows })).toMatch(/… and \d+ more/);
    const wide = rows.map((row) => [...row, 'a rather wide cell', 'another wide cell']);
    expect(renderTable({ title: 'T', columns, rows: wide })).toMatch(/-# … and \d+ more$/);
  });
});

/** Mulberry32: the same replies on every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const BITS = [
  'revenue ',
  'the ',
  '**',
  '```',
  '\n',
  '\n\n',
  '\\',
  '_',
  '@everyone ',
  '<@1>',
  '[a](b)',
  '# ',
  '-# ',
  '> ',
  '👩‍🍳',
  'ü',
  '||',
  'x'.repeat(90),
  ' ',
  '1. ',
];

function makeUp(random: () => number): Reply {
  const pick = (most: number) => Math.floor(random() * most);
  const words = (most: number) => Array.from({ length: pick(most) }, () => BITS[pick(BITS.length)] ?? '').join('');
  // Mostly small, sometimes very large.
  const size = () => (random() < 0.15 ? 900 : 30);
  const kinds = ['answer', 'detail', 'caveat', 'card', 'question', 'next'] as const;
  const table = () => ({
    title: words(size()),
    columns: Array.from({ length: 1 + pick(6) }, () => ({ label: words(6), align: 'right' as const })),
    rows: Array.from({ length: pick(30) }, () => Array.from({ length: 1 + pick(7) }, () => words(8))),
  });
  const [sample] = forecastReply('c').charts;
  if (!sample) throw new Error('The sample has a chart.');
  return {
    text: words(50),
    sections: Array.from({ length: pick(40) }, () => ({
      kind: kinds[pick(kinds.length)] ?? 'detail',
      ...(random() < 0.5 ? { heading: words(size()) } : {}),
      spans: Array.from({ length: pick(3) }, () => ({ text: words(size()) })),
    })),
    facts: [],
    charts: Array.from({ length: pick(14) }, (_, at) => ({
      ...sample,
      id: `c${at}` as ChartId,
      alt: words(size()),
      table: table(),
    })), // ids stand for themselves
    tables: Array.from({ length: pick(3) }, table),
    actions: Array.from({ length: pick(120) }, (_, at) => ({
      id: `${TURN}-${at}`,
      label: words(40),
      kind: 'ask' as const,
    })),
    visibility: 'everyone',
    working: null,
  };
}
