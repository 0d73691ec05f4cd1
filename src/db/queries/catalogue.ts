import { sql } from 'kysely';
import type { Catalogue, DimensionEntry, MetricDefinition } from '../../contracts/catalogue.ts';
import type { Company } from '../../contracts/company.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';
import { readRecordNames } from './records.ts';

/** What the company has numbers of. Context metrics (weather) are in it too: they can be asked for. */
export async function readCatalogue(tx: TenantTx, company: Company): Promise<Catalogue> {
  const definitions = await readDefinitions(tx);
  const dimensions = await readDimensions(tx);
  const events = await readEventNames(tx);
  const names = [
    ...(await readRecordNames(tx)),
    ...(events.length > 0 ? [{ kind: 'event' as const, names: events }] : []),
  ];
  const range = await tx
    .selectFrom('datasets')
    .select((eb) => [eb.fn.min('first_day').as('start'), eb.fn.max('last_day').as('end')])
    .where('status', '=', 'ready')
    .executeTakeFirst();
  return {
    company: company.name,
    currency: company.currency,
    timezone: company.timezone,
    weekStart: company.weekStart,
    metrics: definitions.map(({ key, label, unit, grain, synonyms, role }) => ({
      key,
      label,
      unit,
      grain,
      synonyms,
      role,
    })),
    dimensions,
    ...(names.length > 0 ? { names } : {}),
    ...(range?.start && range.end ? { dataRange: { start: range.start, end: range.end } } : {}),
  };
}

/** In the company's own order. */
export async function readDefinitions(tx: TenantTx): Promise<MetricDefinition[]> {
  const rows = await tx.selectFrom('metric_definitions').selectAll().orderBy('position').orderBy('key').execute();
  return rows.map((row) => ({
    key: row.key,
    label: row.label,
    unit: row.unit,
    grain: row.grain,
    synonyms: row.synonyms,
    aggregation: row.aggregation,
    nonNegative: row.non_negative,
    goodDirection: row.good_direction,
    role: row.role,
  }));
}

/** Event names that a question may hold; a calendar with more is not one of names but of notes. */
const MOST_EVENTS = 80;

/** Names of the company's holidays and events, the ones that come most often first. */
async function readEventNames(tx: TenantTx): Promise<string[]> {
  const rows = await tx
    .selectFrom('business_days')
    .select('label')
    .where('kind', 'in', ['holiday', 'event'])
    .where('label', '<>', '')
    .groupBy('label')
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('label')
    .limit(MOST_EVENTS)
    .execute();
  return rows.map(({ label }) => label);
}

async function readDimensions(tx: TenantTx): Promise<DimensionEntry[]> {
  const dimensions = await tx.selectFrom('dimensions').selectAll().orderBy('position').orderBy('key').execute();
  const members = await tx.selectFrom('dimension_members').select(['dimension', 'member']).orderBy('member').execute();
  const byDimension = Map.groupBy(members, ({ dimension }) => dimension);
  return dimensions.map(({ key, label, synonyms }) => ({
    key,
    label,
    synonyms,
    members: (byDimension.get(key) ?? []).map(({ member }) => member),
  }));
}

/** Adds a metric or brings its definition up to date. Without `position` a new one goes last and a known one stays. */
export async function upsertDefinition(tx: TenantTx, definition: MetricDefinition, position?: number): Promise<void> {
  const values = {
    label: definition.label,
    unit: definition.unit,
    grain: definition.grain,
    synonyms: [...definition.synonyms],
    aggregation: JSON.stringify(definition.aggregation),
    non_negative: definition.nonNegative,
    good_direction: definition.goodDirection,
    role: definition.role,
  };
  await tx
    .insertInto('metric_definitions')
    .values({
      tenant_id: currentTenant,
      key: definition.key,
      position: position ?? sql<number>`(select coalesce(max(position), -1) + 1 from metric_definitions)`,
      ...values,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'key'])
        .doUpdateSet({ ...values, ...(position === undefined ? {} : { position }) }),
    )
    .execute();
}

/** Adds a dimension or brings it up to date, and adds its members. Without `position` as in `upsertDefinition`. */
export async function upsertDimension(tx: TenantTx, dimension: DimensionEntry, position?: number): Promise<void> {
  const values = { label: dimension.label ?? dimension.key, synonyms: [...(dimension.synonyms ?? [])] };
  await tx
    .insertInto('dimensions')
    .values({
      tenant_id: currentTenant,
      key: dimension.key,
      position: position ?? sql<number>`(select coalesce(max(position), -1) + 1 from dimensions)`,
      ...values,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'key'])
        .doUpdateSet({ ...values, ...(position === undefined ? {} : { position }) }),
    )
    .execute();
  await addMembers(tx, dimension.key, dimension.members);
}

export async function upsertDimensions(tx: TenantTx, dimensions: readonly DimensionEntry[]): Promise<void> {
  for (const dimension of dimensions) await upsertDimension(tx, dimension);
}

/** Members that are there already stay as they are. */
export async function addMembers(tx: TenantTx, dimension: string, members: readonly string[]): Promise<void> {
  if (members.length === 0) return;
  await sql`insert into dimension_members (tenant_id, dimension, member)
    select app.current_tenant(), ${dimension}, member from unnest(${[...members]}::text[]) as m (member)
    on conflict do nothing`.execute(tx);
}
