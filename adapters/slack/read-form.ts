import { FIELD, FORM_COMMANDS, FormOrigin, formId } from './forms.ts';
import type { ViewSubmission } from './wire.ts';

/** A form that was sent: the command it stands for, in the words a person would have typed behind it. */
export interface FilledForm {
  readonly command: string;
  readonly rest: string;
  readonly origin: FormOrigin;
  /** Should the answer go to the person alone, as a direct message? */
  readonly direct: boolean;
}

/** Reads a submitted form; null when it is none of ours. */
export function readForm({ view }: ViewSubmission): FilledForm | null {
  const command = [...FORM_COMMANDS].find((name) => formId(name) === view.callback_id);
  const origin = FormOrigin.safeParse(parseJson(view.private_metadata));
  if (!command || !origin.success) return null;
  const value = (name: string): string => {
    const field = view.state.values[name]?.[name];
    return field?.selected_option?.value ?? field?.selected_time ?? '';
  };
  const rest = {
    optimize: () => value(FIELD.plan),
    digest: () => `every ${value(FIELD.weekday)} at ${value(FIELD.time)}`,
  }[command];
  return {
    command,
    rest: rest ? rest() : `${value(FIELD.metric)} ${value(FIELD.when)}`.trim(),
    origin: origin.data,
    direct: value(FIELD.where) === 'direct',
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
