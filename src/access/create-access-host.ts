import type { Choice, HomeCard } from '../contracts/cards.ts';
import type { Catalogue } from '../contracts/catalogue.ts';
import type { Place } from '../contracts/delivery.ts';
import { UserError } from '../contracts/errors.ts';
import type { Inbound } from '../contracts/inbound.ts';
import type { Database } from '../db/database.ts';
import { readCatalogue } from '../db/queries/catalogue.ts';
import { getCompany } from '../db/queries/companies.ts';
import { findPerson } from '../db/queries/people.ts';
import type { Sealer } from '../secrets/seal.ts';
import { makeConnectCode } from './connect-code.ts';
import type { PeopleAccess } from './create-access.ts';
import { createInstallationStore } from './installation-store.ts';
import { matchMetrics } from './match-metrics.ts';
import { readHome } from './read-home.ts';
import { readSession, signIn, signOut } from './sign-in.ts';

export interface AccessHostServices {
  readonly database: Database;
  readonly access: Pick<PeopleAccess, 'audienceOf'>;
  readonly sealer: Sealer;
  readonly now: () => Date;
  /** Questions this company's data can answer, to start with. */
  readonly startersOf: (catalogue: Catalogue) => readonly string[];
}

/** The host's part about people: who sees what, home, codes, sign-in, keys of installed apps. */
export function createAccessHost(services: AccessHostServices) {
  const { database, access, sealer } = services;
  const tenantOf = ({ channel, workspace }: Place) => database.findTenantOfWorkspace(channel, workspace);
  return {
    async audience(
      place: Place,
      where: Pick<Inbound, 'conversation' | 'user' | 'audience'>,
    ): Promise<'here' | 'asker'> {
      const tenant = await tenantOf(place);
      if (!tenant) return where.audience === 'private' ? 'here' : 'asker';
      return (await access.audienceOf(tenant, { ...place, ...where })).visibility;
    },
    async home(place: Place, user: string): Promise<HomeCard | null> {
      const tenant = await tenantOf(place);
      return tenant && database.inTenant(tenant, (tx) => readHome(tx, services, place, user));
    },
    async metricChoices(place: Place, user: string, typed: string): Promise<readonly Choice[]> {
      const tenant = await tenantOf(place);
      if (!tenant) return [];
      return database.inTenant(tenant, async (tx) => {
        const person = await findPerson(tx, { ...place, externalUser: user });
        const company = person && (await getCompany(tx));
        return company ? matchMetrics(await readCatalogue(tx, company), typed) : [];
      });
    },
    async connectCode(place: Place, user: string): Promise<{ code: string; validMinutes: number }> {
      const tenant = await tenantOf(place);
      if (!tenant) {
        throw new UserError('There is no such company here.', {
          code: 'unknown-workspace',
          advice: 'Open the start page and choose a company.',
        });
      }
      return database.inTenant(tenant, (tx) => makeConnectCode(tx, place, user, services.now()));
    },
    signIn: (code: string) => signIn(services, code),
    session: (token: string) => readSession(services, token),
    endSession: (token: string) => signOut(services, token),
    installations: createInstallationStore(services),
    seal: (text: string) => sealer.seal(text),
    unseal: (sealed: string) => sealer.unseal(sealed),
  };
}
