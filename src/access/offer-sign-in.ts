import type { Person } from '../contracts/company.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import type { Database } from '../db/database.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { SignInOffer } from './access-actions.ts';
import { makePlainReply } from './plain-reply.ts';
import { makeSignInLink, SIGN_IN_MINUTES } from './sign-in.ts';

export interface OfferServices {
  readonly database: Database;
  readonly delivery: Delivery;
  readonly publicUrl: string | undefined;
  readonly now: () => Date;
}

/** See `AccessActions.offerSignIn`. A link never goes where others read it. */
export async function offerSignIn(
  { database, delivery, publicUrl, now }: OfferServices,
  tenant: TenantId,
  person: Person,
  asked: Pick<Inbound, 'channel' | 'workspace' | 'user' | 'audience'>,
): Promise<SignInOffer> {
  if (asked.channel === 'web' || asked.channel === 'cli') return { kind: 'on-the-web' };
  if (!publicUrl) return { kind: 'no-address' };
  const minutes = SIGN_IN_MINUTES;
  if (asked.audience === 'private') {
    const url = await database.inTenant(tenant, (tx) => makeSignInLink(tx, person.id, publicUrl, now()));
    return { kind: 'here', url, minutes };
  }
  const place = { channel: asked.channel, workspace: asked.workspace };
  const outbox = await database.inTenant(tenant, async (tx) => {
    const url = await makeSignInLink(tx, person.id, publicUrl, now());
    const reply = makePlainReply([
      `Here is your way in: ${url}`,
      `It works once, for ${minutes} minutes, in the browser that opens it. Do not pass it on: it signs in as you.`,
    ]);
    return delivery.queueNotice(tx, { place, user: asked.user, reply, actions: [] });
  });
  if (!outbox) return { kind: 'unreachable' };
  await delivery.send(tenant, outbox);
  return { kind: 'sent', minutes };
}
