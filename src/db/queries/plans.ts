import { type Selectable, sql } from 'kysely';
import type { TurnId, UserId } from '../../contracts/ids.ts';
import type { PlanExpectation, PlanId, PlanKind, PlanState, StoredPlan } from '../../contracts/plan.ts';
import { currentTenant } from '../current-tenant.ts';
import type { PlansTable, TenantTx } from '../schema.ts';

export type NewPlan = Pick<
  StoredPlan,
  | 'id'
  | 'kind'
  | 'title'
  | 'request'
  | 'problem'
  | 'basis'
  | 'outcome'
  | 'dataVersion'
  | 'basedOn'
  | 'turn'
  | 'madeBy'
  | 'expiresAt'
> & { readonly expectations: readonly PlanExpectation[] };

/** Keeps a plan that is proposed, with what it should bring. */
export async function insertPlan(tx: TenantTx, plan: NewPlan): Promise<void> {
  await tx
    .insertInto('plans')
    .values({
      tenant_id: currentTenant,
      id: plan.id,
      kind: plan.kind,
      title: plan.title,
      request: JSON.stringify(plan.request),
      problem: JSON.stringify(plan.problem),
      basis: JSON.stringify(plan.basis),
      outcome: JSON.stringify(plan.outcome),
      data_version: plan.dataVersion,
      based_on: plan.basedOn,
      turn_id: plan.turn,
      made_by: plan.madeBy,
      expires_at: plan.expiresAt,
    })
    .execute();
  const rows = plan.expectations.map((expectation, position) => ({
    tenant_id: currentTenant,
    plan_id: plan.id,
    position,
    expectation: JSON.stringify(expectation),
  }));
  if (rows.length > 0) await tx.insertInto('plan_expectations').values(rows).execute();
}

export async function getPlan(tx: TenantTx, id: PlanId): Promise<StoredPlan | null> {
  const row = await tx.selectFrom('plans').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? planOf(row) : null;
}

/** The plan that stands in an answer, the last one made where there are several; null when the answer holds none. */
export async function findPlanOfTurn(tx: TenantTx, turn: TurnId): Promise<StoredPlan | null> {
  const [last] = await findPlansOfTurn(tx, turn);
  return last ?? null;
}

/** All plans that stand in an answer, the last one made first. */
export async function findPlansOfTurn(tx: TenantTx, turn: TurnId): Promise<StoredPlan[]> {
  const rows = await tx
    .selectFrom('plans')
    .selectAll()
    .where('turn_id', '=', turn)
    .orderBy('made_at', 'desc')
    .execute();
  return rows.map(planOf);
}

/** The newest plan of a kind that stands in an answer of the same thread as this turn; null when there is none. */
export async function findPlanOfThread(tx: TenantTx, turn: TurnId, kind: PlanKind): Promise<StoredPlan | null> {
  const row = await tx
    .selectFrom('plans as p')
    .selectAll('p')
    .innerJoin('coaching_turns as t', (join) =>
      join.onRef('t.tenant_id', '=', 'p.tenant_id').onRef('t.id', '=', 'p.turn_id'),
    )
    .innerJoin('coaching_turns as here', (join) =>
      join.onRef('here.tenant_id', '=', 't.tenant_id').onRef('here.session_id', '=', 't.session_id'),
    )
    .where('here.id', '=', turn)
    .where(wasAnswered)
    .where('p.kind', '=', kind)
    .orderBy('t.sequence', 'desc')
    .orderBy('p.made_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? planOf(row) : null;
}

/** A turn that failed or was stopped is kept as an apology, with no calls: nobody ever saw the plan it had made. */
const wasAnswered = sql<boolean>`t.plan <> '[]'::jsonb`;

/**
 * Newest first. Plans that nobody saw are not among them: their answer was never kept (the process died), or is an
 * apology (somebody pressed Stop too late, another part of the answer failed).
 */
export async function listPlans(
  tx: TenantTx,
  wanted: { readonly kind?: PlanKind; readonly states?: readonly PlanState[]; readonly limit: number },
): Promise<StoredPlan[]> {
  const rows = await tx
    .selectFrom('plans as p')
    .selectAll('p')
    .where((eb) =>
      eb.or([
        eb('p.turn_id', 'is', null),
        eb.exists(
          eb
            .selectFrom('coaching_turns as t')
            .select('t.id')
            .whereRef('t.tenant_id', '=', 'p.tenant_id')
            .whereRef('t.id', '=', 'p.turn_id')
            .where(wasAnswered),
        ),
      ]),
    )
    .$if(wanted.kind !== undefined, (query) => query.where('p.kind', '=', wanted.kind ?? 'inventory'))
    .$if(wanted.states !== undefined, (query) => query.where('p.state', 'in', [...(wanted.states ?? [])]))
    .orderBy('p.made_at', 'desc')
    .limit(wanted.limit)
    .execute();
  return rows.map(planOf);
}

/** Until the end of the transaction nobody else of the company decides on a plan: of two that overlap one must see the other. */
export async function lockDecisions(tx: TenantTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('decide ' || ${currentTenant}::text, 0))`.execute(tx);
}

/**
 * Writes down a decision, once: only a plan that is still proposed can be decided on.
 * @returns false when it was decided on already, by whomever
 */
export async function decidePlan(
  tx: TenantTx,
  id: PlanId,
  decision: { readonly state: Exclude<PlanState, 'proposed'>; readonly by: UserId | null; readonly note?: string },
): Promise<boolean> {
  const changed = await tx
    .updateTable('plans')
    .set({
      state: decision.state,
      decided_by: decision.by,
      decided_at: sql<Date>`clock_timestamp()`,
      note: decision.note ?? null,
    })
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) === 1;
}

/** Approved plans that another one takes the place of. */
export async function markPlansReplaced(tx: TenantTx, ids: readonly PlanId[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('plans')
    .set({ state: 'replaced' })
    .where('id', 'in', [...ids])
    .where('state', '=', 'approved')
    .execute();
}

export async function readExpectations(tx: TenantTx, id: PlanId): Promise<PlanExpectation[]> {
  const rows = await tx
    .selectFrom('plan_expectations')
    .select('expectation')
    .where('plan_id', '=', id)
    .orderBy('position')
    .execute();
  return rows.map(({ expectation }) => expectation);
}

function planOf(row: Selectable<PlansTable>): StoredPlan {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    title: row.title,
    request: row.request,
    problem: row.problem,
    basis: row.basis,
    outcome: row.outcome,
    dataVersion: row.data_version,
    basedOn: row.based_on,
    turn: row.turn_id,
    madeBy: row.made_by,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    note: row.note,
  };
}
