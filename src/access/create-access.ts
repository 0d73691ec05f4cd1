import type { TenantId } from '../contracts/ids.ts';
import type { Access } from './access.ts';
import type { AccessActions } from './access-actions.ts';
import { type AudienceDecider, createAudienceDecider, type ShowingServices } from './decide-showing.ts';
import { identify } from './identify.ts';
import { type LetInServices, letIn } from './let-in.ts';
import { limitGuesses } from './limit-guesses.ts';
import { linkByText } from './link-workspace.ts';
import { type OfferServices, offerSignIn } from './offer-sign-in.ts';

export type AccessServices = ShowingServices & LetInServices & OfferServices;

/** `Access` for the inbox, and what else of the house asks about people. */
export interface PeopleAccess extends Access {
  readonly audienceOf: AudienceDecider['audienceOf'];
  /** For the context of a skill that runs for this company. */
  actionsFor(tenant: TenantId): AccessActions;
}

/** People, roles and who may see what. */
export function createAccess(services: AccessServices): PeopleAccess {
  const { database, delivery, now } = services;
  const guesses = limitGuesses();
  const { audienceOf, decideShowing } = createAudienceDecider(services);
  return {
    identify: (tx, company, inbound, id) => identify({ guesses, now, delivery }, tx, company, inbound, id),
    decideShowing,
    audienceOf,
    linkByText: (inbound) => linkByText({ database, guesses, now }, inbound),
    actionsFor: (tenant) => ({
      letIn: (by, account, role) => letIn(services, { tenant, by, account, role }),
      offerSignIn: (person, asked) => offerSignIn(services, tenant, person, asked),
    }),
  };
}
