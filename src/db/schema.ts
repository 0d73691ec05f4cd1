import type { ColumnType, Generated, Transaction } from 'kysely';
import type { Aggregation, Filter, Unit } from '../contracts/catalogue.ts';
import type { ChartSpec } from '../contracts/chart.ts';
import type { Role } from '../contracts/company.ts';
import type { MessageRef } from '../contracts/delivery.ts';
import type { ChartId, DatasetId, InboundId, SessionId, TenantId, TurnId, UserId } from '../contracts/ids.ts';
import type { Address, Inbound } from '../contracts/inbound.ts';
import type { WeekStart } from '../contracts/period.ts';
import type { RecordKind } from '../contracts/record.ts';
import type { Reply } from '../contracts/reply.ts';
import type { Question, SkillCall } from '../contracts/skill.ts';
import type { CivilDate, DefaultInstant, Instant, Json, NullableInstant } from './schema-columns.ts';
import type { ForecastScoresTable, ForecastsTable } from './schema-forecasts.ts';
import type { PlanExpectationsTable, PlanningSettingsTable, PlansTable } from './schema-plans.ts';

export type { PlansTable } from './schema-plans.ts';

/** The tables, as the migrations make them. Kysely's view of `migrations/*.sql`. */
export interface Schema {
  tenants: TenantsTable;
  channel_workspaces: { tenant_id: TenantId; channel: string; workspace: string; created_at: DefaultInstant };
  users: {
    tenant_id: TenantId;
    id: UserId;
    display_name: string;
    role: Role;
    created_at: DefaultInstant;
    /** Access ended; null while the person is let in. */
    ended_at: NullableInstant;
  };
  channel_identities: {
    tenant_id: TenantId;
    channel: string;
    workspace: string;
    external_user: string;
    user_id: UserId;
    created_at: DefaultInstant;
    ended_at: NullableInstant;
  };
  channel_installations: {
    tenant_id: TenantId;
    channel: string;
    workspace: string;
    sealed: string;
    installed_by: string;
    created_at: DefaultInstant;
  };
  channel_addresses: {
    tenant_id: TenantId;
    channel: string;
    workspace: string;
    /** A conversation's id, or `user:<platform id>` for direct messages to one person. */
    target: string;
    conversation: string;
    address: Json<Address>;
    seen_at: DefaultInstant;
  };
  channel_consents: {
    tenant_id: TenantId;
    channel: string;
    workspace: string;
    conversation: string;
    shows: 'everyone' | 'asker';
    /** Were people from outside the workspace known to be there when it was decided? */
    outside: boolean;
    decided_by: UserId | null;
    decided_at: DefaultInstant;
  };
  one_time_codes: {
    tenant_id: TenantId;
    id: string;
    /** SHA-256, hex: the code itself is kept nowhere. */
    code_hash: string;
    purpose: 'workspace' | 'web-login';
    user_id: UserId | null;
    expires_at: Instant;
    used_at: NullableInstant;
    created_at: DefaultInstant;
  };
  access_requests: {
    tenant_id: TenantId;
    channel: string;
    workspace: string;
    external_user: string;
    display_name: string;
    status: Generated<'waiting' | 'granted' | 'refused'>;
    /** The question they came with; answered when they are let in. */
    inbound_id: InboundId | null;
    asked_at: DefaultInstant;
    decided_by: UserId | null;
    decided_at: NullableInstant;
  };
  web_sessions: {
    tenant_id: TenantId;
    token_hash: string;
    user_id: UserId;
    created_at: DefaultInstant;
    expires_at: Instant;
    ended_at: NullableInstant;
  };
  posted_messages: {
    tenant_id: TenantId;
    outbox_id: string;
    part: number;
    turn_id: TurnId | null;
    channel: string;
    workspace: string;
    conversation: string;
    message: string;
    posted_at: DefaultInstant;
    removed_at: NullableInstant;
  };
  feedback: {
    tenant_id: TenantId;
    turn_id: TurnId;
    user_id: UserId;
    value: 'good' | 'bad';
    comment: string | null;
    given_at: DefaultInstant;
  };
  digest_schedules: DigestSchedulesTable;
  digest_runs: {
    tenant_id: TenantId;
    schedule_id: string;
    /** The instant it was due. */
    due_at: Instant;
    outcome: 'posted' | 'caught-up' | 'missed' | 'paused' | 'failed';
    inbound_id: InboundId | null;
    ran_at: DefaultInstant;
  };
  uploads: UploadsTable;
  datasets: DatasetsTable;
  metric_definitions: MetricDefinitionsTable;
  dimensions: { tenant_id: TenantId; key: string; label: string; synonyms: string[]; position: Generated<number> };
  dimension_members: { tenant_id: TenantId; dimension: string; member: string };
  business_days: {
    tenant_id: TenantId;
    day: CivilDate;
    location: Generated<string>;
    kind: 'closed' | 'holiday' | 'event';
    label: string;
    dataset_id: DatasetId | null;
  };
  business_metrics: BusinessMetricsTable;
  metric_rollups: MetricRollupsTable;
  inbound_events: InboundEventsTable;
  coaching_sessions: CoachingSessionsTable;
  coaching_turns: CoachingTurnsTable;
  charts: { tenant_id: TenantId; id: ChartId; turn_id: TurnId; spec: Json<ChartSpec>; created_at: DefaultInstant };
  forecasts: ForecastsTable;
  forecast_scores: ForecastScoresTable;
  business_records: {
    tenant_id: TenantId;
    dataset_id: DatasetId;
    kind: RecordKind;
    key: string;
    record: Json<Readonly<Record<string, unknown>>>;
    source_row: number;
  };
  planning_settings: PlanningSettingsTable;
  plans: PlansTable;
  plan_expectations: PlanExpectationsTable;
  reply_files: {
    tenant_id: TenantId;
    id: string;
    turn_id: TurnId;
    name: string;
    media_type: string;
    content: Uint8Array;
    created_at: DefaultInstant;
  };
  outbox: OutboxTable;
}

