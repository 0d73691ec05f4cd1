import { findCompany, type Habits, OWN_SLUG, openOwnCompany, SAMPLE_SLUG } from '../access/companies.ts';
import type { ChartRenderer } from '../charts/create-chart-renderer.ts';
import type { CompanyCard, ConversationCard, HistoryTurn, PlanCard } from '../contracts/cards.ts';
import type { Catalogue } from '../contracts/catalogue.ts';
import type { ChartTheme } from '../contracts/chart.ts';
import type { Company } from '../contracts/company.ts';
import { UserError } from '../contracts/errors.ts';
import type { TenantId, TurnId } from '../contracts/ids.ts';
import type { Database } from '../db/database.ts';
import { readCatalogue } from '../db/queries/catalogue.ts';
import { getChart } from '../db/queries/charts.ts';
import { listConversations } from '../db/queries/conversations.ts';
import { findPlanOfTurn } from '../db/queries/plans.ts';
import { getReplyFile } from '../db/queries/reply-files.ts';
import { history } from '../db/queries/turns.ts';

interface Place {
  readonly channel: string;
  readonly workspace: string;
}

export interface WebReadServices {
  readonly database: Database;
  readonly charts: ChartRenderer;
  /** Questions this company's data can answer, to start with. */
  readonly startersOf: (catalogue: Catalogue) => readonly string[];
}

/** What a page reads beside the conversation itself: companies, history, pictures. */
export function createWebReads(services: WebReadServices) {
  const { database, charts } = services;
  const need = async (place: Place): Promise<Company> => {
    const company = await findCompany(database, place.channel, place.workspace);
    if (!company) throw unknownWorkspace();
    return company;
  };
  const card = async (company: Company): Promise<CompanyCard> => {
    const catalogue = await database.inTenant(company.id, (tx) => readCatalogue(tx, company));
    const { slug, name, sample, locale, timezone, currency } = company;
    return {
      slug,
      name,
      sample,
      locale,
      timezone,
      currency,
      role: 'owner',
      dataRange: catalogue.dataRange ?? null,
      starters: services.startersOf(catalogue),
    };
  };
  const tenantOf = async (place: Place): Promise<TenantId> => (await need(place)).id;
  return {
    company: async (place: Place) =>
      card(place.workspace === OWN_SLUG ? await openOwnCompany(database) : await need(place)),
    companies: async (): Promise<CompanyCard[]> => {
      const found = await Promise.all([SAMPLE_SLUG, OWN_SLUG].map((slug) => findCompany(database, 'web', slug)));
      return Promise.all(found.filter((company) => company !== null).map(card));
    },
    openOwnCompany: async (habits?: Habits) => card(await openOwnCompany(database, habits)),
    conversations: async (place: Place): Promise<ConversationCard[]> => {
      const rows = await database.inTenant(await tenantOf(place), (tx) => listConversations(tx, place));
      return rows.map((row) => ({ id: row.conversation, title: row.title, lastTurnAt: row.lastTurnAt.toISOString() }));
    },
    history: async (place: Place, conversation: string): Promise<HistoryTurn[]> => {
      const rows = await database.inTenant(await tenantOf(place), (tx) => history(tx, { ...place, conversation }));
      return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    },
    file: async (place: Place, id: string) => {
      const tenant = await tenantOf(place);
      return database.inTenant(tenant, (tx) => getReplyFile(tx, id, place.channel));
    },
    plan: async (place: Place, turn: string): Promise<PlanCard | null> => {
      const tenant = await tenantOf(place);
      // Whether it names a turn is what is asked of the database.
      const plan = await database.inTenant(tenant, (tx) => findPlanOfTurn(tx, turn as TurnId));
      if (!plan) return null;
      const { id, kind, state, title, problem, outcome, expiresAt } = plan;
      return { id, kind, state, title, problem, outcome, expiresAt: expiresAt.toISOString() };
    },
    chart: async (
      place: Place,
      id: string,
      style: { readonly theme: ChartTheme; readonly width: number },
    ): Promise<Uint8Array | null> => {
      const company = await need(place);
      const spec = await database.inTenant(company.id, (tx) => getChart(tx, id));
      if (!spec) return null;
      const { locale, currency, weekStart } = company;
      return charts.png(spec, { ...style, locale, currency, weekStart });
    },
  };
}

export const unknownWorkspace = () =>
  new UserError('There is no such company here.', {
    code: 'unknown-workspace',
    advice: 'Open the start page and choose a company.',
  });
