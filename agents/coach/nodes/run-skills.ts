import type { RunnableConfig } from '@langchain/core/runnables';
import { BugError, DyocenseError } from '../../../src/contracts/errors.ts';
import type { SkillCall, SkillResult } from '../../../src/contracts/skill.ts';
import type { ComposedStep } from '../../../src/llm/port.ts';
import type { CoachStateValue } from '../state.ts';
import { nodeDeps } from './node-deps.ts';
import { renameFacts } from './rename-facts.ts';

/**
 * Runs the steps in order. When one of several fails, the others are still answered and the failure is said;
 * when the only one fails, the turn fails with its error.
 */
export async function runSkills(state: CoachStateValue, config: RunnableConfig): Promise<Partial<CoachStateValue>> {
  const { runSkill, signal } = nodeDeps(config);
  const steps: ComposedStep[] = [];
  let asked = state.asked;
  for (const [index, call] of state.calls.entries()) {
    signal.throwIfAborted();
    const result = await runStep(runSkill, call, state.calls.length > 1);
    steps.push({ call, result: renameFacts(result, stepPrefix(index)) });
    if (result.question) {
      asked = renameFacts(result, stepPrefix(index)).question ?? null;
      break;
    }
  }
  return { steps, asked };
}

/** Letters, so that a fact's id names its step: a1, a2, b1. */
const stepPrefix = (index: number): string => String.fromCharCode(97 + index);

async function runStep(
  run: (call: SkillCall) => Promise<SkillResult>,
  call: SkillCall,
  oneOfSeveral: boolean,
): Promise<SkillResult> {
  try {
    return await run(call);
  } catch (error) {
    if (!oneOfSeveral || !(error instanceof DyocenseError)) throw error;
    return {
      facts: [
        {
          id: 'f1',
          label: 'What went wrong',
          // What broke inside is for the log, not for a person.
          value: error instanceof BugError ? 'Something went wrong on our side.' : error.message,
          unit: 'name',
          format: { style: 'text' },
          source: { kind: 'catalogue' },
        },
        {
          id: 'f2',
          label: 'What to do',
          value: error.advice,
          unit: 'name',
          format: { style: 'text' },
          source: { kind: 'catalogue' },
        },
      ],
      sections: [{ kind: 'caveat', template: '{{f1}} {{f2}}' }],
      charts: [],
      tables: [],
      followUps: [],
      working: null,
    };
  }
}
