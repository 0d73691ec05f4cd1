import { readControl } from '../../src/contracts/delivery.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { Place } from '../channel.ts';
import { placeOf, type SlackContext } from './context.ts';
import { readStarter } from './home-view.ts';
import { addressOf, commandThread } from './on-command.ts';
import { readPressedButton } from './out/button-ids.ts';
import { askStarter } from './starters.ts';
import { apologise, takeIn, wordsOf } from './take-in.ts';
import { tellPerson } from './tell-person.ts';
import { BlockActions } from './wire.ts';

/** Where a button was pressed. */
interface Pressed {
  readonly place: Place;
  readonly user: string;
  readonly conversation: string;
  /** `ts` of the thread; a key of ours where there can be none (a message that only one person sees). */
  readonly thread: string;
  /** The same press sent twice has the same. */
  readonly press: string;
}

/** A button was pressed, or an entry of a menu picked. */
export async function takePress(context: SlackContext, payload: unknown): Promise<void> {
  const actions = BlockActions.parse(payload);
  const [action] = actions.actions;
  if (!action) return;
  const pressed = readPressed(actions);
  const starter = readStarter(action);
  const button = starter === null ? readPressedButton(action) : null;
  // Links and what belongs to a form that is still open need nothing but an acknowledgement.
  if (starter === null && button === null) return;
  const work = async () => {
    if (starter !== null) return askStarter(context, pressed.place, pressed.user, starter, pressed.press);
    if (pressed.conversation === '' || button === null) return;
    if (button.kind === 'action') return pressAction(context, pressed, button.id, actions.response_url);
    const control = readControl(button.id);
    if (control) await pressControl(context, pressed, control);
  };
  await context.once
    .run(`${pressed.place.workspace}:${pressed.press}`, work)
    .catch((error: unknown) => tell(context, pressed, apologise(context, error)));
}

function readPressed({ container, message, team, user, actions }: BlockActions): Pressed {
  const conversation = container?.channel_id ?? '';
  const under = message?.ts ?? container?.message_ts;
  const root = message?.thread_ts ?? container?.thread_ts ?? (container?.is_ephemeral ? undefined : under);
  const [action] = actions;
  return {
    place: placeOf(team?.id ?? user.team_id ?? ''),
    user: user.id,
    conversation,
    thread: root ?? commandThread(conversation, user.id),
    press: ['act', conversation, under ?? container?.view_id ?? '', action?.action_ts ?? '', user.id].join(':'),
  };
}

async function pressAction(context: SlackContext, pressed: Pressed, id: string, responseUrl?: string): Promise<void> {
  const { place, user, conversation, thread, press } = pressed;
  const refusal = await takeIn(context, place, {
    conversation,
    thread,
    eventId: press,
    user,
    text: '',
    kind: 'action',
    actionId: id,
    audience: await context.rooms.audience(place, conversation),
    address: addressOf(context, { response_url: responseUrl }),
  });
  if (refusal) tell(context, pressed, wordsOf(refusal));
}

async function pressControl(
  context: SlackContext,
  pressed: Pressed,
  control: NonNullable<ReturnType<typeof readControl>>,
): Promise<void> {
  try {
    const { text } = await context.host.control(pressed.place, { user: pressed.user, ...control });
    tell(context, pressed, text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    tell(context, pressed, wordsOf(error));
  }
}

/** To whoever pressed, and to nobody else. */
function tell(context: SlackContext, { place, ...pressed }: Pressed, words: string): void {
  tellPerson(context, place, { ...pressed, direct: false }, words);
}
