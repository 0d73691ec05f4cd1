import type { Company } from '../contracts/company.ts';
import type { InboundId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import type { TenantTx } from '../db/schema.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Sender } from './access.ts';
import { findAsker } from './find-asker.ts';
import { greetStranger } from './greet-stranger.ts';
import { answerLinkText, type LinkServices } from './link-workspace.ts';
import { makePlainReply } from './plain-reply.ts';
import { atMost } from './roles.ts';

/** Who sent a message, or what to tell them instead of an answer. In the turn's own transaction. */
export async function identify(
  services: Pick<LinkServices, 'guesses' | 'now'> & { readonly delivery: Delivery },
  tx: TenantTx,
  company: Company,
  inbound: Inbound,
  id: InboundId,
): Promise<Sender> {
  const linked = await answerLinkText(services, tx, company, inbound);
  if (linked) return { kind: 'reply', reply: linked, queued: [] };
  const person = await findAsker(tx, inbound, inbound.user);
  // What runs by itself may not do what only an owner may.
  if (person && inbound.kind === 'scheduled')
    return { kind: 'person', person: { ...person, role: atMost(person.role, 'manager') } };
  if (person) return { kind: 'person', person };
  if (inbound.kind === 'scheduled' || inbound.channel === 'web' || inbound.channel === 'cli')
    return { kind: 'reply', reply: sayAccessEnded(inbound), queued: [] };
  return { kind: 'reply', ...(await greetStranger(services.delivery, tx, company, inbound, id)) };
}

const sayAccessEnded = ({ kind }: Inbound) =>
  kind === 'scheduled'
    ? makePlainReply([
        'Whoever set this up has no access any more, so I show no numbers here.',
        {
          kind: 'next',
          text: 'Somebody who is let in can set it up again: “Send the weekly summary here every Monday at 8”.',
        },
      ])
    : makePlainReply([
        'Your access has ended.',
        { kind: 'next', text: 'Ask an owner of the company to let you in again.' },
      ]);
