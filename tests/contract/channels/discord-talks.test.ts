import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restaurantCsv, upload } from '../house/start-house.ts';
import { type ChannelDriver, type Post, type Who, waitForPost } from './channel-driver.ts';
import { startDiscordDriver } from './discord-driver.ts';

/** A channel of Discord is one room for many talks: each person's own, and a reply is about the answer it replies to. */
describe('talks in one Discord channel', () => {
  let driver: ChannelDriver;

  beforeAll(async () => {
    driver = await startDiscordDriver('http');
    await upload(driver.house, 'restaurant.csv', restaurantCsv());
    const { code } = await driver.house.app.host.connectCode({ channel: 'web', workspace: 'own' }, 'local');
    await driver.say({ as: 'owner', where: 'direct', text: `link ${code}` });
    await waitForPost(driver, ({ text }) => /linked to your company/.test(text), 'the welcome');
    await driver.say({ as: 'colleague', where: 'direct', text: 'help' });
    const wish = await waitForPost(
      driver,
      ({ buttons }) => buttons.some(({ label }) => /member/i.test(label)),
      'a wish',
    );
    await driver.press('owner', wish, /member/i);
    await waitForPost(driver, ({ seenBy, text }) => seenBy === 'colleague' && /you can ask/i.test(text), 'the help');
  });
  afterAll(() => driver?.close());

  async function ask(as: Who, text: string, fits: RegExp, thread?: string): Promise<Post> {
    const before = new Set(driver.posts().map(({ id }) => id));
    await driver.say({ as, where: 'team', text, mention: true, ...(thread ? { thread } : {}) });
    return waitForPost(driver, (post) => !before.has(post.id) && post.where === 'team' && fits.test(post.text), text);
  }

  test('are one a person; a reply goes on from its answer, whoever asked for that', async () => {
    const soup = await ask('owner', 'How much was Soup last week?', /\(Soup\) came to [\d,]+ for Nov 9/);
    const steak = await ask('colleague', 'How much was Steak last week?', /\(Steak\) came to [\d,]+ for Nov 9/);
    await ask('owner', 'and the week before?', /\(Soup\) came to [\d,]+ for Nov 2/);
    await ask('owner', 'and the week before?', /\(Steak\) came to [\d,]+ for Nov 2/, steak.id);
    await ask('colleague', 'and the week before?', /\(Soup\) came to [\d,]+ for Nov 2/, soup.id);
    // What they said last is what they talk about now.
    await ask('owner', 'and in October?', /\(Steak\) came to [\d,]+ for Oct/);
    expect(driver.mistakes?.()).toEqual([]);
  });
});
