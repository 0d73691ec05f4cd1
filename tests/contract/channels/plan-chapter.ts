import { expect, test } from 'vitest';
import type { ChannelDriver, Post } from './channel-driver.ts';

/** What the chapter needs of the story it is told in. */
export interface Story {
  readonly driver: () => ChannelDriver;
  readonly has: (what: keyof ChannelDriver['without']) => boolean;
  /** Does something, and waits for what comes of it: a message that was not there before. */
  after(act: () => Promise<unknown>, fits: (post: Post) => boolean, what: string, deadlineMs?: number): Promise<Post>;
}

/** Three things a restaurant buys: few enough that a plan is solved in no time. */
const ITEMS = [
  'name,unit,supplier,cost,stock,pack_size,lead_days,weekly_use,storage',
  'Flour,kg,Miller,1.1,8,25,1,60,0.05',
  'Butter,kg,Dairy,7.5,3,5,1,24,0.1',
  'Paper cups,pieces,Packit,0.09,300,500,2,900,0.002',
];
const PEOPLE = [
  'name,roles,wage,min_hours,max_hours',
  'Ana,waiter,16,10,40',
  'Ben,waiter,15,10,40',
  'Cleo,waiter,15,0,40',
];
const COVER = ['weekday,shift,from,to,role,people', 'every day,Day,10:00,18:00,waiter,1'];

const ORDER_FILES = ['orders', 'xlsx', 'csv'];
const ROSTER_FILES = ['roster', 'xlsx', 'csv', 'ics'];

const fileOf = (name: string, lines: readonly string[]) => ({ name, content: `${lines.join('\n')}\n` });
const hasButton = (label: string) => (post: Post) => post.buttons.some((button) => button.label === label);

/** Plans: asked for, changed, decided on, by whom it is allowed to. Everybody of the story is let in by now. */
export function testPlans({ driver, has, after }: Story): void {
  const say = (as: 'owner' | 'colleague', text: string, more: object = {}) =>
    driver().say({ as, where: 'direct', text, ...more });
  const upload = (name: string, lines: readonly string[]) =>
    after(
      () => say('owner', '', { file: fileOf(name, lines) }),
      ({ text }) => text.includes(`of ${name}`),
      `what ${name} holds`,
    );
  const planOrders = () =>
    has('commands')
      ? driver().command('owner', 'direct', 'optimize', 'inventory')
      : say('owner', 'What should I order?');
  const posted = () => driver().posts();
  /**
   * All that came since, as an answer may stand in several messages.
   * @param files how its files are named: their first word and their endings
   */
  async function answerTo(
    act: () => Promise<unknown>,
    isAnswer: RegExp,
    [name, ...endings]: readonly string[],
  ): Promise<readonly Post[]> {
    const before = new Set(posted().map(({ id }) => id));
    const fresh = () => posted().filter(({ id }) => !before.has(id));
    const hasFile = (ending: string) =>
      fresh().some(({ files }) => files.some((file) => file.startsWith(`${name}-`) && file.endsWith(`.${ending}`)));
    // What comes last differs by platform: in some the files, in others the buttons.
    const isThere = () =>
      fresh().some(({ text }) => isAnswer.test(text)) && fresh().some(hasButton('Approve')) && endings.every(hasFile);
    await after(act, isThere, `an answer like ${isAnswer}, with a way to approve it and ${endings.join(', ')}`, 60_000);
    return fresh();
  }
  const textOf = (posts: readonly Post[]) => posts.map(({ text }) => text).join('\n');
  let open: Post | undefined;

  test('plans the orders: the list, a picture, files and what to decide', async () => {
    await upload('items.csv', ITEMS);
    await after(
      () => say('owner', 'Our storage holds 3 crates'),
      ({ text }) => /remember that/i.test(text),
      'that it is kept',
    );
    const posts = await answerTo(planOrders, /Order 3 items from 3 suppliers/, ORDER_FILES);
    for (const item of ['Flour', 'Butter', 'Paper cups']) expect(textOf(posts)).toContain(item);
    expect(textOf(posts)).toMatch(/To order on \w{3}, \w{3} \d+/);
    expect(posts.flatMap(({ pictures }) => pictures).join()).toMatch(/stock of/i);
    const names = posts.flatMap(({ files }) => files);
    expect(new Set(names).size).toBe(names.length);
    const [withButtons] = posts.filter(hasButton('Approve'));
    expect(withButtons?.buttons.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Approve', 'Change something', 'Dismiss']),
    );
    open = posts.find(({ text }) => /Order 3 items/.test(text));
  });

  test('answers a what-if in the thread with before and after', async () => {
    const thread = open?.thread ?? open?.id;
    const posts = await answerTo(
      () => say('owner', 'storage 20% less', thread === undefined ? {} : { thread }),
      /\$[\d.,]+ instead of \$[\d.,]+/,
      ORDER_FILES,
    );
    expect(textOf(posts)).toContain('This plan is made with: storage 20% less');
    open = posts.find(hasButton('Approve'));
  });

  test('approves a plan once, and says who did when somebody does so again', async () => {
    const post = open;
    if (!post) throw new Error('There is no plan to approve.');
    const press = () => driver().press('owner', post, 'Approve');
    await after(press, ({ text }) => /Approved: Orders for/.test(text), 'that it is approved');
    const again = await after(
      press,
      ({ text }) => /is approved already by /.test(text),
      'that it was approved already',
    );
    expect(again.text).toContain('Nothing changed');
  });

  test('lets a viewer neither plan nor approve', async ({ skip }) => {
    skip(!has('people'), driver().without.people);
    await makeCarl('viewer');
    const refused = ({ text, seenBy }: Post) => seenBy !== 'owner' && /may not|ask (someone|an owner)/i.test(text);
    for (const text of ['What should I order?', 'Approve the order plan'])
      await after(() => say('colleague', text), refused, `that a viewer may not: ${text}`);
  });

  const isRoster = /every shift is covered/i;

  test('makes a roster, with a file for calendars', async () => {
    await upload('employees.csv', PEOPLE);
    await upload('cover.csv', COVER);
    const posts = await answerTo(() => say('owner', 'Plan the staff schedule'), isRoster, ROSTER_FILES);
    for (const name of ['Ana', 'Ben', 'Cleo', '10–18']) expect(textOf(posts)).toContain(name);
  });

  test('refuses a roster to a member in words, and makes it for a manager', async ({ skip }) => {
    skip(!has('people'), driver().without.people);
    await makeCarl('member');
    const refused = await after(
      () => say('colleague', 'Plan the staff schedule'),
      ({ text, seenBy }) => seenBy !== 'owner' && /manager/i.test(text),
      'that a member may not see rosters',
    );
    expect(refused.text).not.toMatch(/Ana|Cleo/);
    await makeCarl('manager');
    const posts = await answerTo(() => say('colleague', 'Plan the staff schedule'), isRoster, ROSTER_FILES);
    expect(posts.filter(({ text }) => isRoster.test(text)).map(({ seenBy }) => seenBy)).toEqual(['colleague']);
  });

  async function makeCarl(role: 'viewer' | 'member' | 'manager'): Promise<void> {
    await after(
      () => say('owner', `make Carl a ${role}`),
      ({ text }) => new RegExp(`Carl.*${role}`, 'i').test(text),
      `that Carl is a ${role}`,
    );
  }
}
