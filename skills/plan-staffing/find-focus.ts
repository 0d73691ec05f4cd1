import { nameKey } from '../../src/records/name-key.ts';
import type { MadeRoster } from './basis.ts';
import type { RosterLine } from './roster-words.ts';

/** Whom the question was about, where it was not about everybody. */
export type RosterFocus =
  | { readonly kind: 'person'; readonly employee: string }
  | { readonly kind: 'role'; readonly role: string };

/** "Which baristas work Saturday?", "when does Ana work?"; null for a name that is nobody's and no role. */
export function findFocus({ request, problem }: MadeRoster): RosterFocus | null {
  const { item } = request;
  if (item === undefined) return null;
  const key = nameKey(item);
  const person = problem.employees.find(({ name }) => nameKey(name) === key);
  if (person) return { kind: 'person', employee: person.id };
  const role = problem.employees.flatMap(({ skills = [] }) => skills).find((skill) => nameKey(skill) === key);
  return role === undefined ? null : { kind: 'role', role };
}

/** Is a shift of whom the question was about? */
export const isOf = (
  focus: RosterFocus | null,
  { employee, skill }: Pick<RosterLine, 'employee' | 'skill'>,
): boolean => {
  if (focus === null) return true;
  return focus.kind === 'person'
    ? nameKey(employee) === nameKey(focus.employee)
    : nameKey(skill ?? '') === nameKey(focus.role);
};
