import type { Catalogue } from '../contracts/catalogue.ts';
import type { SectionTemplate, SkillCall, SkillResult } from '../contracts/skill.ts';
import type { Trace } from '../contracts/turn.ts';
import type { PlannerInput, Understanding } from '../contracts/understanding.ts';

/**
 * One way to think. The built-in one needs no language model; a local or a cloud model takes the same two places.
 * A thinker chooses and phrases. It computes nothing, and what it writes passes the same grounding as a template.
 */
export interface Thinker {
  readonly tier: Trace['tier'];
  /** What the person wants: skill calls, or a question back. */
  understand(input: PlannerInput, catalogue: Catalogue): Promise<Understanding>;
  /** Prose with `{{fact}}` slots for the results, in order. Slots are those of the results' facts. */
  compose(results: readonly ComposedStep[]): Promise<SectionTemplate[]>;
}

/** One skill's result inside a turn; its facts have ids that are unique in the turn. */
export interface ComposedStep {
  readonly call: SkillCall;
  readonly result: SkillResult;
}