export interface TenantsTable {
  id: TenantId;
  slug: string;
  name: string;
  currency: Generated<string>;
  locale: Generated<string>;
  timezone: Generated<string>;
  week_start: Generated<WeekStart>;
  sample: Generated<boolean>;
  settings: ColumnType<Record<string, unknown>, string | undefined, string>;
  /** bigint; the drivers are told to read it as a number. */
  data_version: Generated<number>;
  /** The data version that the company's forecasts were last held against. */
  forecasts_scored: Generated<number>;
  created_at: DefaultInstant;
}

export interface UploadsTable {
  tenant_id: TenantId;
  id: string;
  file_name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  content: Uint8Array;
  created_at: DefaultInstant;
}

export interface DatasetsTable {
  tenant_id: TenantId;
  id: DatasetId;
  upload_id: string | null;
  name: string;
  file_name: string;
  sha256: string;
  status: 'importing' | 'ready' | 'replaced' | 'failed';
  understanding: ColumnType<Record<string, unknown>, string | undefined, string>;
  row_count: Generated<number>;
  first_day: CivilDate | null;
  last_day: CivilDate | null;
  error: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
  created_at: DefaultInstant;
  finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface MetricDefinitionsTable {
  tenant_id: TenantId;
  key: string;
  label: string;
  unit: Unit;
  grain: 'day' | 'week' | 'month';
  synonyms: string[];
  aggregation: Json<Aggregation>;
  non_negative: boolean;
  good_direction: 'up' | 'down' | 'neutral';
  role: 'measure' | 'context';
  position: Generated<number>;
  created_at: DefaultInstant;
}

export interface BusinessMetricsTable {
  tenant_id: TenantId;
  metric: string;
  cut: string;
  dims: Json<Filter>;
  grain: 'hour' | 'day' | 'week' | 'month';
  time: string;
  value: number;
  weight: Generated<number>;
  dataset_id: DatasetId;
  /** int4multirange as text, e.g. `{[2,15),[20,21)}`. */
  source_rows: string;
}

export interface MetricRollupsTable {
  tenant_id: TenantId;
  metric: string;
  cut: string;
  dims: Json<Filter>;
  grain: 'day' | 'week' | 'month';
  period_start: CivilDate;
  sum: number;
  weighted_sum: number;
  weight: number;
  min: number;
  max: number;
  days: number;
  /** `dims` as jsonb writes it; the column to compare, because its index serves under the policy. */
  dims_key: ColumnType<string, never, never>;
}

export interface InboundEventsTable {
  tenant_id: TenantId;
  id: InboundId;
  channel: string;
  workspace: string;
  event_id: string;
  conversation: string;
  thread: string;
  inbound: Json<Inbound>;
  /** The platform's id of the message, where it is one. */
  message: string | null;
  /** A message the channel opened while the turn runs. contracts/delivery.ts MessageRef */
  live: ColumnType<MessageRef | null, string | null | undefined, string | null>;
  /** `withdrawn`: the person took it back before it was answered. */
  status: Generated<'waiting' | 'running' | 'done' | 'failed' | 'withdrawn'>;
  attempts: Generated<number>;
  received_at: DefaultInstant;
  finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  sequence: Generated<number>;
}

export interface CoachingSessionsTable {
  tenant_id: TenantId;
  id: SessionId;
  channel: string;
  workspace: string;
  conversation: string;
  thread: string;
  user_id: UserId | null;
  title: Generated<string>;
  lease_holder: string | null;
  lease_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_at: DefaultInstant;
  last_turn_at: DefaultInstant;
}

/** What pressing a button of a reply does. */
export interface StoredAction {
  readonly id: string;
  readonly label: string;
  readonly call?: SkillCall;
}

export interface CoachingTurnsTable {
  tenant_id: TenantId;
  id: TurnId;
  session_id: SessionId;
  inbound_id: InboundId | null;
  question: string;
  plan: ColumnType<SkillCall[], string | undefined, string>;
  reply: ColumnType<Reply | null, string | null | undefined, string | null>;
  actions: ColumnType<StoredAction[], string | undefined, string>;
  asked: ColumnType<Question | null, string | null | undefined, string | null>;
  tier: Generated<string>;
  ms: number | null;
  created_at: DefaultInstant;
  sequence: Generated<number>;
}

export interface OutboxTable {
  tenant_id: TenantId;
  id: string;
  channel: string;
  workspace: string;
  conversation: string;
  thread: string;
  turn_id: TurnId | null;
  /** src/delivery: what to send and to whom. */
  message: Json<Record<string, unknown>>;
  status: Generated<'waiting' | 'sending' | 'sent' | 'dead' | 'cancelled'>;
  /** Who sends it now, and until when the others leave it alone. */
  lease_holder: ColumnType<string | null, string | null | undefined, string | null>;
  lease_until: NullableInstant;
  attempts: Generated<number>;
  next_attempt_at: DefaultInstant;
  last_error: string | null;
  created_at: DefaultInstant;
  sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  sequence: Generated<number>;
}

export interface DigestSchedulesTable {
  tenant_id: TenantId;
  id: string;
  channel: string;
  workspace: string;
  conversation: string;
  thread: string;
  /** The platform's id of who set it. */
  external_user: string;
  audience: 'private' | 'group' | 'external';
  address: ColumnType<Address | null, string | null | undefined, string | null>;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  /** Local time, `HH:MM`. */
  at_time: string;
  /** IANA name. */
  timezone: string;
  created_by: UserId | null;
  created_at: DefaultInstant;
  /** From here on weeks are counted. */
  since: Instant;
  paused_at: NullableInstant;
  ended_at: NullableInstant;
}

/**
 * A transaction that sees one company only: the role is switched and `app.current_tenant` is set, both local to it.
 * Every query function takes one of these, so no query can be written that forgets the tenant.
 */
export type TenantTx = Transaction<Schema> & { readonly __tenant: TenantId };
