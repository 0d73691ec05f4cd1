import { describe, expect, it } from 'vitest';
import { checkLimits } from '../../../../adapters/teams/out/check-limits.ts';
import { LIMITS } from '../../../../adapters/teams/out/limits.ts';
import { type ReplyPart, renderReply } from '../../../../adapters/teams/out/render-reply.ts';
import { expectGolden } from './golden.ts';
import { makePng, picturesOf } from './pictures.ts';
import { makeRandomReply, seeded } from './random-reply.ts';
import { SAMPLES, type Sample, TURN } from './replies.ts';

async function render({ reply, controls }: Sample): Promise<readonly ReplyPart[]> {
  return renderReply({ reply, controls, turn: TURN, chat: 'alone', pictures: await picturesOf(reply) });
}

function sample(name: string): Sample {
  const found = SAMPLES[name];
  if (!found) throw new Error(`there is no sample ${name}`);
  return found;
}

/** Every value of a key, anywhere below. */
function valuesOf(node: unknown, key: string): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [...(name === key ? [value] : []), ...valuesOf(value, key)]);
}

describe('an answer as Teams messages', () => {
  it.each(Object.keys(SAMPLES))('draws "%s" as its golden file says, within every limit', async (name) => {
    const drafts = (await render(sample(name))).map(({ draft }) => draft);
    expect(drafts.flatMap(checkLimits)).toEqual([]);
    await expectGolden(name, drafts);
  });

  it('keeps 1,000 random answers within every limit, with and without pictures, in the same parts', async () => {
    const random = seeded(20_261_123);
    const png = await makePng(8, 5);
    for (let round = 0; round < 1_000; round += 1) {
      const shown = makeRandomReply(random);
      const pictures = new Map(shown.reply.charts.map(({ id }) => [id, png]));
      const drawn = renderReply({ ...shown, chat: 'alone', pictures });
      const bare = renderReply({ ...shown, chat: 'alone', pictures: new Map() });
      const violations = [...drawn, ...bare].flatMap(({ draft }) => checkLimits(draft));
      expect(violations, `round ${round}`).toEqual([]);
      expect(drawn.length, `round ${round}`).toBeGreaterThan(0);
      expect(bare.length, `round ${round}`).toBe(drawn.length);
      // What goes out when Teams takes no card of ours.
      expect(Math.max(...drawn.map(({ plain }) => plain.length * 2)), `round ${round}`).toBeLessThan(
        LIMITS.messageBytes,
      );
    }
  });

  it('says the key result as plain text, first', async () => {
    const [first] = await render(sample('forecast'));
    expect(first?.draft).toMatchObject({
      type: 'message',
      textFormat: 'plain',
      text: 'Harbor should take about $18,412 next week, 8% more than last week.',
    });
    expect(first?.draft.attachments).toBeUndefined();
  });

  it('labels every message as made by AI', async () => {
    for (const { draft } of await render(sample('digest'))) {
      expect(draft.entities).toEqual([
        expect.objectContaining({ type: 'https://schema.org/Message', additionalType: ['AIGeneratedContent'] }),
      ]);
    }
  });

  it('gives an apology in one message, without a card', async () => {
    const parts = await render(sample('failure'));
    expect(parts.map(({ draft }) => draft.text)).toEqual([
      'This took longer than I may take for an answer.\n\nTry a shorter period, or ask again in a moment.',
    ]);
  });

  it('lets every button come back as its id', async () => {
    const { reply, controls } = sample('digest');
    const drafts = (await render({ reply, controls })).map(({ draft }) => draft);
    const ids = valuesOf(drafts, 'data').flatMap((data) => valuesOf(data, 'action'));
    const standing = ['share', 'good', 'bad', 'remove'].map((kind) => `${kind}:${TURN}`);
    expect(ids).toEqual([...reply.actions.map(({ id }) => id), ...standing]);
  });

  it('says what has to be said before a digest first, and puts each chart below its own words', async () => {
    const parts = await render(sample('digest'));
    expect(parts[0]?.draft.text).toBe(
      'This is a test. Nobody else sees it.\n\nYour week: Nov 16 – 22\nYou took $17,022, 4% less than the week before.',
    );
    const order = valuesOf(parts[1]?.draft.attachments, 'body')
      .flatMap((body) => (Array.isArray(body) ? body : []))
      .map((element) => (element.type === 'Image' ? 'chart' : (element.text ?? element.type)));
    expect(order.slice(0, 7)).toEqual([
      'chart',
      'Oat milk nearly doubled',
      'RichTextBlock',
      'chart',
      'Next: Nov 23 – 29',
      'RichTextBlock',
      'chart',
    ]);
  });

  it('puts words of people and files only where Teams reads no Markdown', async () => {
    for (const name of ['hostile', 'markdown']) {
      const drafts = (await render(sample(name))).map(({ draft }) => draft);
      expect(drafts.flatMap(checkLimits)).toEqual([]);
      expect(drafts.every(({ text, textFormat }) => text === undefined || textFormat === 'plain')).toBe(true);
      expect(JSON.stringify(drafts)).toContain(name === 'hostile' ? '<script>' : '<at>Everyone</at>');
    }
  });

  it('shows a chart without a picture as its numbers', async () => {
    const { reply, controls } = sample('forecast');
    const parts = renderReply({ reply, controls, turn: TURN, chat: 'alone', pictures: new Map() });
    const json = JSON.stringify(parts.map(({ draft }) => draft));
    expect(json).toContain('$3,745');
    expect(json).toContain('The chart could not be drawn.');
    expect(json).not.toContain('"Image"');
  });

  it('loses nothing of a long answer but table rows, which it counts', async () => {
    const { reply } = sample('long');
    const parts = await render(sample('long'));
    const all = parts.map(({ plain }) => plain).join('\n\n');
    for (const section of reply.sections) {
      const words = section.spans.map(({ text }) => text).join('');
      expect(all.replaceAll(/\s+/g, ' ')).toContain(words.trim().slice(-200).replaceAll(/\s+/g, ' '));
    }
    expect(JSON.stringify(parts)).toContain('… and 36 more rows');
    expect(parts.length).toBeGreaterThan(3);
  });
});
