import { isAtLeast } from '../../src/access/roles.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { readPlanningSettings, savePlanningSetting } from '../../src/db/queries/planning-settings.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import { findSetting } from './known-settings.ts';
import { planAgain } from './plan-again.ts';
import { writeValue } from './write-setting.ts';

/**
 * Remembers one thing the company told about how it plans.
 * @throws UserError `unknown-setting`, `setting-does-not-fit`, `not-allowed`
 */
export async function saveSetting(ctx: SkillContext, key: string, said: number | string): Promise<SkillResult> {
  const setting = findSetting(key);
  if (!setting)
    throw new UserError('I do not know what that is for in a plan.', {
      code: 'unknown-setting',
      advice: 'Ask “What do you assume when you plan?” to see what I can remember.',
    });
  const parsed = setting.value.safeParse(said);
  if (!parsed.success)
    throw new UserError(`${setting.label}: that does not fit.`, {
      code: 'setting-does-not-fit',
      advice: `It is ${setting.expects}. Nothing has changed.`,
    });
  // Whoever could lower this could give themselves the last word.
  if (setting.key === 'approvers' && !isAtLeast(ctx.person.role, 'owner'))
    throw new UserError('You may not decide who approves plans.', {
      code: 'not-allowed',
      advice: 'Ask an owner here.',
    });
  const value = parsed.data;
  const before = await ctx.data(async (tx) => {
    const known = (await readPlanningSettings(tx)).get(setting.key);
    if (known?.value !== value) await savePlanningSetting(tx, { key: setting.key, value, saidBy: ctx.person.id });
    return known;
  });
  const book = createFactBook();
  const label = setting.key.startsWith('elasticity:') ? book.name(setting.label) : setting.label;
  const written = writeValue(book, setting, value, { kind: 'asked' });
  const text =
    before?.value === value
      ? `I have that already. ${label}: ${written}.`
      : `I will remember that. ${label}: ${written}.${
          before
            ? ` Before, it was ${writeValue(book, setting, before.value, { kind: 'catalogue' })}.`
            : ` Until now I took it that: ${setting.meanwhile}.`
        }`;
  return {
    facts: book.facts,
    sections: [{ kind: 'answer', template: text }],
    charts: [],
    tables: [],
    followUps: [...planAgain(ctx, setting.plan), SHOW_ALL],
    working: null,
  };
}

const SHOW_ALL = {
  label: 'What else do you assume?',
  kind: 'ask',
  call: { skill: 'planning-settings', input: { action: 'list' } },
} as const;
