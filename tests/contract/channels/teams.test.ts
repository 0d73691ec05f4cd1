import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restaurantCsv, upload } from '../house/start-house.ts';
import { type ChannelDriver, waitForPost } from './channel-driver.ts';
import { testChannel } from './channel-suite.ts';
import { startTeamsDriver } from './teams-driver.ts';

testChannel('Microsoft Teams', () => startTeamsDriver('botbuilder'));

/** What the two SDKs do differently is signing in, calling and being called: the short of the story goes through all of it. */
describe('the coach in Microsoft Teams by the Agents SDK', () => {
  const QUESTION = 'How many did we sell last week?';
  const ANSWER = /^Quantity sold came to 788 for Nov 9\s–\s15/;
  let driver: ChannelDriver;
  beforeAll(async () => {
    driver = await startTeamsDriver('agents');
    expect((await upload(driver.house, 'restaurant.csv', restaurantCsv())).status).toBe(200);
    const { code } = await driver.house.app.host.connectCode({ channel: 'web', workspace: 'own' }, 'local');
    await driver.say({ as: 'owner', where: 'direct', text: `link ${code}` });
    await waitForPost(driver, ({ text }) => text.includes('you are an owner'), 'a welcome');
  });
  afterAll(() => driver?.close());

  test('answers a direct question, with its chart and buttons', async () => {
    await driver.say({ as: 'owner', where: 'direct', text: QUESTION });
    await waitForPost(driver, ({ where, text }) => where === 'direct' && ANSWER.test(text), 'the answer');
    const card = await waitForPost(driver, ({ pictures }) => pictures.some((alt) => ANSWER.test(alt)), 'its chart');
    await driver.press('owner', card, '👍 This helped');
    await waitForPost(driver, ({ text }) => text.startsWith('Thank you'), 'thanks');
    await driver.press('owner', card, /remove/i);
    await waitForPost(driver, ({ text }) => text === 'Removed.', 'that it is removed');
    await expect.poll(() => driver.posts().filter(({ text }) => ANSWER.test(text)), { timeout: 20_000 }).toEqual([]);
  });

  test('answers a group by way of its asker, who shares it there', async () => {
    const asked = await driver.say({ as: 'owner', where: 'team', text: QUESTION, mention: true });
    await waitForPost(driver, ({ where, text }) => where === 'direct' && ANSWER.test(text), 'the answer, for one');
    const word = await waitForPost(driver, ({ where }) => where === 'team', 'a word in the channel');
    expect(word).toMatchObject({ seenBy: 'all', thread: asked });
    expect(word.text).toBe('I answered Olga Owner directly, because not everyone here may see these numbers.');
    const card = await waitForPost(
      driver,
      ({ buttons }) => buttons.some(({ label }) => /share/i.test(label)),
      'a way to share it',
    );
    await driver.press('owner', card, /share/i);
    const shared = await waitForPost(driver, ({ where, text }) => where === 'team' && ANSWER.test(text), 'it, shared');
    expect(shared.thread).toBe(asked);
  });

  test('sends nothing that Teams would refuse, and refuses what is not Microsoft’s', async () => {
    expect(driver.mistakes?.()).toEqual([]);
    const statuses = await driver.forge(28);
    expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
  });
});
