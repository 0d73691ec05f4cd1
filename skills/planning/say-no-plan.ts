import type { PlanKind, PlanRequest } from '../../src/contracts/plan.ts';
import type { SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import type { Finding } from '../../src/engines/optimizer/model/finding.ts';
import type { Remedy } from '../../src/engines/optimizer/model/optimization-model.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { CommonBasis, PlanMaker } from './plan-maker.ts';
import { sayChanges } from './say-change.ts';

interface Planless {
  readonly status: string;
  readonly findings: readonly Finding[];
  readonly remedies?: readonly Remedy[];
}

const OPENINGS: Readonly<Record<string, string>> = {
  invalid: 'I cannot plan with what I have: something in it cannot be right.',
  infeasible: 'There is no plan that keeps every rule.',
  unbounded: 'I cannot plan with this: nothing limits the plan, so something must be missing.',
  'no-plan': 'I found no plan in the time I may take. There may be one.',
};

/** Why there is no plan, and the smallest change that would make one possible. */
export function sayNoPlan<K extends PlanKind, Basis extends CommonBasis>(
  maker: Pick<PlanMaker<K, Basis>, 'sayFinding' | 'sayRemedy'>,
  outcome: object,
  { request, basis }: { readonly request: PlanRequest; readonly basis: Basis },
  book: FactBook,
): SkillResult {
  // Every outcome without a plan has these.
  const { status, findings, remedies = [] } = outcome as Planless;
  const tried = sayChanges(book, request.changes, 'This is what I tried it with');
  const sections: SectionTemplate[] = [
    { kind: 'answer', template: OPENINGS[status] ?? 'I found no plan.' },
    ...(tried ? [{ kind: 'detail' as const, template: tried }] : []),
    ...findings.flatMap((finding) => {
      const template = maker.sayFinding(finding, basis, book);
      return template === null ? [] : [{ kind: 'detail' as const, template }];
    }),
    ...remedies.map((remedy, at) => ({
      kind: 'next' as const,
      ...(at === 0 ? { heading: 'What would make it possible' } : {}),
      template: maker.sayRemedy(remedy, basis, book),
    })),
  ];
  return { facts: book.facts, sections, charts: [], tables: [], followUps: [], working: null };
}
