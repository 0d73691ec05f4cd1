import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { COMMANDS, type CommandSpec } from '../../src/contracts/commands.ts';

/** Options in the order their values make the words of the command. */
export const OPTION_ORDER = ['plan', 'do', 'what', 'when', 'goal', 'question'] as const;

/** Commands whose first word names a number of the company: it is completed while it is typed. */
const WITH_METRIC = new Set(['forecast', 'explain', 'benchmarks']);
const WITH_TIME = new Set(['forecast', 'explain']);

/** The slash commands as Discord registers them, for servers and direct messages. */
export function buildCommands(): readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  return COMMANDS.map((spec) => ({
    name: spec.name,
    description: spec.description,
    options: buildOptions(spec),
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  }));
}

function buildOptions({ name, choices }: CommandSpec): APIApplicationCommandBasicOption[] {
  if (choices.length > 0) {
    const fixed = choices.map(({ value, label }) => ({ name: label, value }));
    if (name === 'digest') return [text('do', 'What to do', { choices: fixed }), text('when', 'Like: Monday at 8:00')];
    return [text('plan', 'What to plan', { required: true, choices: fixed })];
  }
  if (name === 'goals') return [text('goal', 'A goal to set, like: revenue above 20,000 in December')];
  if (!WITH_METRIC.has(name))
    return [
      text('question', 'In your own words'),
      {
        type: ApplicationCommandOptionType.Attachment,
        name: 'file',
        description: 'A CSV or Excel file with your numbers',
      },
    ];
  const what = text('what', 'Which number, like: revenue', { autocomplete: true });
  return WITH_TIME.has(name) ? [what, text('when', 'Which days, like: next week', { autocomplete: true })] : [what];
}

function text(
  name: (typeof OPTION_ORDER)[number],
  description: string,
  { required = false, autocomplete, choices }: TextOption = {},
): APIApplicationCommandBasicOption {
  const base = { type: ApplicationCommandOptionType.String, name, description, required } as const;
  return autocomplete ? { ...base, autocomplete: true } : { ...base, ...(choices ? { choices } : {}) };
}

interface TextOption {
  readonly required?: boolean;
  readonly autocomplete?: true;
  readonly choices?: { name: string; value: string }[];
}
