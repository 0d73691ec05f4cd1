import type { ChannelName } from '../../../src/contracts/inbound.ts';
import type { House } from '../house/start-house.ts';

/** The people of the story every channel plays. */
export type Who = 'owner' | 'colleague' | 'stranger' | 'guest';

/**
 * Where something is said: alone with the coach, in a group of people who are all let in (the owner and, once let in,
 * the colleague), in a group with a stranger in it, or in one with people from outside the workspace.
 */
export type Where = 'direct' | 'team' | 'mixed' | 'outside';

/** A message that stands on the platform now, as people see it. Removed messages are not listed; edits show the newest. */
export interface Post {
  /** The platform's id. */
  readonly id: string;
  readonly where: Where;
  /** Who sees it: everyone in `where`, or one person. */
  readonly seenBy: 'all' | Who;
  /** Everything readable, in reading order: text, blocks, cards, embeds. */
  readonly text: string;
  /** Alt texts of the pictures that came with it. */
  readonly pictures: readonly string[];
  /** Names of the files it holds or offers. */
  readonly files: readonly string[];
  readonly buttons: readonly { readonly id: string; readonly label: string }[];
  /** Id of the message whose thread it stands in; null at the top level. */
  readonly thread: string | null;
}

export interface Said {
  readonly as: Who;
  readonly where: Where;
  readonly text: string;
  /** Id of the message whose thread it is said in. */
  readonly thread?: string;
  /** Names the coach, as one does in a group. Direct messages need not. */
  readonly mention?: boolean;
  readonly file?: { readonly name: string; readonly content: string };
  /** The event reaches us so much later than it was sent. */
  readonly lateMs?: number;
}

/** One channel with the real house behind it and a platform of this machine before it. */
export interface ChannelDriver {
  readonly name: ChannelName;
  /** What this platform does not have; the suite leaves these out, each with its reason. */
  readonly without: Readonly<
    Partial<
      Record<
        'people' | 'groups' | 'commands' | 'edits' | 'forging' | 'own' | 'leaving' | 'faults' | 'typing-on',
        string
      >
    >
  >;
  readonly house: House;
  /** Says something as a person would; resolves with the id of their message when the platform's event is acknowledged. */
  say(said: Said): Promise<string>;
  command(who: Who, where: Where, name: string, rest: string): Promise<void>;
  /** Presses a button by its label. Resolves with what the person is told at once, '' when nothing. */
  press(who: Who, post: Post, label: string | RegExp): Promise<string>;
  edit(id: string, text: string): Promise<void>;
  erase(id: string): Promise<void>;
  /** Sends the very last event again, as platforms do when they think it was lost. */
  repeat(): Promise<void>;
  /** The coach's own last message comes back as an event. */
  echo(): Promise<void>;
  /** A person leaves the workspace. */
  leave(who: Who): Promise<void>;
  /** Requests nobody should believe: unsigned, signed by another, too old, from the future, garbled. Their statuses. */
  forge(count: number): Promise<readonly number[]>;
  /** What the platform answers to the next calls that would post a message. */
  misbehave(how: 'rate-limited' | 'down', calls: number): void;
  posts(): readonly Post[];
  /** Whatever went out that the real platform would have refused or cut, in words; absent where the local server refuses it itself. */
  mistakes?(): readonly string[];
  close(): Promise<void>;
}

/** Waits until the platform shows what is looked for. @throws with all that is there when it never comes */
export async function waitForPost(
  driver: ChannelDriver,
  fits: (post: Post) => boolean,
  what: string,
  deadlineMs = 30_000,
): Promise<Post> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const found = driver.posts().findLast(fits);
    if (found) return found;
    if (Date.now() > end) {
      const there = driver.posts().map(({ where, seenBy, text }) => `[${where}/${seenBy}] ${text.slice(0, 300)}`);
      throw new Error(`${driver.name} never showed ${what}. It shows:\n${there.join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until nothing new has come for longer than the pace at which parts of one answer follow each other. */
export async function waitUntilQuiet(driver: ChannelDriver, deadlineMs = 20_000): Promise<void> {
  const end = Date.now() + deadlineMs;
  let seen = -1;
  let since = Date.now();
  while (Date.now() - since < 1_500 && Date.now() < end) {
    const now = driver.posts().length;
    if (now !== seen) since = Date.now();
    seen = now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
