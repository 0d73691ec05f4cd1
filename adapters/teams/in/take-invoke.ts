import { readControl } from '../../../src/contracts/delivery.ts';
import { UserError } from '../../../src/contracts/errors.ts';
import type { TeamsActivity } from '../activity.ts';
import { giveFile } from './give-file.ts';
import { pressControl } from './press-control.ts';
import { readPress } from './read-press.ts';
import { DONE, type Outcome, type Receiver, refusalWords } from './receiver.ts';
import { acceptInbound } from './take-message.ts';

type Invoke = TeamsActivity & { readonly id: string };

/** An invoke wants its own answer on the same request; each kind has its shape. */
export async function takeInvoke(receiver: Receiver, activity: Invoke): Promise<Outcome> {
  switch (activity.name) {
    case 'adaptiveCard/action':
      return answerCard(await press(receiver, activity));
    case 'task/fetch':
    case 'task/submit':
      return answerDialog(await press(receiver, activity));
    case 'fileConsent/invoke':
      // Teams waits for its answer for seconds only, and shows a failure of its own else.
      await receiver.seen.once(
        `file:${activity.conversation.id}:${activity.id}`,
        async () => receiver.later(giveFile(receiver, activity)),
        async () => undefined,
      );
      return DONE;
    default:
      return { status: 501 };
  }
}

type Pressed = { readonly ok: boolean; readonly text: string };

async function press(receiver: Receiver, activity: Invoke): Promise<Pressed> {
  const id = readPress(activity);
  if (id === null) return { ok: false, text: 'I do not know this button. Type your question instead.' };
  const control = readControl(id);
  try {
    if (control) return { ok: true, text: (await pressControl(receiver, activity, control)).text };
    await acceptInbound(receiver, activity, id);
    return { ok: true, text: 'On it.' };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, text: refusalWords(error) };
    throw error;
  }
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards */
function answerCard({ ok, text }: Pressed): Outcome {
  const body = ok
    ? { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text }
    : { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'BadRequest', message: text } };
  return { status: 200, body };
}

function answerDialog({ text }: Pressed): Outcome {
  return { status: 200, body: { task: { type: 'message', value: text } } };
}
