import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { BugError, UserError } from '../../src/contracts/errors.ts';
import type { CompanyCard, Place, SignedIn } from '../channel.ts';

/** Who is on the other end: this machine or a holder of the token, both owners; or a person who came by a link. */
export type Caller =
  | { readonly kind: 'house'; readonly user: 'local' | 'token' }
  | { readonly kind: 'person'; readonly user: string; readonly signedIn: SignedIn };

const callers = new WeakMap<FastifyRequest, Caller>();

/** Kept beside the request by the guard that let it in. */
export const rememberCaller = (request: FastifyRequest, caller: Caller): void => void callers.set(request, caller);

export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (caller) return caller;
  throw new BugError('A route stands outside the guard.', { code: 'bug', advice: 'Try again.' });
}

/**
 * The company a caller may open: theirs alone for a person who came by a link, any for the house.
 * @throws UserError `unknown-workspace` for another one
 */
export function placeFor(caller: Caller, asked: string | undefined, otherwise: string): Place {
  if (caller.kind === 'house') return { channel: 'web', workspace: asked ?? otherwise };
  const { workspace } = caller.signedIn;
  if (asked === undefined || asked === workspace) return { channel: 'web', workspace };
  throw new UserError('There is no such company here.', {
    code: 'unknown-workspace',
    advice: 'Open the start page.',
  });
}

/** A company's card as this caller sees it. */
export const cardFor = (caller: Caller, card: CompanyCard): CompanyCard =>
  caller.kind === 'house' ? card : { ...card, role: caller.signedIn.role };

/** In front of the id of each conversation of a person who came by a link: everybody sees their own. */
const OF_A_PERSON = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}_/;
const prefixOf = (caller: Caller): string => (caller.kind === 'house' ? '' : `${caller.user.replace(/^user:/, '')}_`);

export const freshConversation = (caller: Caller): string => `${prefixOf(caller)}${randomUUID()}`;

/**
 * A caller's own id of a message, as the house keeps it: ids are remembered for the whole company, and the same one
 * from somebody else must not be taken for a repetition, which hears the first one's answer.
 */
export const eventIdOf = (caller: Caller, id: string): string => `${prefixOf(caller)}${id}`;

export const isOwnConversation = (caller: Caller, id: string): boolean =>
  caller.kind === 'house' ? !OF_A_PERSON.test(id) : id.startsWith(prefixOf(caller));

/** @throws UserError `not-found` when the conversation is somebody else's */
export function assertOwnConversation(caller: Caller, id: string): void {
  if (isOwnConversation(caller, id)) return;
  throw new UserError('There is no such conversation here.', {
    code: 'not-found',
    advice: 'Begin a new one.',
  });
}
