import type { TeamsActivity } from '../activity.ts';
import { TeamsForbidden } from '../api-error.ts';

/** Seconds are what Teams takes; minutes are somebody sending it again. Milliseconds. */
const MAX_AGE_MS = 300_000;

/**
 * Refuses what is too old, or from the future. An edit or a deletion may carry the time of the message it is about,
 * and done twice it is done once, so these may be old.
 * @throws TeamsForbidden
 */
export function checkAge({ type, timestamp }: TeamsActivity, now: number): void {
  const sent = Date.parse(timestamp ?? '');
  if (Number.isNaN(sent)) throw new TeamsForbidden('no time', 403);
  if (sent - now > MAX_AGE_MS) throw new TeamsForbidden('from the future', 403);
  if (now - sent > MAX_AGE_MS && type !== 'messageUpdate' && type !== 'messageDelete') {
    throw new TeamsForbidden('too old', 403);
  }
}
