import { UserError } from '../../src/contracts/errors.ts';
import type { SkillContext } from '../context.ts';

/** A digest that a whole group gets is for those who manage. @throws UserError `not-allowed` */
export function mayChange(ctx: SkillContext, forGroup: boolean): void {
  const { role } = ctx.person;
  if (!forGroup || role === 'owner' || role === 'manager') return;
  throw new UserError('Only a manager or an owner can set the digest of a whole group.', {
    code: 'not-allowed',
    advice: 'In a direct message with me you can have one of your own.',
  });
}
