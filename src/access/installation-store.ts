import type { Place } from '../contracts/delivery.ts';
import type { Database } from '../db/database.ts';
import { readInstallation, removeInstallation, saveInstallation } from '../db/queries/installations.ts';
import type { Sealer } from '../secrets/seal.ts';
import { limitGuesses } from './limit-guesses.ts';
import { badCode, companyOfCode, linkWithCode, workspaceTaken } from './link-workspace.ts';
import { hashTypedCode } from './secrets.ts';

interface StoreServices {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly now: () => Date;
}

/** Wrong codes in ten minutes, of everybody together: who looks one up names no workspace yet that could be counted. */
const MOST_WRONG_CODES = 1_000;

/** Keys of installed apps, sealed before they come to the database; linked to a company as they are saved. */
export function createInstallationStore({ database, sealer, now }: StoreServices) {
  const tenantOf = ({ channel, workspace }: Place) => database.findTenantOfWorkspace(channel, workspace);
  const guesses = limitGuesses(MOST_WRONG_CODES);
  return {
    async save(
      place: Place,
      installation: { readonly secret: string; readonly installedBy: string; readonly installerName?: string },
      code: string | null,
    ): Promise<void> {
      const sealed = sealer.seal(installation.secret);
      const linked = await tenantOf(place);
      const hash = code === null ? null : hashTypedCode(code);
      const invited = hash === null ? null : await database.findTenantOfSecret('code', hash);
      if (hash !== null && !invited) throw badCode();
      if (linked && invited && invited !== linked) throw workspaceTaken();
      const tenant = linked ?? invited;
      if (!tenant) throw badCode();
      await database.inTenant(tenant, async (tx) => {
        const by = { user: installation.installedBy, name: installation.installerName };
        if (hash !== null && !(await linkWithCode(tx, place, { by, hash, now: now() }))) throw badCode();
        await saveInstallation(tx, place, { sealed, installedBy: installation.installedBy });
      });
    },
    async read(place: Place): Promise<string | null> {
      const tenant = await tenantOf(place);
      const sealed = tenant && (await database.inTenant(tenant, (tx) => readInstallation(tx, place)));
      return sealed ? sealer.unseal(sealed) : null;
    },
    async companyOf(code: string): Promise<string> {
      guesses.assertFree('all', now());
      const hash = hashTypedCode(code);
      const tenant = await database.findTenantOfSecret('code', hash);
      const company = tenant && (await database.inTenant(tenant, (tx) => companyOfCode(tx, { hash, now: now() })));
      if (company) return company.name;
      guesses.failed('all', now());
      throw badCode();
    },
    async remove(place: Place): Promise<void> {
      const tenant = await tenantOf(place);
      if (tenant) await database.inTenant(tenant, (tx) => removeInstallation(tx, place));
    },
  };
}
