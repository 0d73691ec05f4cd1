import { z } from 'zod';
import { isAtLeast } from '../src/access/roles.ts';
import type { Role } from '../src/contracts/company.ts';
import { BugError, UserError } from '../src/contracts/errors.ts';
import type { SkillCall, SkillName, SkillResult } from '../src/contracts/skill.ts';
import { askMetric } from './ask-metric/run.ts';
import { comingSkills } from './coming/run.ts';
import type { CoachSkill, SkillContext } from './context.ts';
import { decide } from './decide/run.ts';
import { explainChangeSkill } from './explain-change/run.ts';
import { forecastAccuracy } from './forecast-accuracy/run.ts';
import { forecastMetric } from './forecast-metric/run.ts';
import { help } from './help/run.ts';
import { importFile } from './import-file/run.ts';
import { manageAccess } from './manage-access/run.ts';
import { planBudget } from './plan-budget/run.ts';
import { planInventory } from './plan-inventory/run.ts';
import { planStaffing } from './plan-staffing/run.ts';
import { planningSettings } from './planning-settings/run.ts';
import { setPrices } from './set-prices/run.ts';
import { showWorking } from './show-working/run.ts';
import { webLogin } from './web-login/run.ts';
import { whatIf } from './what-if/run.ts';
import { writeDigest } from './write-digest/run.ts';

/** A skill with its input type closed over, so that skills of different inputs stand in one list. */
export interface RegisteredSkill {
  readonly name: SkillName;
  readonly title: string;
  readonly description: string;
  readonly examples: readonly string[];
  readonly command?: string;
  readonly rights: Role;
  readonly inputSchema: z.core.JSONSchema.BaseSchema;
  /** @throws UserError `bad-input` when the input does not fit, `not-allowed` when the role is too low */
  run(context: SkillContext, input: unknown): Promise<SkillResult>;
}

function register<Input>(skill: CoachSkill<Input>): RegisteredSkill {
  const { name, title, description, examples, command, rights } = skill;
  return {
    name,
    title,
    description,
    examples,
    rights,
    ...(command === undefined ? {} : { command }),
    inputSchema: z.toJSONSchema(skill.input, { io: 'input', unrepresentable: 'any' }),
    run: async (context, input) => {
      if (!isAtLeast(context.person.role, rights)) {
        throw new UserError(`You may not use “${title}”.`, {
          code: 'not-allowed',
          advice: `Ask someone who is at least ${rights} here.`,
        });
      }
      const parsed = skill.input.safeParse(input);
      if (!parsed.success) {
        throw new UserError('I did not get everything I need for that.', {
          code: 'bad-input',
          advice: 'Please say it another way.',
          cause: parsed.error,
        });
      }
      return skill.run(context, parsed.data);
    },
  };
}

/** What the coach can do: the one list that agents, commands, buttons, the API and the CLI see. */
export const skills: readonly RegisteredSkill[] = [
  register(importFile),
  register(askMetric),
  register(explainChangeSkill),
  register(forecastMetric),
  register(forecastAccuracy),
  register(planInventory),
  register(planStaffing),
  register(setPrices),
  register(planBudget),
  register(planningSettings),
  register(whatIf),
  register(decide),
  register(writeDigest),
  register(showWorking),
  register(manageAccess),
  register(webLogin),
  register(help),
  ...comingSkills.map(register),
];

const byName = new Map(skills.map((skill) => [skill.name, skill]));

/** Runs one step of a plan. */
export async function runSkill(context: SkillContext, call: SkillCall): Promise<SkillResult> {
  const skill = byName.get(call.skill);
  if (!skill)
    throw new BugError(`No skill is registered as ${call.skill}.`, {
      code: 'unknown-skill',
      advice: 'Please try another question.',
    });
  return skill.run(context, call.input);
}
