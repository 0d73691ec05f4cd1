import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Company } from '../../src/contracts/company.ts';
import type { ChartId, DatasetId, TurnId, UserId } from '../../src/contracts/ids.ts';
import type { Inbound } from '../../src/contracts/inbound.ts';
import type { PlanId } from '../../src/contracts/plan.ts';
import type { Reply } from '../../src/contracts/reply.ts';
import { currentTenant } from '../../src/db/current-tenant.ts';
import type { Database } from '../../src/db/database.ts';
import { upsertDefinition, upsertDimension } from '../../src/db/queries/catalogue.ts';
import { rememberAddress } from '../../src/db/queries/channel-addresses.ts';
import { openSession } from '../../src/db/queries/conversations.ts';
import { claimRun } from '../../src/db/queries/digests.ts';
import { saveFeedback } from '../../src/db/queries/feedback.ts';
import { saveScores } from '../../src/db/queries/forecast-scores.ts';
import { saveForecast } from '../../src/db/queries/forecasts.ts';
import { insertInbound } from '../../src/db/queries/inbound-events.ts';
import { enqueue } from '../../src/db/queries/outbox.ts';
import { ensurePerson } from '../../src/db/queries/people.ts';
import { savePlanningSetting } from '../../src/db/queries/planning-settings.ts';
import { insertPlan } from '../../src/db/queries/plans.ts';
import { savePosted } from '../../src/db/queries/posted-messages.ts';
import { insertRecords } from '../../src/db/queries/records.ts';
import { saveTurn } from '../../src/db/queries/turns.ts';
import { packUpload, saveUpload } from '../../src/db/queries/uploads.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import { setDigest } from '../../src/digests/manage-digest.ts';
import { fillAccess } from './fill-access.ts';

/** An event from the web page, with an id of its own unless told. */
export function makeInbound(overrides: Partial<Inbound> = {}): Inbound {
  return {
    channel: 'web',
    workspace: 'shop',
    conversation: 'c1',
    thread: 'c1',
    eventId: randomUUID(),
    user: 'local',
    text: 'How much will we sell next week?',
    attachments: [],
    kind: 'message',
    audience: 'private',
    locale: 'en-US',
    timezone: 'UTC',
    receivedAt: '2026-11-22T10:00:00.000Z',
    ...overrides,
  };
}

/** A reply with one chart. */
export function makeReply(chart: ChartId): Reply {
  const alt = 'Revenue by shop';
  return {
    text: 'Harbor sold most.',
    sections: [{ kind: 'answer', spans: [{ text: 'Harbor sold most.' }] }],
    facts: [],
    charts: [
      {
        id: chart,
        spec: {
          kind: 'bars',
          title: 'Harbor sold most',
          alt,
          unit: 'currency',
          bars: [{ label: 'Harbor', value: 12.5 }],
        },
        alt,
        table: { title: alt, columns: [], rows: [] },
      },
    ],
    tables: [],
    actions: [],
    visibility: 'everyone',
    working: null,
  };
}

