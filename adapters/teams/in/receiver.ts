import type { FastifyBaseLogger } from 'fastify';
import type { Place } from '../../../src/contracts/delivery.ts';
import { type DyocenseError, UserError } from '../../../src/contracts/errors.ts';
import type { Inbound } from '../../../src/contracts/inbound.ts';
import type { TurnEvent } from '../../../src/contracts/turn.ts';
import type { ChatHost } from '../../channel.ts';
import type { TeamsActivity } from '../activity.ts';
import type { TeamsAddress } from '../address.ts';
import type { TeamsOptions } from '../options.ts';
import type { TeamsTransport } from '../transport.ts';
import { readAddress, readTenant } from './read-address.ts';
import type { Seen } from './seen.ts';

export type TeamsLog = Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;

/** What coming in needs of going out. */
export interface Voice {
  /** Shows that the coach is at work. Never throws. */
  showTurn(inbound: Inbound, events: AsyncIterable<TurnEvent>): Promise<void>;
  say(address: TeamsAddress, text: string): Promise<void>;
}

/** Everything that taking an activity needs. */
export interface Receiver {
  readonly host: ChatHost;
  readonly voice: Voice;
  readonly transport: Pick<TeamsTransport, 'openDirect' | 'send' | 'remove'>;
  readonly options: TeamsOptions;
  readonly log: TeamsLog;
  readonly seen: Seen;
  readonly now: () => Date;
  /** Is somebody from outside in this conversation? Asks Teams where it is not known; what cannot be known is no. */
  hasGuests(place: Place, conversation: string): Promise<boolean>;
  /** A conversation was heard from: its address is good for asking who is in it. */
  heard(conversation: string, address: TeamsAddress): void;
  /** Work that nobody waits for; its failure is logged. */
  later(work: Promise<unknown>): void;
}

/** What goes back on the request: for an invoke its body, else nothing. */
export interface Outcome {
  readonly status: number;
  readonly body?: unknown;
}

export const DONE: Outcome = { status: 200 };

export function placeOf(activity: TeamsActivity, { options }: Pick<Receiver, 'options'>): Place {
  return { channel: 'teams', workspace: readTenant(activity, options.tenantId) };
}

/**
 * Says a refusal to the person who asked, where they asked. What is no such refusal is thrown on: the platform may
 * deliver again.
 */
export function sayRefusal(receiver: Receiver, activity: TeamsActivity, error: unknown): string {
  if (!(error instanceof UserError)) throw error;
  const words = refusalWords(error);
  receiver.later(receiver.voice.say(readAddress(activity, receiver.options.tenantId), words));
  return words;
}

export function refusalWords({ message, advice }: DyocenseError): string {
  return `${message} ${advice}`;
}
