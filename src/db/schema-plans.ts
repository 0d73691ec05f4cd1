import type { Generated } from 'kysely';
import type { TenantId, TurnId, UserId } from '../contracts/ids.ts';
import type { PlanExpectation, PlanId, PlanKind, PlanRequest, PlanState } from '../contracts/plan.ts';
import type { DefaultInstant, Instant, Json, NullableInstant } from './schema-columns.ts';

export interface PlansTable {
  tenant_id: TenantId;
  id: PlanId;
  kind: PlanKind;
  state: Generated<PlanState>;
  title: string;
  request: Json<PlanRequest>;
  problem: Json<unknown>;
  basis: Json<unknown>;
  outcome: Json<unknown>;
  data_version: number;
  based_on: PlanId | null;
  turn_id: TurnId | null;
  made_by: UserId | null;
  made_at: DefaultInstant;
  expires_at: Instant;
  decided_by: UserId | null;
  decided_at: NullableInstant;
  note: string | null;
}

export interface PlanExpectationsTable {
  tenant_id: TenantId;
  plan_id: PlanId;
  position: number;
  expectation: Json<PlanExpectation>;
}

export interface PlanningSettingsTable {
  tenant_id: TenantId;
  key: string;
  value: Json<number | string>;
  said_by: UserId | null;
  said_at: DefaultInstant;
}
