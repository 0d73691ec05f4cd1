import type { Person, Role } from '../contracts/company.ts';
import { UserError } from '../contracts/errors.ts';

/** Each may do what those before it may: a viewer asks, a member brings in data, a manager runs things, an owner all. */
export const ROLES: readonly Role[] = ['viewer', 'member', 'manager', 'owner'];

/** Has the role at least the rights of `least`? */
export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);

/** The lower of two roles. */
export const atMost = (role: Role, most: Role): Role => (isAtLeast(role, most) ? most : role);

/** An owner decides about everybody, a manager about members and viewers. */
export const mayDecideOn = (by: Role, about: Role): boolean =>
  by === 'owner' || (by === 'manager' && !isAtLeast(about, 'manager'));

/** @throws UserError `not-allowed` */
export function assertMayDecide(by: Pick<Person, 'role'>, about: Role): void {
  if (mayDecideOn(by.role, about)) return;
  throw new UserError('You may not decide that.', {
    code: 'not-allowed',
    advice: isAtLeast(by.role, 'manager')
      ? 'Only an owner decides about managers and owners.'
      : 'Ask an owner or a manager here.',
  });
}
