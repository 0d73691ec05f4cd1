import type { Fact } from '../../../src/contracts/fact.ts';
import type { SectionTemplate, SkillCall, SkillName } from '../../../src/contracts/skill.ts';
import type { CoachDeps } from '../deps.ts';
import type { CoachStateValue } from '../state.ts';

/** About two months: "last month" still counts from the end, "in 2014" does not. */
const NEAR_END_DAYS = 63;

const COUNTS_FROM_TODAY: ReadonlySet<SkillName> = new Set(['ask-metric', 'explain-change', 'forecast-metric']);

/** True unless the call names a time long before the data's end, which no "today" can have been meant by. */
function countsFromToday({ skill, input }: SkillCall, end: string): boolean {
  if (!COUNTS_FROM_TODAY.has(skill)) return false;
  const { period } = input;
  const until = typeof period === 'object' && period !== null && 'end' in period ? String(period.end) : end;
  return Date.parse(until) > Date.parse(end) - NEAR_END_DAYS * 86_400_000;
}

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
  if (deps.todayIsDataEnd && end && state.calls.some((call) => countsFromToday(call, end))) {
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
