import { z } from 'zod';
import type { TeamsActivity } from '../activity.ts';

const data = z.looseObject({ action: z.string().min(1).max(200) });
const execute = z.looseObject({
  action: z.looseObject({ verb: z.string().optional(), data: data.optional().catch(undefined) }),
});
const dialog = z.looseObject({ data });

/** The id of the button that was pressed, however the card sent it; null when the activity is no press. */
export function readPress({ type, name, value }: TeamsActivity): string | null {
  if (type === 'message') return data.safeParse(value).data?.action ?? null;
  if (type !== 'invoke') return null;
  if (name === 'adaptiveCard/action') {
    const pressed = execute.safeParse(value).data?.action;
    return pressed?.data?.action ?? pressed?.verb ?? null;
  }
  if (name === 'task/fetch' || name === 'task/submit') return dialog.safeParse(value).data?.data.action ?? null;
  return null;
}

const feedback = z.looseObject({
  actionName: z.literal('feedback'),
  actionValue: z.looseObject({ reaction: z.enum(['like', 'dislike']), feedback: z.string().optional() }),
});
const written = z.looseObject({ feedbackText: z.string().optional() });

/** A thumb of Teams' own feedback row, with what the person wrote beside it. */
export function readFeedback(value: unknown): { readonly kind: 'good' | 'bad'; readonly comment?: string } | null {
  const given = feedback.safeParse(value).data?.actionValue;
  if (!given) return null;
  const comment = readWritten(given.feedback)?.trim();
  return { kind: given.reaction === 'like' ? 'good' : 'bad', ...(comment ? { comment } : {}) };
}

/** The words come as JSON inside a string. */
function readWritten(text: string | undefined): string | undefined {
  try {
    return written.safeParse(JSON.parse(text ?? '{}')).data?.feedbackText;
  } catch {
    return undefined;
  }
}
