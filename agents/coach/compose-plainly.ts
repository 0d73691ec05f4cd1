import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { ComposedStep } from '../../src/llm/port.ts';

/** The last resort: the facts themselves, one a line, with nothing around them that could be wrong. */
export function composePlainly(steps: readonly ComposedStep[]): SectionTemplate[] {
  const lines = steps.flatMap(({ result }) =>
    result.facts
      .filter((fact) => typeof fact.value === 'number' && Number.isFinite(fact.value) && !/\p{N}/u.test(fact.label))
      .slice(0, 8)
      .map((fact): SectionTemplate => ({ kind: 'card', template: `${fact.label}: {{${fact.id}}}` })),
  );
  return [
    {
      kind: 'answer',
      template:
        lines.length > 0 ? 'Here is what I found.' : 'I could not put this answer into words. Please ask again.',
    },
    ...lines,
  ];
}
