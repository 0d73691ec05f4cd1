import { z } from 'zod';
import type { Role } from '../../src/contracts/company.ts';
import type { UserId } from '../../src/contracts/ids.ts';
import type { ChannelName } from '../../src/contracts/inbound.ts';

/** An account of a chat platform, as buttons name it. */
export interface Account {
  readonly channel: ChannelName;
  readonly workspace: string;
  readonly user: string;
}

export type ManageAccessInput =
  | { readonly action: 'list' }
  /** By a button: `account`. In words: `name`. Without a role it is asked for. */
  | { readonly action: 'let-in'; readonly account?: Account; readonly name?: string; readonly role?: Role }
  | { readonly action: 'refuse'; readonly account?: Account; readonly name?: string }
  | { readonly action: 'set-role'; readonly person?: UserId; readonly name?: string; readonly role?: Role }
  | {
      readonly action: 'remove';
      readonly person?: UserId;
      readonly name?: string;
      /** The answer to whether their access shall end; without it, one is asked. */
      readonly confirmed?: boolean;
    }
  /** Who may see answers in a conversation; without a place, the one it was asked in. */
  | {
      readonly action: 'consent';
      readonly show: 'everyone' | 'asker';
      readonly place?: { readonly channel: ChannelName; readonly workspace: string; readonly conversation: string };
      /** Were people from outside there when it was asked? Without it, as where it is said. */
      readonly outside?: boolean;
    };

const text = z.string().min(1).max(300);
const channel = z.enum(['web', 'cli', 'slack', 'teams', 'discord']);
const role = z.enum(['owner', 'manager', 'member', 'viewer']).optional();
const name = text.optional();
// A well-formed id names a person, or nobody: it is looked up.
const person = z
  .uuid()
  .transform((id) => id as UserId)
  .optional();
const account = { channel: channel.optional(), workspace: name, user: name };

/** Buttons name an account flat, beside the action. */
function toAccount(given: { channel?: ChannelName; workspace?: string; user?: string }): { account?: Account } {
  const { channel, workspace, user } = given;
  return channel && workspace && user ? { account: { channel, workspace, user } } : {};
}

export const manageAccessInput: z.ZodType<ManageAccessInput> = z.discriminatedUnion('action', [
  z.object({ action: z.literal('list') }),
  z
    .object({ action: z.literal('let-in'), name, role, ...account })
    .transform(({ action, name, role, ...given }) => ({ action, name, role, ...toAccount(given) })),
  z
    .object({ action: z.literal('refuse'), name, ...account })
    .transform(({ action, name, ...given }) => ({ action, name, ...toAccount(given) })),
  z.object({ action: z.literal('set-role'), person, name, role }),
  z.object({ action: z.literal('remove'), person, name, confirmed: z.boolean().optional() }),
  z
    .object({
      action: z.literal('consent'),
      show: z.enum(['everyone', 'asker']),
      channel: channel.optional(),
      workspace: name,
      conversation: name,
      outside: z.boolean().optional(),
    })
    .transform(({ action, show, outside, channel, workspace, conversation }) => ({
      action,
      show,
      outside,
      ...(channel && workspace && conversation ? { place: { channel, workspace, conversation } } : {}),
    })),
]);
