import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { ComposedStep, Thinker } from '../../src/llm/port.ts';
import { planQuestion } from './understand/plan-question.ts';

/** Thinks without a language model: the deterministic planner, and each skill's own templates. */
export const builtinThinker: Thinker = {
  tier: 'builtin',
  understand: async (input, catalogue) => planQuestion(input, catalogue),
  compose: async (steps) => composeTemplates(steps),
};

/** The answers come first, then what stands behind them, step by step. */
function composeTemplates(steps: readonly ComposedStep[]): SectionTemplate[] {
  return steps.flatMap(({ result }) => [...result.sections]);
}
