import type { WireCompany, WireMe } from '../wire.ts';
import { ApiProblem, api } from './api.ts';
import { keep, recall } from './keep.ts';

/** Which conversation the address names: `#/c/<id>`; null for a new one. */
export function readRoute(): string | null {
  const id = /^#\/c\/([^/?]+)$/.exec(location.hash)?.[1];
  return id === undefined ? null : decodeURIComponent(id);
}

/**
 * Opens the company that was open last here; else the person's own once it has numbers; else the sample.
 * @throws ApiProblem
 */
export async function openRememberedCompany(): Promise<WireMe> {
  const remembered = recall('company');
  if (remembered !== null) {
    try {
      return await api.me(remembered);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 404) throw error;
    }
  }
  const me = await api.me(null);
  const own = me.companies.find(({ sample, dataRange }) => !sample && dataRange !== null);
  return remembered === null && own !== undefined ? api.me(own.slug) : me;
}

export async function openCompany(slug: string): Promise<WireMe> {
  const me = await api.me(slug);
  keep('company', slug);
  return me;
}

/** An address from another company's conversation is found there, so that a kept link goes on working. */
export async function findConversation(me: WireMe, id: string) {
  const others: readonly WireCompany[] = me.companies.filter(({ slug }) => slug !== me.company.slug);
  for (const company of [me.company, ...others]) {
    const turns = await api.history(company.slug, id);
    if (turns.length > 0) return { company, turns };
  }
  return null;
}
