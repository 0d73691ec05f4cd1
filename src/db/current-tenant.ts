import { sql } from 'kysely';
import type { TenantId } from '../contracts/ids.ts';

/** The company of the running transaction, for `tenant_id` of what is inserted. */
export const currentTenant = sql<TenantId>`app.current_tenant()`;
