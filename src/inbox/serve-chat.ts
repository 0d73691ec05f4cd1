import { readWebUser } from '../access/web-user.ts';
import type { Person } from '../contracts/company.ts';
import type { ChannelNotice, ControlKind, MessageRef, Place } from '../contracts/delivery.ts';
import { UserError } from '../contracts/errors.ts';
import type { TurnId } from '../contracts/ids.ts';
import { saveFeedback } from '../db/queries/feedback.ts';
import { findPerson, getPerson } from '../db/queries/people.ts';
import { knowsThread } from '../db/queries/thread-root.ts';
import { findTurnSource, type TurnSource } from '../db/queries/turn-source.ts';
import type { TenantTx } from '../db/schema.ts';
import { shareAnswer } from '../delivery/share-answer.ts';
import { takeBackTurn } from '../delivery/take-back.ts';
import { keepLive } from './keep-live.ts';
import type { InboxServices } from './services.ts';
import { takeNotice } from './take-notice.ts';

/** A standing button that was pressed. */
interface Press {
  readonly user: string;
  readonly kind: ControlKind;
  readonly turn: string;
  readonly comment?: string;
}

interface Pressed {
  readonly text: string;
  readonly queued: readonly string[];
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const say = (text: string, queued: readonly string[] = []): Pressed => ({ text, queued });

/** The host's part beside questions: standing buttons, edits and deletions, messages kept open. */
export function createChatHost(services: InboxServices) {
  return {
    control: (place: Place, press: Press) => pressControl(services, place, press),
    notice: (place: Place, notice: ChannelNotice) => takeNotice(services, place, notice),
    knowsThread: async (place: Place, conversation: string, thread: string) => {
      const tenant = await services.database.findTenantOfWorkspace(place.channel, place.workspace);
      return (
        tenant !== null &&
        services.database.inTenant(tenant, (tx) => knowsThread(tx, { ...place, conversation, thread }))
      );
    },
    keepLive: (place: Place, eventId: string, ref: MessageRef) => keepLive(services, place, eventId, ref),
  };
}

/**
 * A standing button. Everything is checked here, since an id that a client sends proves nothing.
 * @returns one short sentence for whoever pressed it
 * @throws UserError `unknown-workspace`
 */
async function pressControl(services: InboxServices, place: Place, press: Press): Promise<{ readonly text: string }> {
  const { database, delivery, log } = services;
  const tenant = await database.findTenantOfWorkspace(place.channel, place.workspace);
  if (!tenant) {
    throw new UserError('This workspace is not linked to a company yet.', {
      code: 'unknown-workspace',
      advice: 'Open “Connect a chat” on the web page, then write to me: link, and the code it shows.',
    });
  }
  const { text, queued } = await database.inTenant(tenant, (tx) => decide(tx, services, place, press));
  for (const outbox of queued) await delivery.send(tenant, outbox);
  log.info({ tenant, turn: press.turn, control: press.kind, queued: queued.length }, 'button pressed');
  return { text };
}

async function decide(tx: TenantTx, services: InboxServices, place: Place, press: Press): Promise<Pressed> {
  // Its form is checked; whether it names a turn is looked up.
  const source = UUID.test(press.turn) ? await findTurnSource(tx, press.turn as TurnId) : null;
  if (!source || source.channel !== place.channel || source.workspace !== place.workspace)
    return say('I do not have that answer any more.');
  const person = await findCaller(tx, place, press.user);
  if (!person) return say('Only people who are let in can do that.');
  if (press.kind === 'good' || press.kind === 'bad') return rate(tx, source, person, press);
  if (!services.delivery.delivers(place.channel)) return say('This answer is only on your own page.');
  if (press.kind === 'remove') {
    if (source.asker !== press.user && person.role !== 'owner' && person.role !== 'manager')
      return say('Only the person who asked, an owner or a manager can remove this.');
    return say('Removed.', await takeBackTurn(tx, place, source.turn));
  }
  if (source.asker !== press.user) return say('Only the person who asked can share this.');
  const shared = await shareAnswer(tx, place, source.turn);
  if (shared.kind === 'gone') return say('I do not have that answer any more.');
  return shared.kind === 'shown' ? say('It is shared already.') : say('Everyone there sees it now.', [shared.outbox]);
}

async function rate(tx: TenantTx, { turn }: TurnSource, person: Person, { kind, comment }: Press): Promise<Pressed> {
  const words = comment?.trim().slice(0, MOST_COMMENT);
  await saveFeedback(tx, {
    turn,
    user: person.id,
    value: kind === 'good' ? 'good' : 'bad',
    ...(words ? { comment: words } : {}),
  });
  return say(kind === 'good' ? 'Thank you. Good to know that helped.' : 'Thank you for telling me.');
}

/** Characters of a comment that are kept. */
const MOST_COMMENT = 2_000;

/** Who pressed it, if they are let in. Unlike a question, a press of a stranger asks for nothing. */
function findCaller(tx: TenantTx, { channel, workspace }: Place, user: string): Promise<Person | null> {
  const signedIn = channel === 'web' ? readWebUser(user) : null;
  return signedIn ? getPerson(tx, signedIn) : findPerson(tx, { channel, workspace, externalUser: user });
}
