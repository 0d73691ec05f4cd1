import { describe, expect, it } from 'vitest';
import { skills } from '../../../skills/registry.ts';
import { atMost, isAtLeast, mayDecideOn, ROLES } from '../../../src/access/roles.ts';
import type { Role } from '../../../src/contracts/company.ts';
import { SKILL_NAMES, type SkillName } from '../../../src/contracts/skill.ts';

/** The least role for each skill, written down here by hand: viewers ask, members bring data in, managers run things. */
const LEAST: Record<SkillName, Role> = {
  'import-file': 'member',
  'ask-metric': 'viewer',
  'explain-change': 'viewer',
  'forecast-metric': 'viewer',
  'forecast-accuracy': 'viewer',
  'what-if': 'member',
  'plan-inventory': 'member',
  'plan-staffing': 'manager',
  'set-prices': 'member',
  'plan-budget': 'member',
  'planning-settings': 'manager',
  'compare-benchmark': 'viewer',
  'track-goal': 'viewer',
  // Anyone may look at it; who may set it up for a group is decided inside.
  'write-digest': 'viewer',
  'watch-metric': 'viewer',
  decide: 'member',
  'show-working': 'viewer',
  privacy: 'viewer',
  'manage-access': 'manager',
  'web-login': 'viewer',
  help: 'viewer',
};

describe('who may use which skill', () => {
  it('is decided for every skill there is', () => {
    expect(skills.map(({ name }) => name).sort()).toEqual([...SKILL_NAMES].sort());
    expect(Object.fromEntries(skills.map(({ name, rights }) => [name, rights]))).toEqual(LEAST);
  });

  const cases = SKILL_NAMES.flatMap((name) => ROLES.map((role) => [name, role] as const));
  it.each(cases)('%s by a %s', async (name, role) => {
    const skill = skills.find((known) => known.name === name);
    // A person is all that is looked at before the rights are: whoever may not comes no further.
    const context = { person: { id: 'someone', displayName: 'Someone', role } } as unknown as Parameters<
      NonNullable<typeof skill>['run']
    >[0];
    const refused = await skill?.run(context, 'no input at all').then(
      () => null,
      (error: { code?: string }) => error.code ?? 'other',
    );
    expect(refused === 'not-allowed').toBe(!isAtLeast(role, LEAST[name]));
  });
});

describe('roles', () => {
  it('each may do what those before it may', () => {
    expect(ROLES).toEqual(['viewer', 'member', 'manager', 'owner']);
    for (const [low, role] of ROLES.entries())
      for (const [high, other] of ROLES.entries()) {
        expect(isAtLeast(role, other)).toBe(low >= high);
        expect(atMost(role, other)).toBe(low >= high ? other : role);
      }
  });

  it('an owner decides about all, a manager about members and viewers, others about nobody', () => {
    const decides = (by: Role) => ROLES.filter((about) => mayDecideOn(by, about));
    expect(ROLES.map(decides)).toEqual([[], [], ['viewer', 'member'], ['viewer', 'member', 'manager', 'owner']]);
  });
});
