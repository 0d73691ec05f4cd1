import { type ControlKind, readControl } from '../../src/contracts/delivery.ts';

/**
 * The ids of buttons and forms. Each ends with the server it belongs to, because a press in a direct message does
 * not say so; whoever presses must be a member there.
 */
export type ButtonId =
  | { readonly kind: 'action'; readonly action: string; readonly workspace: string }
  | { readonly kind: 'control'; readonly control: ControlKind; readonly turn: string; readonly workspace: string }
  /** The answer to "which server is this about?"; `question` is the key of what was asked. */
  | { readonly kind: 'server'; readonly workspace: string; readonly question: string }
  /** What was wrong with an answer, in words. */
  | { readonly kind: 'comment'; readonly turn: string; readonly workspace: string }
  /** What a command was missing. */
  | { readonly kind: 'ask'; readonly command: string };

export const writeButtonId = {
  action: (action: string, workspace: string) => `act:${action}@${workspace}`,
  control: (control: string, workspace: string) => `ctl:${control}@${workspace}`,
  server: (workspace: string, question: string) => `dm:${question}@${workspace}`,
  comment: (turn: string, workspace: string) => `why:${turn}@${workspace}`,
  ask: (command: string) => `ask:${command}`,
};

/** null for an id that is not one of ours. */
export function readButtonId(id: string): ButtonId | null {
  const [, kind, name = '', workspace = ''] = /^(act|ctl|dm|why|ask):([^@]+)(?:@(\d+))?$/.exec(id) ?? [];
  if (kind === 'act') return { kind: 'action', action: name, workspace };
  if (kind === 'dm') return { kind: 'server', question: name, workspace };
  if (kind === 'why') return { kind: 'comment', turn: name, workspace };
  if (kind === 'ask') return { kind: 'ask', command: name };
  const control = kind === 'ctl' ? readControl(name) : null;
  return control ? { kind: 'control', control: control.kind, turn: control.turn, workspace } : null;
}
