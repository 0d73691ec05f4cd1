import { completeOption } from './complete-option.ts';
import { handleCommand, handleForm } from './handle-command.ts';
import { handlePress } from './handle-press.ts';
import type { Respond } from './interactions-route.ts';
import type { InteractionParts } from './parts.ts';
import type { Interaction } from './wire.ts';

/** Anything but a message: a command, a press, a form, a word being completed. The same by gateway and over HTTP. */
export async function handleInteraction(
  parts: InteractionParts,
  interaction: Interaction,
  respond: Respond,
): Promise<void> {
  switch (interaction.type) {
    case 1:
      return respond({ type: 1 });
    case 2:
      return handleCommand(parts, interaction, respond);
    case 3:
      return handlePress(parts, interaction, respond);
    case 4:
      return completeOption(parts, interaction, respond);
    case 5:
      return handleForm(parts, interaction, respond);
  }
}
