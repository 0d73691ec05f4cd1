import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { type ControlKind, controlId } from '../../src/contracts/delivery.ts';
import type { ReplyAction } from '../../src/contracts/reply.ts';
import { shorten } from '../presentation/split-text.ts';
import { writeButtonId } from './button-ids.ts';
import { LIMITS } from './limits.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const CONTROLS: Readonly<
  Record<ControlKind, Pick<APIButtonComponent & { label?: string }, 'label'> & { emoji?: { name: string } }>
> = {
  // A thumb needs no word; Discord reads its name to people who cannot see it.
  good: { emoji: { name: '👍' } },
  bad: { emoji: { name: '👎' } },
  share: { label: 'Share here' },
  remove: { label: 'Remove' },
};

/** Up to five choices as buttons, more as lists to pick from; the standing buttons in a row of their own. */
export function renderButtons(
  actions: readonly ReplyAction[],
  {
    turn,
    controls,
    workspace,
    askedIn,
  }: { turn: string; controls: readonly ControlKind[]; workspace: string; askedIn?: string },
): Row[] {
  const named = actions.filter(({ label }) => label.trim() !== '');
  const standing = controls.map(
    (kind): APIButtonComponent => ({
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      custom_id: writeButtonId.control(controlId(kind, turn), workspace),
      ...CONTROLS[kind],
      ...(kind === 'share' && askedIn !== undefined ? { label: 'Share in that channel' } : {}),
    }),
  );
  return [
    ...(named.length <= LIMITS.buttonsInRow ? buttonRow(named, workspace) : selectRows(named, workspace)),
    ...(standing.length > 0 ? [{ type: ComponentType.ActionRow, components: standing } as const] : []),
  ];
}

function buttonRow(actions: readonly ReplyAction[], workspace: string): Row[] {
  if (actions.length === 0) return [];
  const components = actions.map(
    ({ id, label, kind }): APIButtonComponent => ({
      type: ComponentType.Button,
      style: kind === 'choose' ? ButtonStyle.Primary : ButtonStyle.Secondary,
      label: shorten(label, LIMITS.buttonLabel),
      custom_id: writeButtonId.action(id, workspace),
    }),
  );
  return [{ type: ComponentType.ActionRow, components }];
}

function selectRows(actions: readonly ReplyAction[], workspace: string): Row[] {
  // One row is kept for the standing buttons.
  const starts = [0, 1, 2, 3].map((row) => row * LIMITS.options).filter((start) => start < actions.length);
  return starts.map(
    (start, at): Row => ({
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: `pick:${at}`,
          placeholder: at === 0 ? 'Pick one' : 'More to pick from',
          options: actions.slice(start, start + LIMITS.options).map(({ id, label }) => ({
            label: shorten(label, LIMITS.optionLabel),
            value: writeButtonId.action(id, workspace),
          })),
        },
      ],
    }),
  );
}
