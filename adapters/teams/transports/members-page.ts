import { z } from 'zod';
import { TeamsApiError } from '../api-error.ts';
import type { TeamsMember } from '../transport.ts';

const page = z.looseObject({
  members: z.array(
    z.looseObject({
      id: z.string(),
      aadObjectId: z.string().nullish(),
      /** Some services name it so. */
      objectId: z.string().nullish(),
      name: z.string().nullish(),
      userRole: z.string().nullish(),
      tenantId: z.string().nullish(),
    }),
  ),
  continuationToken: z.string().nullish(),
});

/** One page of a roster as either SDK hands it over. @throws TeamsApiError when it is none */
export function readMembersPage(value: unknown): {
  readonly members: readonly TeamsMember[];
  readonly continuation?: string;
} {
  const read = page.safeParse(value);
  if (!read.success) throw new TeamsApiError('Teams sent a roster that cannot be read.', { status: null });
  return {
    members: read.data.members.map(({ id, aadObjectId, objectId, name, userRole, tenantId }) => {
      const entra = aadObjectId ?? objectId;
      return {
        id,
        ...(entra ? { aadObjectId: entra } : {}),
        ...(name ? { name } : {}),
        ...(userRole ? { userRole } : {}),
        ...(tenantId ? { tenantId } : {}),
      };
    }),
    ...(read.data.continuationToken ? { continuation: read.data.continuationToken } : {}),
  };
}
