import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { Company } from '../../src/contracts/company.ts';
import {
  addMembers,
  readCatalogue,
  readDefinitions,
  upsertDefinition,
  upsertDimension,
} from '../../src/db/queries/catalogue.ts';
import { getCompany, linkWorkspace, updateCompany } from '../../src/db/queries/companies.ts';
import { ensurePerson } from '../../src/db/queries/people.ts';
import { findBySha, getUpload, packUpload, saveUpload } from '../../src/db/queries/uploads.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import { fillCompany } from './fill-company.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';

let database: TestDatabase;
let company: Company;
beforeAll(async () => {
  database = await openTestDatabase();
  company = await createTestCompany(database, { slug: 'cafe', name: 'Café “Zur Post” <b>' });
});
afterAll(() => database?.close());

const run = <T>(work: (tx: TenantTx) => Promise<T>) => database.inTenant(company.id, work);

describe('a company', () => {
  test('is read back as it was made, and changed field by field', async () => {
    expect(await run(getCompany)).toEqual(company);
    await run((tx) => updateCompany(tx, { weekStart: 'sunday', timezone: 'Europe/Berlin' }));
    await run((tx) => updateCompany(tx, {}));
    expect(await run(getCompany)).toEqual({ ...company, weekStart: 'sunday', timezone: 'Europe/Berlin' });
  });

  test('keeps its workspace when another one asks for it', async () => {
    const other = await createTestCompany(database);
    await database.inTenant(other.id, (tx) => linkWorkspace(tx, { channel: 'web', workspace: 'cafe' }));
    expect(await database.findTenantOfWorkspace('web', 'cafe')).toBe(company.id);
  });

  test('knows a person by their account, once, also when two messages come at once', async () => {
    const identity = { channel: 'slack', workspace: 'T1', externalUser: 'U1' };
    const firstSeen = { displayName: 'Ada', role: 'owner' as const };
    const seen = await Promise.all(Array.from({ length: 6 }, () => run((tx) => ensurePerson(tx, identity, firstSeen))));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
    expect(await run((tx) => ensurePerson(tx, identity, { displayName: 'Eve', role: 'viewer' }))).toMatchObject(
      firstSeen,
    );
    expect(await database.asOwner('select count(*)::int as n from users')).toEqual([{ n: 1 }]);
  });
});

describe('a file', () => {
  test('is kept whole and found by its bytes', async () => {
    const content = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * i) % 256));
    const upload = await packUpload({ fileName: 'a.csv', mediaType: 'text/csv', content });
    expect(upload.content.byteLength).toBeLessThan(content.byteLength / 10);
    await run((tx) => saveUpload(tx, upload));
    const kept = await run((tx) => getUpload(tx, upload.id));
    expect(Buffer.from(kept?.content ?? []).equals(content)).toBe(true);
    expect(kept).toMatchObject({ fileName: 'a.csv', mediaType: 'text/csv', bytes: 100_000, sha256: upload.sha256 });
    expect(await run((tx) => findBySha(tx, upload.sha256))).toEqual({ id: upload.id, fileName: 'a.csv' });
    expect(await run((tx) => findBySha(tx, 'none'))).toBeNull();
    expect(await run((tx) => getUpload(tx, randomUUID()))).toBeNull();
  });

  test('has the checksum that the standard names', async () => {
    // FIPS 180-2, appendix B.1: SHA-256 of "abc".
    const { sha256 } = await packUpload({ fileName: 'abc', mediaType: 'text/plain', content: Buffer.from('abc') });
    expect(sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('the catalogue', () => {
  const metric = (key: string, overrides: Partial<MetricDefinition> = {}): MetricDefinition => ({
    key,
    label: key,
    unit: 'count',
    grain: 'day',
    synonyms: [],
    aggregation: { kind: 'sum' },
    nonNegative: true,
    goodDirection: 'up',
    role: 'measure',
    ...overrides,
  });

  test('of a company without data is empty', async () => {
    const empty = await createTestCompany(database);
    expect(await database.inTenant(empty.id, (tx) => readCatalogue(tx, empty))).toEqual({
      company: empty.name,
      currency: 'USD',
      timezone: 'UTC',
      weekStart: 'monday',
      metrics: [],
      dimensions: [],
    });
  });

  test('keeps the order things came in, and takes new definitions for old ones', async () => {
    const cost = metric('cost', { goodDirection: 'down', synonyms: ['it\'s, "the" cost', '{}'] });
    const ratio = metric('margin', {
      unit: 'percent',
      nonNegative: false,
      aggregation: {
        kind: 'ratio',
        numerator: [{ metric: 'revenue', weight: 1 }],
        denominator: [{ metric: 'cost', weight: -1 }],
      },
    });
    await run(async (tx) => {
      for (const definition of [metric('revenue'), cost, ratio]) await upsertDefinition(tx, definition);
      await upsertDefinition(tx, metric('revenue', { label: 'Revenue', unit: 'currency' }));
      await upsertDimension(tx, { key: 'shop', label: 'Shop', synonyms: ['store'], members: ['B', 'A'] });
      await upsertDimension(tx, { key: 'item', members: [] });
      await addMembers(tx, 'shop', ['A', "O'Hara", 'Größe, L']);
      await addMembers(tx, 'shop', []);
    });
    expect(await run(readDefinitions)).toEqual([
      metric('revenue', { label: 'Revenue', unit: 'currency' }),
      cost,
      ratio,
    ]);
    const catalogue = await run((tx) => readCatalogue(tx, company));
    expect(catalogue.metrics.map(({ key }) => key)).toEqual(['revenue', 'cost', 'margin']);
    expect(catalogue.dimensions.map(({ key, label }) => [key, label])).toEqual([
      ['shop', 'Shop'],
      ['item', 'item'],
    ]);
    expect(catalogue.dimensions[0]?.members.toSorted()).toEqual(['A', 'B', 'Größe, L', "O'Hara"]);
    await run((tx) => upsertDefinition(tx, ratio, 0));
    await run((tx) => upsertDefinition(tx, metric('revenue'), 1));
    expect((await run(readDefinitions)).map(({ key }) => key)).toEqual(['margin', 'cost', 'revenue']);
  });

  test('spans the days of all files that are in', async () => {
    const filled = await createTestCompany(database);
    await fillCompany(database, filled);
    const { dataRange } = await database.inTenant(filled.id, (tx) => readCatalogue(tx, filled));
    expect(dataRange).toEqual({ start: '2025-01-01', end: '2025-12-31' });
  });
});
