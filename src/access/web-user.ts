import type { UserId } from '../contracts/ids.ts';

const WEB_USER = /^user:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A person who signed in by link, as `Inbound.user` of the web. */
export const toWebUser = (id: UserId): string => `user:${id}`;

/** Reads it back; null for anything else, such as the page on this machine. */
export function readWebUser(user: string): UserId | null {
  // Its form is checked; whether it names somebody is looked up.
  return (WEB_USER.exec(user)?.[1] as UserId | undefined) ?? null;
}
