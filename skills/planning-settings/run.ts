import { z } from 'zod';
import type { SkillResult } from '../../src/contracts/skill.ts';
import type { CoachSkill, SkillContext } from '../context.ts';
import { listAll } from './list-all.ts';
import { saveSetting } from './save-setting.ts';

const settingInput = z.union([
  z.object({ key: z.string().trim().min(1).max(240), value: z.union([z.number(), z.string().trim().min(1).max(200)]) }),
  z.strictObject({ action: z.literal('list').optional() }),
]);
export type PlanningSettingsInput = z.infer<typeof settingInput>;

export const planningSettings: CoachSkill<PlanningSettingsInput> = {
  name: 'planning-settings',
  title: 'What plans rest on',
  description:
    'Remembers single facts that plans rest on (room in the storage, what one person can serve, rules of work …), and shows what is assumed.',
  input: settingInput,
  rights: 'manager',
  examples: ['What do you assume when you plan?', 'Our storage holds forty crates'],
  run: (ctx: SkillContext, input): Promise<SkillResult> =>
    'key' in input ? saveSetting(ctx, input.key, input.value) : listAll(ctx),
};
