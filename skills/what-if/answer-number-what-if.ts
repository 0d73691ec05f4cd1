import type { SkillResult } from '../../src/contracts/skill.ts';
import type { SkillContext } from '../context.ts';
import type { WhatIfInput } from './input.ts';

/** What a change would do to one of the company's numbers: that takes a model of causes, which is not built yet. */
export function answerNumberWhatIf(ctx: SkillContext, input: WhatIfInput): SkillResult {
  const { metrics } = ctx.catalogue;
  const metric = metrics.find((known) => known.key === input.metric) ?? metrics[0];
  return {
    facts: [],
    sections: [
      {
        kind: 'answer',
        template:
          'I cannot estimate yet what that would do to your numbers. I can show how they moved when things changed in the past, and I can try changes in a plan: orders, roster, prices, marketing.',
      },
    ],
    charts: [],
    tables: [],
    followUps: metric
      ? [
          { label: 'Which prices should we change?', kind: 'ask', call: { skill: 'set-prices', input: {} } },
          {
            label: 'Why did it change last week?',
            kind: 'ask',
            call: { skill: 'explain-change', input: { metric: metric.key } },
          },
        ]
      : [{ label: 'Add a file', kind: 'upload' }],
    working: null,
  };
}
