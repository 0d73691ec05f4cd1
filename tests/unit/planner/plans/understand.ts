import { planQuestion } from '../../../../agents/coach/understand/plan-question.ts';
import type { Catalogue } from '../../../../src/contracts/catalogue.ts';
import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { Understanding } from '../../../../src/contracts/understanding.ts';
import { TODAY } from './companies.ts';

/** The turn before, by the plan it was about. */
export const BEFORE = {
  orders: { skill: 'plan-inventory', input: {} },
  roster: { skill: 'plan-staffing', input: {} },
  prices: { skill: 'set-prices', input: {} },
  budget: { skill: 'plan-budget', input: {} },
  adjust: { skill: 'decide', input: { action: 'adjust', plan: '00000000-0000-4000-8000-000000000000' } },
  tried: { skill: 'what-if', input: { changes: [{ what: 'storage', percent: -20 }] } },
  number: { skill: 'ask-metric', input: { metric: 'sales' } },
} as const satisfies Readonly<Record<string, SkillCall>>;

export type Before = keyof typeof BEFORE | null;

export function understand(company: Catalogue, before: Before, text: string): Understanding {
  const previous = before === null ? {} : { previous: { calls: [BEFORE[before]] } };
  return planQuestion({ text, today: TODAY, attachments: [], ...previous }, company);
}

/** The one call of a message; undefined for a question back. */
export function onlyCall(company: Catalogue, before: Before, text: string): SkillCall | undefined {
  const understood = understand(company, before, text);
  return understood.kind === 'plan' && understood.calls.length === 1 ? understood.calls[0] : undefined;
}
