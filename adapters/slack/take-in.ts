import { UserError } from '../../src/contracts/errors.ts';
import type { Inbound } from '../../src/contracts/inbound.ts';
import type { Place } from '../channel.ts';
import { codeOf, type SlackContext } from './context.ts';

/** What differs from one kind of event to the next. */
export type Asked = Pick<
  Inbound,
  'conversation' | 'thread' | 'eventId' | 'user' | 'text' | 'kind' | 'audience' | 'message' | 'actionId' | 'address'
> & { readonly attachments?: Inbound['attachments'] };

/**
 * Hands a question to the house. Resolves when it is stored; what is shown while the turn runs goes on after that.
 * @returns null, or why the person gets no answer, for them to read
 * @throws what is worth trying again
 */
export async function takeIn(context: SlackContext, place: Place, asked: Asked): Promise<UserError | null> {
  const { host, people, sender, threads } = context;
  const person = await people.person(place, asked.user);
  const inbound: Inbound = {
    attachments: [],
    ...asked,
    ...place,
    // A guest in a channel is somebody from outside.
    audience: asked.audience === 'group' && person.guest ? 'external' : asked.audience,
    locale: person.locale,
    timezone: person.timezone,
    ...(person.name === undefined ? {} : { userName: person.name }),
    receivedAt: new Date().toISOString(),
  };
  try {
    const { events } = await host.accept(inbound);
    threads.remember(place.workspace, inbound.conversation, inbound.thread);
    void sender.showTurn(inbound, events);
    return null;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** Commands, buttons and forms are not sent again by Slack: whoever used one hears that it failed. */
export function apologise({ log }: Pick<SlackContext, 'log'>, error: unknown): string {
  log.error({ code: codeOf(error) }, 'something from Slack could not be taken');
  return 'Something went wrong on our side. Please try again in a moment.';
}

export function wordsOf(error: { readonly message: string; readonly advice: string }): string {
  return `${error.message} ${error.advice}`;
}
