import type { WebHost } from '../channel.ts';

/** The house as the web needs it. */
export interface WebHouse extends WebHost {
  /** Signs one browser out, by its session. Twice is once. */
  endSession(token: string): Promise<void>;
}
