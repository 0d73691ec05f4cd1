import { InteractionResponseType } from 'discord.js';
import { shorten } from '../presentation/split-text.ts';
import { placeOf } from './find-workspace.ts';
import type { Respond } from './interactions-route.ts';
import { LIMITS } from './limits.ts';
import { findPlace, personOf } from './open-interaction.ts';
import type { InteractionParts } from './parts.ts';
import { suggestTimes } from './suggest-times.ts';
import type { InteractionOf } from './wire.ts';
import { within } from './within.ts';

/** Discord waits 3 s for what could be meant. */
const PATIENCE_MS = 2_000;

/** What a person may mean while they type: numbers of their company, or times. */
export async function completeOption(
  { host, finder, log }: Pick<InteractionParts, 'host' | 'finder' | 'log'>,
  interaction: InteractionOf<4>,
  respond: Respond,
): Promise<void> {
  const { name, options } = interaction.data;
  const focused = options.find((option) => option.focused);
  const typed = String(focused?.value ?? '');
  const find = async (): Promise<readonly string[]> => {
    if (focused?.name === 'when') return suggestTimes(name, typed);
    const workspace = await findPlace(finder, interaction);
    if (!workspace) return [];
    const choices = await host.metricChoices(placeOf(workspace), personOf(interaction).id, typed);
    return choices.map(({ label }) => label);
  };
  const words = await within(PATIENCE_MS, find(), []);
  const named = [
    ...new Set(words.filter((word) => word.trim() !== '').map((word) => shorten(word, LIMITS.optionLabel))),
  ];
  const choices = named.slice(0, LIMITS.options).map((word) => ({ name: word, value: word }));
  await respond({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } }).catch(() =>
    // Too late is no loss: the person has typed on.
    log.info({}, 'discord completion came too late'),
  );
}
