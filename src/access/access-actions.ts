import type { Person, Role } from '../contracts/company.ts';
import { UserError } from '../contracts/errors.ts';
import type { Inbound } from '../contracts/inbound.ts';
import type { ChannelIdentity } from '../db/queries/people.ts';

/** What a skill may set going about people beyond its own transaction: messages to others, a question that is run. */
export interface AccessActions {
  /**
   * Lets an account in, tells its person, and runs the question they came with.
   * @throws UserError `not-allowed` when `by` may not give that role, `no-such-request` when nobody waits there
   */
  letIn(by: Person, account: ChannelIdentity, role: Role): Promise<LetIn>;
  /** A link that signs this person's browser in, once. Shown where only they see it, else sent to them directly. */
  offerSignIn(
    person: Person,
    asked: Pick<Inbound, 'channel' | 'workspace' | 'user' | 'audience'>,
  ): Promise<SignInOffer>;
}

export interface LetIn {
  /** `already`: they had been let in before; nothing was changed. */
  readonly outcome: 'let-in' | 'already';
  readonly person: Person;
  /** Their question is being answered now. */
  readonly answering: boolean;
}

export type SignInOffer =
  /** Only they see the answer. */
  | { readonly kind: 'here'; readonly url: string; readonly minutes: number }
  /** It is on its way to them as a direct message. */
  | { readonly kind: 'sent'; readonly minutes: number }
  /** There is no way to write to them alone. */
  | { readonly kind: 'unreachable' }
  /** Nobody can reach this service from outside. */
  | { readonly kind: 'no-address' }
  /** They are on the web already. */
  | { readonly kind: 'on-the-web' };

const notHere = async (): Promise<never> => {
  // Only where a skill runs without the house around it, as in an evaluation.
  throw new UserError('That cannot be done from here.', {
    code: 'not-here',
    advice: 'Ask me in the chat.',
  });
};

/** For a context without the house around it. */
export const NO_ACCESS_ACTIONS: AccessActions = { letIn: notHere, offerSignIn: notHere };
