import { commandText } from '../../src/contracts/commands.ts';
import { OPTION_ORDER } from './build-commands.ts';
import type { CommandData, DiscordAttachment, ModalData } from './wire.ts';

/** A command as it was typed: its words in their fixed order, and the file that came with it. */
export interface TypedCommand {
  readonly name: string;
  readonly rest: string;
  /** In the words the coach reads. */
  readonly text: string;
  readonly attachments: readonly DiscordAttachment[];
}

export function readCommand({ name, options, resolved }: CommandData): TypedCommand {
  const values = new Map(options.map((option) => [option.name, option.value]));
  const files = options.flatMap(({ name: key, value }) => (key === 'file' && typeof value === 'string' ? [value] : []));
  const attachments = files.flatMap((id) => resolved?.attachments[id] ?? []);
  return withRest(name, joinWords(values), attachments);
}

/** A filled form, read as the command it was opened by. */
export function readForm(name: string, { components }: ModalData): TypedCommand {
  const fields = components.flatMap(({ component, components: row }) => (component ? [component] : row));
  const values = new Map(fields.map(({ custom_id, value, values: picked }) => [custom_id, picked?.[0] ?? value]));
  return withRest(name, joinWords(values), []);
}

/** The text somebody wrote into one field of a form; '' when it is not there. */
export function readField({ components }: ModalData, id: string): string {
  const fields = components.flatMap(({ component, components: row }) => (component ? [component] : row));
  return fields.find(({ custom_id }) => custom_id === id)?.value ?? '';
}

function withRest(name: string, rest: string, attachments: readonly DiscordAttachment[]): TypedCommand {
  // A file alone says enough; "help" beside it would be another question.
  const text = rest === '' && attachments.length > 0 ? '' : commandText(name, rest);
  return { name, rest, text, attachments };
}

function joinWords(values: ReadonlyMap<string, unknown>): string {
  return OPTION_ORDER.flatMap((name) => {
    const value = values.get(name);
    return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
  }).join(' ');
}
