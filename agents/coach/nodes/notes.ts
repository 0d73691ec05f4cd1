import type { Fact } from '../../../src/contracts/fact.ts';
import type { SectionTemplate, SkillName } from '../../../src/contracts/skill.ts';
import type { CoachDeps } from '../deps.ts';
import type { CoachStateValue } from '../state.ts';

const COUNTS_FROM_TODAY: ReadonlySet<SkillName> = new Set(['ask-metric', 'explain-change', 'forecast-metric']);

/** What the answer must own up to: words it took for others, and a "today" that is only where the data ends. */
export function notesOf(state: CoachStateValue, deps: CoachDeps): { sections: SectionTemplate[]; facts: Fact[] } {
  const facts: Fact[] = [];
  const sections: SectionTemplate[] = [];
  const text = (value: string): string => {
    facts.push({
      id: `n${facts.length + 1}`,
      label: 'Your words',
      value,
      unit: 'name',
      format: { style: 'text' },
      source: { kind: 'asked' },
    });
    return `{{n${facts.length}}}`;
  };
  const assumed = state.understanding?.kind === 'plan' ? state.understanding.assumed : [];
  for (const { said, taken } of assumed) {
    if (said.toLowerCase() !== taken.toLowerCase())
      sections.push({ kind: 'caveat', template: `I read “${text(said)}” as “${text(taken)}”.` });
  }
  const end = deps.catalogue.dataRange?.end;
  if (deps.todayIsDataEnd && end && state.calls.some((call) => COUNTS_FROM_TODAY.has(call.skill))) {
    facts.push({
      id: 'nend',
      label: 'Last day with data',
      value: end,
      unit: 'date',
      format: { style: 'date' },
      source: { kind: 'catalogue' },
    });
    sections.push({
      kind: 'caveat',
      template: 'Your newest data is from {{nend}}, so I count days and weeks from there.',
    });
  }
  return { sections, facts };
}
