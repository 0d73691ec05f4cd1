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
