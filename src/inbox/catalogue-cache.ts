import { LRUCache } from 'lru-cache';
import type { Catalogue } from '../contracts/catalogue.ts';
import type { Company } from '../contracts/company.ts';
import { readCatalogue } from '../db/queries/catalogue.ts';
import type { TenantTx } from '../db/schema.ts';

/**
 * Hands out the same catalogue object while the company's data is the same: the planner keeps its index of names
 * beside that object, and making the index anew costs more than everything else in a short turn.
 */
export interface CatalogueCache {
  read(tx: TenantTx, company: Company): Promise<Catalogue>;
}

export function createCatalogueCache(maxCompanies = 200): CatalogueCache {
  const kept = new LRUCache<string, Catalogue>({ max: maxCompanies });
  return {
    read: async (tx, company) => {
      const key = JSON.stringify(company);
      const known = kept.get(key);
      if (known) return known;
      const catalogue = await readCatalogue(tx, company);
      kept.set(key, catalogue);
      return catalogue;
    },
  };
}
