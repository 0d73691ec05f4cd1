import { Annotation } from '@langchain/langgraph';
import type { Reply } from '../../src/contracts/reply.ts';
import type { Question, SectionTemplate, SkillCall, SkillFile } from '../../src/contracts/skill.ts';
import type { Trace } from '../../src/contracts/turn.ts';
import type { Understanding } from '../../src/contracts/understanding.ts';
import type { ComposedStep } from '../../src/llm/port.ts';

/** A button of the reply and what pressing it does. */
export interface CoachAction {
  readonly id: string;
  readonly label: string;
  readonly call?: SkillCall;
}

/** A file of the reply, with what is in it. */
export type CoachFile = SkillFile & { readonly id: string };

/** What one turn of the coach knows, from the words that came in to the reply that goes out. */
export const CoachState = Annotation.Root({
  text: Annotation<string>,
  /** Set when a button was pressed: run exactly this, without reading the text. */
  pressed: Annotation<SkillCall | null>,
  turn: Annotation<string>,
  understanding: Annotation<Understanding | null>,
  tier: Annotation<Trace['tier']>,
  calls: Annotation<readonly SkillCall[]>,
  steps: Annotation<readonly ComposedStep[]>,
  sections: Annotation<readonly SectionTemplate[]>,
  asked: Annotation<Question | null>,
  reply: Annotation<Reply | null>,
  actions: Annotation<readonly CoachAction[]>,
  files: Annotation<readonly CoachFile[]>,
});

export type CoachStateValue = typeof CoachState.State;
