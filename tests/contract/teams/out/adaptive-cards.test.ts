import { AdaptiveCard, SerializationContext, Versions } from 'adaptivecards';
import { describe, expect, it } from 'vitest';
import { renderReply } from '../../../../adapters/teams/out/render-reply.ts';
import { makePng } from './pictures.ts';
import { makeRandomReply, seeded } from './random-reply.ts';
import { SAMPLES, TURN } from './replies.ts';

/** What Microsoft's own reader of cards has to say about one. */
function read(content: unknown): readonly string[] {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(content, context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  const { validationEvents } = card.validateProperties();
  return [...events, ...validationEvents.map(({ message }) => message)];
}

const contents = (drafts: ReturnType<typeof renderReply>) =>
  drafts.flatMap(({ draft }) => (draft.attachments ?? []).map(({ content }) => content));

describe('our cards, read by Microsoft’s own library', () => {
  it.each(Object.keys(SAMPLES))('has nothing to say about "%s"', async (name) => {
    const sample = SAMPLES[name];
    if (!sample) throw new Error(`there is no sample ${name}`);
    const png = await makePng(8, 5);
    const pictures = new Map(sample.reply.charts.map(({ id }) => [id, png]));
    expect(contents(renderReply({ ...sample, turn: TURN, chat: 'alone', pictures })).flatMap(read)).toEqual([]);
    expect(contents(renderReply({ ...sample, turn: TURN, chat: 'alone', pictures: new Map() })).flatMap(read)).toEqual(
      [],
    );
  });

  it('has nothing to say about random answers', () => {
    const random = seeded(7);
    const cards = Array.from({ length: 50 }, () =>
      renderReply({ ...makeRandomReply(random), chat: 'alone', pictures: new Map() }),
    );
    expect(cards.flatMap(contents).length).toBeGreaterThan(20);
    expect(cards.flatMap(contents).flatMap(read)).toEqual([]);
  });

  it('would say so', () => {
    expect(read({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Image' }, { type: 'Nonsense' }] })).not.toEqual(
      [],
    );
  });
});
