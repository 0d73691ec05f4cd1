import { COMMANDS, commandText } from '../../../src/contracts/commands.ts';

/**
 * Teams has no slash commands: picking one from the bot's list writes its name in front, and people type it.
 * @returns the words behind the command; null when the text does not begin with one
 */
export function readCommand(text: string): string | null {
  const [, name = '', rest = ''] = /^\/?([a-z]+)(?:\s+([\s\S]*))?$/i.exec(text) ?? [];
  const command = COMMANDS.find((spec) => spec.name === name.toLowerCase());
  return command ? commandText(command.name, rest) : null;
}
