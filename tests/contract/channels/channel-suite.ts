import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restaurantCsv, upload } from '../house/start-house.ts';
import { type ChannelDriver, type Post, waitForPost, waitUntilQuiet } from './channel-driver.ts';
import { testPlans } from './plan-chapter.ts';

const QUESTION = 'How many did we sell last week?';
const FORGED = 200;
const THUMB = /helpful|good|👍|thumbs up|^yes/i;

/**
 * What every channel must do, whatever its platform: the same story, told through each adapter with the whole house
 * behind it. Runs in order: people are let in, groups are opened, one thing after the other.
 */
export function testChannel(name: string, start: () => Promise<ChannelDriver>): void {
  describe(`the coach in ${name}`, () => {
    let driver: ChannelDriver;
    let answer: Post;
    /** Messages with a way to share, by where they were asked for. */
    const hidden = new Map<Post['where'], Post>();
    const has = (what: keyof ChannelDriver['without']) => driver.without[what] === undefined;
    /** Its data ends a week before today, so it names the days it means. */
    const isAnswer = (post: Post) => /quantity sold\b.* came to [\d,]+ for /i.test(post.text);
    const isNewWith = (before: readonly Post[], button: RegExp) => (post: Post) =>
      !before.some(({ id }) => id === post.id) && post.buttons.some(({ label }) => button.test(label));
    const answersSince = (before: readonly Post[], fits: (post: Post) => boolean = isAnswer) =>
      driver.posts().filter((post) => !before.some(({ id }) => id === post.id) && fits(post));

    beforeAll(async () => {
      driver = await start();
      const { status } = await upload(driver.house, 'restaurant.csv', restaurantCsv());
      expect(status).toBe(200);
    });
    afterAll(() => driver?.close());

    /** Does something, and waits for what comes of it: a message that was not there before. */
    async function after(
      act: () => Promise<unknown>,
      fits: (post: Post) => boolean,
      what: string,
      deadlineMs?: number,
    ): Promise<Post> {
      const before = new Set(driver.posts().map(({ id }) => id));
      await act();
      return waitForPost(driver, (post) => !before.has(post.id) && fits(post), what, deadlineMs);
    }

    test('tells people of a workspace that is not linked how to link it, and links it by a code', async ({ skip }) => {
      skip(!has('people'), driver.without.people);
      const say = (text: string) => () => driver.say({ as: 'owner', where: 'direct', text });
      await after(say(QUESTION), ({ text }) => /not linked.*connect a chat/i.test(text), 'how to link');
      await after(say('link WRNG-WRNG'), ({ text }) => /code/i.test(text) && /not|new/i.test(text), 'that it is wrong');
      const { code } = await driver.house.app.host.connectCode({ channel: 'web', workspace: 'own' }, 'local');
      await after(
        say(`link ${code}`),
        ({ text }) => /connected|linked|welcome/i.test(text) && !/not/i.test(text.slice(0, 80)),
        'a welcome',
      );
    });

    test('answers a direct question with the number, a picture with alt text, and buttons', async () => {
      const before = driver.posts();
      const ask = () => driver.say({ as: 'owner', where: 'direct', text: QUESTION });
      answer = await after(ask, (post) => post.where === 'direct' && isAnswer(post), 'the answer');
      for (const fact of await expectedFacts(driver)) expect(answer.text).toContain(fact);
      await waitForPost(driver, ({ pictures }) => pictures.some((alt) => /quantity sold/i.test(alt)), 'its chart');
      await waitForPost(driver, isNewWith(before, /why did it change/i), 'buttons');
    });

    test('answers an event that comes twice once, and its own words never', async () => {
      const before = driver.posts();
      const askTwice = async () => {
        await driver.say({ as: 'owner', where: 'direct', text: 'How much was Soup last week?' });
        await driver.repeat();
        await driver.repeat();
      };
      await after(askTwice, ({ text }) => /\(soup\) came to/i.test(text), 'the answer');
      if (has('own')) await driver.echo();
      const help = await after(
        () => driver.say({ as: 'owner', where: 'direct', text: 'help' }),
        ({ text }) => /you can ask about/i.test(text),
        'help',
      );
      // Thumbs are for answers made of numbers.
      expect(help.buttons.filter(({ label }) => THUMB.test(label))).toEqual([]);
      const soup = answersSince(before, ({ text }) => /\(soup\) came to/i.test(text));
      // A long answer may stand in several messages; a second answer would say the same first words again.
      expect(new Set(soup.map(({ text }) => text)).size).toBe(soup.length);
    });

    test('follows up in a thread', async () => {
      const thread = answer.thread ?? answer.id;
      await after(
        () => driver.say({ as: 'owner', where: 'direct', text: 'and the week before?', thread }),
        (post) => isAnswer(post) && /came to [\d,]+ for Nov 2\s–\s8/.test(post.text),
        'the follow-up',
      );
    });

    test('follows up below the answer, where people just type on', async ({ skip }) => {
      skip(!has('typing-on'), driver.without['typing-on']);
      await after(
        () => driver.say({ as: 'owner', where: 'direct', text: 'and in October?' }),
        (post) => isAnswer(post) && /Oct/.test(post.text),
        'the follow-up that was typed on',
      );
    });

    test('runs a button of an answer, about that answer', async () => {
      const before = driver.posts();
      await driver.say({ as: 'owner', where: 'direct', text: 'How many will we sell next week?' });
      const post = await waitForPost(driver, isNewWith(before, /how did you get/i), 'the forecast, with its buttons');
      await after(
        () => driver.press('owner', post, /how did you get/i),
        ({ text }) => /restaurant\.csv/.test(text),
        'the working',
      );
    });

    test('runs a command', async ({ skip }) => {
      skip(!has('commands'), driver.without.commands);
      await after(
        () => driver.command('owner', 'direct', 'forecast', 'Steak next week'),
        ({ text }) => /\(steak\) should come to about \d+/i.test(text),
        'the forecast',
      );
    });

    test('takes a file', async () => {
      const content = 'date,visitors\n2026-10-01,120\n2026-10-02,130\n2026-10-03,90\n2026-10-04,100\n2026-10-05,110\n';
      await after(
        () => driver.say({ as: 'owner', where: 'direct', text: '', file: { name: 'visitors.csv', content } }),
        ({ text }) => /5 rows of visitors\.csv/i.test(text),
        'what it read',
      );
    });

    test('says what is wrong with a file, by row and column, and keeps nothing of it', async () => {
      const lines = restaurantCsv(['Tea', 'Cake', 'Pie']).split('\n');
      lines[500] = (lines[500] ?? '').replace(/^[^,]*/, '2025-13-45');
      const file = { name: 'broken.csv', content: lines.join('\n') };
      await after(
        () => driver.say({ as: 'owner', where: 'direct', text: '', file }),
        ({ text }) => /501.*date|date.*501/s.test(text),
        'the broken row',
      );
      const asked = await after(
        () => driver.say({ as: 'owner', where: 'direct', text: 'which item sold best in October 2026?' }),
        ({ text }) => /steak|soup/i.test(text),
        'the best item',
      );
      expect(asked.text).not.toContain('Cake');
    });

    test('lets a stranger in only when the owner says so, and then answers what they asked', async ({ skip }) => {
      skip(!has('people'), driver.without.people);
      const before = driver.posts();
      const told = await after(
        () => driver.say({ as: 'colleague', where: 'direct', text: 'How much was Steak last week?' }),
        (post) => post.seenBy !== 'owner' && /not let in|access/i.test(post.text),
        'whom to ask',
      );
      expect(told.text).not.toMatch(/steak.*\d{3}/i);
      const wish = await waitForPost(driver, isNewWith(before, /let in/i), 'the wish, for the owner');
      await after(
        () => driver.press('owner', wish, /member/i),
        ({ text, seenBy }) => seenBy !== 'owner' && /\(steak\) came to \d{3}/i.test(text),
        'the answer that was kept',
      );
    });

    test('shows numbers to a group only when all of it may see them', async ({ skip }) => {
      skip(!has('groups'), driver.without.groups);
      const ask = (where: Post['where']) => () => driver.say({ as: 'owner', where, text: QUESTION, mention: true });
      await after(
        ask('team'),
        (post) => post.where === 'team' && post.seenBy === 'all' && isAnswer(post),
        'the answer, for all',
      );
      for (const where of ['mixed', 'outside'] as const) {
        const before = driver.posts();
        await after(ask(where), (post) => post.seenBy === 'owner' && isAnswer(post), `the answer of ${where}, for one`);
        hidden.set(where, await waitForPost(driver, isNewWith(before, /share/i), 'a way to share it'));
        expect(
          driver.posts().filter((post) => post.where === where && post.seenBy === 'all' && isAnswer(post)),
        ).toEqual([]);
      }
      const offer = driver.posts().findLast(({ buttons }) => buttons.some(({ label }) => /everyone/i.test(label)));
      if (!offer) throw new Error('Nobody was asked whether all may see answers there.');
      await after(
        () => driver.press('owner', offer, /everyone/i),
        ({ text }) => /everyone/i.test(text) && /from now on|will show|shown/i.test(text),
        'that it is remembered',
      );
      await after(
        ask('outside'),
        (post) => post.where === 'outside' && post.seenBy === 'all' && isAnswer(post),
        'the answer, with consent',
      );
    });

    test('shares an answer that only its asker saw', async ({ skip }) => {
      skip(!has('groups'), driver.without.groups);
      const kept = hidden.get('mixed');
      if (!kept) throw new Error('There is nothing to share.');
      const before = driver.posts();
      await after(
        () => driver.press('owner', kept, /share/i),
        (post) => post.where === 'mixed' && post.seenBy === 'all' && isAnswer(post),
        'the shared answer',
      );
      const isBelow = isNewWith(before, THUMB);
      const below = await waitForPost(driver, (post) => post.where === 'mixed' && isBelow(post), 'its buttons');
      // Who may see it is a question for its asker, not for everyone there.
      expect(below.buttons.filter(({ label }) => /everyone|private/i.test(label))).toEqual([]);
    });

    testPlans({ driver: () => driver, has, after });

    test('takes edits as no question, and takes an answer away with its question', async ({ skip }) => {
      skip(!has('edits'), driver.without.edits);
      const before = driver.posts();
      let id = '';
      const ask = async () => {
        id = await driver.say({ as: 'owner', where: 'direct', text: 'How much was Salad last week?' });
      };
      await after(ask, ({ text }) => /\(salad\) came to/i.test(text), 'the answer');
      await driver.edit(id, 'How much was Soup in October?');
      await driver.erase(id);
      await gone(() => answersSince(before, ({ text }) => /salad/i.test(text)));
      expect(answersSince(before, ({ text }) => /soup/i.test(text) && /october/i.test(text))).toEqual([]);
    });

    test('thanks for a thumb, and removes an answer on request', async () => {
      const before = driver.posts();
      const words = await after(
        () => driver.say({ as: 'owner', where: 'direct', text: 'How much was Steak last month?' }),
        ({ text }) => /\(steak\) came to [\d,]+ for October/i.test(text),
        'the answer',
      );
      // Where an answer is several messages, its buttons stand under the last.
      const post = await waitForPost(driver, isNewWith(before, THUMB), 'its buttons');
      await driver.press('owner', post, THUMB);
      if (!has('people')) return;
      await driver.press('owner', post, /remove/i);
      await gone(() => driver.posts().filter(({ id }) => id === post.id || id === words.id));
    });

    test('gets an answer out although the platform says slow down, or is down for a moment', async ({ skip }) => {
      skip(!has('faults'), driver.without.faults);
      for (const [how, dish] of [
        ['rate-limited', 'Steak'],
        ['down', 'Soup'],
      ] as const) {
        driver.misbehave(how, 1);
        await after(
          () => driver.say({ as: 'owner', where: 'direct', text: `How much was ${dish} in September?` }),
          ({ text }) => text.includes(`(${dish}) came to`) && text.includes('for September'),
          `the answer after it was ${how}`,
          60_000,
        );
      }
    });

    test('still answers a message that was held up for minutes', async () => {
      await after(
        () => driver.say({ as: 'owner', where: 'direct', text: 'How much was Soup in August?', lateMs: 240_000 }),
        ({ text }) => /for August/.test(text),
        'the late answer',
      );
    });

    test(`refuses ${FORGED} requests that nobody should believe, and writes no secret into its log`, async ({
      skip,
    }) => {
      skip(!has('forging'), driver.without.forging);
      const words = () => driver.posts().filter(({ text }) => text !== '');
      // Later parts of the last answer may still be on their way.
      await waitUntilQuiet(driver);
      const before = words();
      const statuses = await driver.forge(FORGED);
      expect(statuses).toHaveLength(FORGED);
      expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
      expect(words()).toHaveLength(before.length);
      expect(driver.house.log.join('\n')).not.toMatch(/xox[bp]-|xapp-|Bearer |eyJ[A-Za-z0-9_-]{20}|v0=[0-9a-f]{20}/);
    });

    test('sends nothing that the platform would refuse', () => {
      expect(driver.mistakes?.() ?? []).toEqual([]);
    });

    test('ends the access of who leaves', async ({ skip }) => {
      skip(!has('leaving'), driver.without.leaving);
      const before = driver.posts();
      await driver.leave('colleague');
      await after(
        () => driver.say({ as: 'colleague', where: 'direct', text: 'How much was Salad in October?' }),
        ({ text }) => /not let in|access|server that we share/i.test(text),
        'that access ended',
      );
      expect(answersSince(before, ({ text }) => /salad/i.test(text) && /\d{3}/.test(text))).toEqual([]);
    });

    test('ends the access of whom the owner removes, in words', async ({ skip }) => {
      skip(has('leaving') || !has('people'), 'the platform tells who leaves');
      const before = driver.posts();
      await driver.leave('colleague');
      const question = await after(
        () => driver.say({ as: 'owner', where: 'direct', text: 'remove Carl' }),
        ({ buttons }) => buttons.some(({ label }) => label === 'Yes, end it'),
        'whether it shall end',
      );
      await after(
        () => driver.press('owner', question, 'Yes, end it'),
        ({ text }) => /no access any more/.test(text),
        'that it ended',
      );
      await after(
        () => driver.say({ as: 'colleague', where: 'direct', text: 'How much was Salad in October?' }),
        ({ text }) => /not let in/i.test(text),
        'that access ended',
      );
      expect(answersSince(before, ({ text }) => /salad/i.test(text) && /\d{3}/.test(text))).toEqual([]);
    });

    test('gives up no message, and logs no error', () => {
      expect(driver.house.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
    });
  });
}

/** The facts of the answer as the house's own API gives them: every channel must show the same. */
async function expectedFacts(driver: ChannelDriver): Promise<readonly string[]> {
  const response = await fetch(`${driver.house.url}/api/v1/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ company: 'own', text: QUESTION }),
  });
  // The route's own schema promises it.
  const { reply } = (await response.json()) as {
    reply: { sections: { kind: string; spans: { text: string; fact?: string }[] }[] };
  };
  const first = reply.sections.find(({ kind }) => kind === 'answer');
  const facts = (first?.spans ?? []).filter(({ fact }) => fact !== undefined).map(({ text }) => text);
  expect(facts.length).toBeGreaterThan(0);
  return facts;
}

/** Waits until nothing of it is left. */
async function gone(what: () => readonly Post[]): Promise<void> {
  const end = Date.now() + 30_000;
  while (what().length > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(what()).toEqual([]);
}
