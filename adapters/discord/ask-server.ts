import { randomUUID } from 'node:crypto';
import { ButtonStyle, ComponentType } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { shorten } from '../presentation/split-text.ts';
import { writeButtonId } from './button-ids.ts';
import type { MessageBody } from './discord-api.ts';
import type { Guild } from './find-workspace.ts';
import { LIMITS } from './limits.ts';
import { plainBody } from './message-body.ts';
import type { Row } from './render-buttons.ts';

/** "Which server is this about?", for people who share several with the coach. */
export interface AskServer {
  /** The question as a message. @param goOn what was asked, to be taken when a server is picked */
  ask(guilds: readonly Guild[], goOn: (workspace: string) => Promise<void>): MessageBody;
  /** null after a restart: then the person asks again. */
  goOn(question: string): ((workspace: string) => Promise<void>) | null;
}

export function createAskServer(): AskServer {
  const waiting = new LRUCache<string, (workspace: string) => Promise<void>>({ max: 1_000, ttl: 3_600_000 });
  return {
    ask(guilds, goOn) {
      const question = randomUUID();
      waiting.set(question, goOn);
      return { ...plainBody('Which server is this about?'), components: serverRows(guilds, question) };
    },
    goOn(question) {
      const found = waiting.get(question) ?? null;
      waiting.delete(question);
      return found;
    },
  };
}

function serverRows(guilds: readonly Guild[], question: string): Row[] {
  const most = LIMITS.rows * LIMITS.buttonsInRow;
  const buttons = guilds.slice(0, most).map(({ id, name }) => ({
    type: ComponentType.Button as const,
    style: ButtonStyle.Primary as const,
    label: shorten(name.trim() || id, LIMITS.buttonLabel),
    custom_id: writeButtonId.server(id, question),
  }));
  const starts = buttons.map((_, at) => at).filter((at) => at % LIMITS.buttonsInRow === 0);
  return starts.map((at) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(at, at + LIMITS.buttonsInRow),
  }));
}
