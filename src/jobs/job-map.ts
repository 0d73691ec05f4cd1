import { z } from 'zod';
import type { InboundId, TenantId } from '../contracts/ids.ts';

// The database made these ids; that they have its form is what can be checked here.
const tenant = z.uuid().transform((id) => id as TenantId);
const inbound = z.uuid().transform((id) => id as InboundId);

/** Every kind of background job and what it carries: ids only, so a job never holds a company's data. */
export interface JobMap {
  /** Run (or finish, after a crash) the turn of an accepted event. */
  'finish-turn': { readonly tenant: TenantId; readonly inbound: InboundId };
  /** Send one message of the outbox. */
  deliver: { readonly tenant: TenantId; readonly outbox: string };
  /** Look which digests of a company are due. */
  'run-digests': { readonly tenant: TenantId };
  /** Hold a company's forecasts against what came. */
  'score-forecasts': { readonly tenant: TenantId };
}

export type JobName = keyof JobMap;

/** What is checked when a job is sent and when it is taken up again, maybe by a newer version. */
export const JOB_SCHEMAS: { readonly [Name in JobName]: z.ZodType<JobMap[Name]> } = {
  'finish-turn': z.object({ tenant, inbound }),
  deliver: z.object({ tenant, outbox: z.uuid() }),
  'run-digests': z.object({ tenant }),
  'score-forecasts': z.object({ tenant }),
};

// Object.keys forgets the key type of an object that has exactly these keys.
export const JOB_NAMES = Object.keys(JOB_SCHEMAS) as JobName[];
