import { afterEach, describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../src/contracts/delivery.ts';
import { SAMPLES } from './sample-replies.ts';
import { CHANNEL, GUILD, MARIA, type Rig, startRig } from './start-discord.ts';

let rig: Rig;
afterEach(() => rig.close());

const reply = () => {
  const make = SAMPLES.digest;
  if (!make) throw new Error('The sample is there.');
  return make();
};
/** A weekly summary: nobody asked for it just now. */
const digest = (target: Partial<Outgoing['target']>): Outgoing => ({
  id: '5f0e3f0a-6f5e-4c1f-9d43-3f1d5f8f4a22',
  place: { channel: 'discord', workspace: GUILD },
  target: { conversation: '', thread: 't', user: MARIA, visibility: 'direct', address: null, ...target },
  content: { kind: 'reply', turn: '0b0e3f0a-6f5e-4c1f-9d43-3f1d5f8f4a11', reply: reply(), controls: ['good'] },
  attempt: 0,
  uncertain: false,
  sent: new Map(),
  eventId: 'digest:0b0e3f0a-6f5e-4c1f-9d43-3f1d5f8f4a11:2026-11-23T08:00:00.000Z',
  live: null,
});
const send = (outgoing: Outgoing) => rig.channel.deliver(outgoing, async () => undefined);

describe('numbers nobody asked for just now', () => {
  it.each([
    ['directly', { visibility: 'direct' }],
    ['instead of a channel', { visibility: 'asker', conversation: CHANNEL }],
    ['into their direct channel', { visibility: 'here', conversation: '1300000000000000099' }],
  ] as const)('do not go to somebody who left the server, %s, and the house hears of it', async (_, target) => {
    rig = await startRig();
    await expect(send(digest(target))).rejects.toMatchObject({ code: 'discord-left' });
    expect(rig.discord.direct.size).toBe(0);
    expect(rig.host.notices).toContainEqual({
      kind: 'left',
      user: MARIA,
      place: { channel: 'discord', workspace: GUILD },
    });
  });

  it('go to a member, and into a channel whoever set them up', async () => {
    rig = await startRig();
    await send(digest({ visibility: 'here', conversation: CHANNEL }));
    expect(rig.discord.in(CHANNEL)).not.toEqual([]);
    rig.discord.members.add(`${GUILD}:${MARIA}`);
    await send(digest({}));
    expect(rig.discord.direct.has(MARIA)).toBe(true);
    expect(rig.host.notices).toEqual([]);
  });

  it('wait while Discord does not say who is there', async () => {
    rig = await startRig();
    rig.discord.fail(/GET \/guilds\/\d+\/members\/\d+$/, 503, {}, { times: 1 });
    await expect(send(digest({}))).rejects.toMatchObject({ name: 'UpstreamError' });
    expect(rig.host.notices).toEqual([]);
  });
});