/** Puts at least one row of this company into every table. A new table belongs in here. */
export async function fillCompany(database: Database, company: Company): Promise<void> {
  const upload = await packUpload({
    fileName: 'sales.csv',
    mediaType: 'text/csv',
    content: Buffer.from('day,revenue\n'),
  });
  const place = { channel: 'web' as const, workspace: company.slug, conversation: 'c1', thread: 'c1' };
  await database.inTenant(company.id, async (tx) => {
    const person = await ensurePerson(tx, { ...place, externalUser: 'u1' }, { displayName: 'Ada', role: 'owner' });
    await saveUpload(tx, upload);
    // Fresh random UUIDs are ids by definition.
    const dataset = randomUUID() as DatasetId;
    const turn = randomUUID() as TurnId;
    await tx
      .insertInto('datasets')
      .values({
        tenant_id: currentTenant,
        id: dataset,
        upload_id: upload.id,
        name: 'Sales',
        file_name: 'sales.csv',
        sha256: upload.sha256,
        status: 'ready',
        first_day: '2025-01-01',
        last_day: '2025-12-31',
      })
      .execute();
    await upsertDefinition(tx, {
      key: 'revenue',
      label: 'Revenue',
      unit: 'currency',
      grain: 'day',
      synonyms: ['sales', 'turn, "over"'],
      aggregation: { kind: 'sum' },
      nonNegative: true,
      goodDirection: 'up',
      role: 'measure',
    });
    await upsertDimension(tx, {
      key: 'location',
      label: 'Location',
      synonyms: ['shop'],
      members: ['Harbor', "O'Hara"],
    });
    await sql`insert into business_days (tenant_id, day, kind, label, dataset_id)
      values (app.current_tenant(), '2025-12-25', 'holiday', 'Christmas', ${dataset})`.execute(tx);
    await sql`insert into business_metrics (tenant_id, metric, cut, dims, grain, time, value, dataset_id, source_rows)
      values (app.current_tenant(), 'revenue', 'location', '{"location":"Harbor"}', 'day', '2025-03-01', 12.5, ${dataset}, '{[2,4)}')`.execute(
      tx,
    );
    await sql`insert into metric_rollups (tenant_id, metric, cut, dims, grain, period_start, sum, weighted_sum, weight, min, max, days)
      values (app.current_tenant(), 'revenue', 'location', '{}', 'month', '2025-03-01', 12.5, 12.5, 1, 12.5, 12.5, 1)`.execute(
      tx,
    );
    const { id: inbound } = await insertInbound(tx, makeInbound({ workspace: company.slug }));
    await fillAccess(tx, person, inbound);
    const session = await openSession(tx, { ...place, user: person.id });
    const reply = makeReply(randomUUID() as ChartId);
    await saveTurn(tx, {
      id: turn,
      session: session.id,
      inbound,
      question: 'q',
      plan: [],
      reply,
      actions: [],
      asked: null,
      tier: 'builtin',
      ms: 5,
      files: [{ id: randomUUID(), name: 'plan.csv', mediaType: 'text/csv', content: Buffer.from('a,b') }],
    });
    await fillPlan(tx, dataset, turn, person.id);
    await fillForecast(tx);
    await fillDigest(tx, place, person.id);
    const outbox = await enqueue(tx, { ...place, turn, message: { text: 'Hello' } });
    await savePosted(tx, { ...place, id: outbox, turn }, 0, { conversation: 'c1', message: 'm1' });
    await rememberAddress(tx, makeInbound({ ...place, address: { channel: 'c1' } }));
    await saveFeedback(tx, { turn, user: person.id, value: 'good', comment: 'Thanks' });
  });
}

async function fillForecast(tx: TenantTx): Promise<void> {
  const step = { expected: 1, low80: 0, high80: 2, low95: 0, high95: 3 };
  const forecast = await saveForecast(tx, {
    metric: 'revenue',
    filter: {},
    grain: 'day',
    horizon: 7,
    madeOn: '2026-01-01',
    dataVersion: 1,
    model: 'ets',
    parameters: {},
    backtest: {},
    points: [{ t: '2026-01-02', y: 1, ...step }],
  });
  await saveScores(tx, [{ ...step, forecast, step: 1, t: '2026-01-02', actual: 1, naive: null }]);
}

async function fillPlan(tx: TenantTx, dataset: DatasetId, turn: TurnId, by: UserId): Promise<void> {
  await insertRecords(tx, dataset, [{ kind: 'employee', key: 'ana', record: { name: 'Ana', roles: ['bar'] }, row: 2 }]);
  await savePlanningSetting(tx, { key: 'storage-limit', value: 40, saidBy: by });
  await insertPlan(tx, {
    // A fresh random id is a plan's own; the brand has no other maker.
    id: randomUUID() as PlanId,
    kind: 'budget',
    title: 'Budget',
    request: { kind: 'budget', changes: [] },
    problem: {},
    basis: {},
    outcome: {},
    dataVersion: 1,
    basedOn: null,
    turn,
    madeBy: by,
    expiresAt: new Date('2027-01-01T00:00:00Z'),
    expectations: [
      {
        label: 'Revenue',
        metric: 'revenue',
        filter: {},
        period: { start: '2026-01-01', end: '2026-01-07' },
        unit: 'currency',
        value: 1,
      },
    ],
  });
}

async function fillDigest(tx: TenantTx, place: { conversation: string; workspace: string }, by: UserId): Promise<void> {
  const due = new Date('2026-11-02T08:00:00Z');
  const digest = await setDigest(
    tx,
    {
      ...place,
      channel: 'web',
      thread: '',
      externalUser: 'u1',
      audience: 'private',
      address: null,
      weekday: 1,
      at: '08:00',
      timezone: 'UTC',
      createdBy: by,
    },
    new Date('2026-11-01T00:00:00Z'),
  );
  await claimRun(tx, { schedule: digest.id, due, outcome: 'posted', ranAt: due });
}
