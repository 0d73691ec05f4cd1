import { commandText } from '../../src/contracts/commands.ts';
import { placeOf, type SlackContext } from './context.ts';
import { commandThread } from './on-command.ts';
import type { SlackAddress } from './out/slack-address.ts';
import { readForm } from './read-form.ts';
import { apologise, takeIn, wordsOf } from './take-in.ts';
import { tellPerson } from './tell-person.ts';
import { ViewSubmission } from './wire.ts';

/**
 * A form was sent: the same as its command with words.
 * @returns what to acknowledge with: nothing, or words beside the form's first field, which then stays open
 */
export async function takeForm(context: SlackContext, payload: unknown): Promise<ViewErrors | undefined> {
  const submission = ViewSubmission.parse(payload);
  const form = readForm(submission);
  if (form === null) return undefined;
  const { view, user, team } = submission;
  const place = placeOf(view.app_installed_team_id ?? team?.id ?? user.team_id ?? '');
  const eventId = `view:${view.id}`;
  const work = async () => {
    const { responseUrl, respondedFrom } = form.origin;
    const conversation = form.direct ? await context.rooms.direct(place, user.id) : form.origin.conversation;
    const address: SlackAddress = form.direct ? {} : { responseUrl, respondedFrom };
    const refusal = await takeIn(context, place, {
      conversation,
      thread: commandThread(conversation, user.id),
      eventId,
      user: user.id,
      text: commandText(form.command, form.rest),
      kind: 'command',
      audience: form.direct ? 'private' : await context.rooms.audience(place, conversation),
      address,
    });
    if (refusal)
      tellPerson(context, place, { conversation, thread: '', user: user.id, direct: form.direct }, wordsOf(refusal));
  };
  try {
    await context.once.run(`${place.workspace}:${eventId}`, work);
    return undefined;
  } catch (error) {
    const [field = ''] = Object.keys(view.state.values);
    return { response_action: 'errors', errors: { [field]: apologise(context, error) } };
  }
}

interface ViewErrors {
  readonly response_action: 'errors';
  readonly errors: Record<string, string>;
}
