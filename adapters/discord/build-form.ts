import {
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuOption,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Choice } from '../../src/contracts/cards.ts';
import { shorten } from '../presentation/split-text.ts';
import { writeButtonId } from './button-ids.ts';
import { LIMITS } from './limits.ts';
import { suggestTimes } from './suggest-times.ts';

type Form = APIModalInteractionResponseCallbackData;
type Field = Form['components'][number];

/**
 * The form of a command that was typed without words; its first choices are set, so that one press sends it.
 * @param metrics numbers the company has, best first
 * @returns null for a command that says enough by itself, or when there is nothing to choose from
 */
export function buildForm(command: string, metrics: readonly Choice[]): Form | null {
  if (command === 'coach') {
    return form(command, 'Ask your coach', [
      writing('question', 'What would you like to know?', 'How much will we sell next week?', TextInputStyle.Paragraph),
    ]);
  }
  if (metrics.length === 0) return null;
  const what = picking(
    'what',
    'Which number?',
    metrics.map(({ label }) => label),
  );
  if (command === 'forecast')
    return form(command, 'Look ahead', [what, picking('when', 'Which days?', suggestTimes(command, ''))]);
  if (command === 'explain')
    return form(command, 'Look into a change', [what, picking('when', 'Which days?', suggestTimes(command, ''))]);
  return command === 'benchmarks' ? form(command, 'Compare with others', [what]) : null;
}

/** Opened by a thumb down: what was wrong, if somebody cares to say. */
export function buildCommentForm(turn: string, workspace: string): Form {
  return {
    custom_id: writeButtonId.comment(turn, workspace),
    title: 'Thank you for telling me',
    components: [writing('comment', 'What was wrong? (optional)', undefined, TextInputStyle.Paragraph, false)],
  };
}

function form(command: string, title: string, components: Field[]): Form {
  return { custom_id: writeButtonId.ask(command), title, components };
}

function picking(id: string, label: string, words: readonly string[]): Field {
  const named = [...new Set(words.map((word) => shorten(word, LIMITS.optionLabel)))].slice(0, LIMITS.options);
  const options = named.map((word, at): APISelectMenuOption => ({ label: word, value: word, default: at === 0 }));
  return {
    type: ComponentType.Label,
    label,
    component: { type: ComponentType.StringSelect, custom_id: id, options, required: true },
  };
}

function writing(
  id: string,
  label: string,
  placeholder: string | undefined,
  style: TextInputStyle,
  required = true,
): Field {
  return {
    type: ComponentType.Label,
    label,
    component: { type: ComponentType.TextInput, custom_id: id, style, required, max_length: 1_000, placeholder },
  };
}
