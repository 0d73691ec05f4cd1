import type { SkillResult } from '../../src/contracts/skill.ts';
import type { CoachSkill, SkillContext } from '../context.ts';
import { setRoleOf } from './change-role.ts';
import { decideConsent } from './decide-consent.ts';
import { type ManageAccessInput, manageAccessInput } from './input.ts';
import { letSomebodyIn, refuseSomebody } from './let-somebody-in.ts';
import { listAccess } from './list-access.ts';
import { endAccessOf } from './remove-somebody.ts';

export const manageAccess: CoachSkill<ManageAccessInput> = {
  name: 'manage-access',
  title: 'People and access',
  description:
    'Shows who is let in, lets people in, changes what they may do, ends their access, and decides who sees answers in a conversation.',
  input: manageAccessInput,
  rights: 'manager',
  examples: ['Who has access?', 'Let Tom in as a viewer', 'Remove Tom', 'Show answers to everyone here'],
  run: manage,
};

/** @throws UserError `not-allowed`, `last-owner`, `no-such-person`, `no-such-request` */
function manage(ctx: SkillContext, input: ManageAccessInput): Promise<SkillResult> {
  switch (input.action) {
    case 'list':
      return listAccess(ctx);
    case 'let-in':
      return letSomebodyIn(ctx, input);
    case 'refuse':
      return refuseSomebody(ctx, input);
    case 'set-role':
      return setRoleOf(ctx, input);
    case 'remove':
      return endAccessOf(ctx, input);
    case 'consent':
      return decideConsent(ctx, input);
  }
}
