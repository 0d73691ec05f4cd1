import type { ControlKind } from '../../../src/contracts/delivery.ts';
import type { TeamsActivity } from '../activity.ts';
import { readUser } from './read-address.ts';
import { placeOf, type Receiver } from './receiver.ts';

/** A standing button, however it was pressed. Resolves to the house's word for who pressed it. */
export async function pressControl(
  receiver: Pick<Receiver, 'host' | 'options'>,
  activity: TeamsActivity,
  control: { readonly kind: ControlKind; readonly turn: string },
): Promise<{ readonly text: string }> {
  return receiver.host.control(placeOf(activity, receiver), { ...control, user: readUser(activity.from) });
}
