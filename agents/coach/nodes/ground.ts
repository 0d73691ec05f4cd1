import type { RunnableConfig } from '@langchain/core/runnables';
import { BugError } from '../../../src/contracts/errors.ts';
import type { FollowUp, Question, SectionTemplate } from '../../../src/contracts/skill.ts';
import { createGrounder } from '../../../src/facts/ground.ts';
import { buildReply } from '../build-reply.ts';
import { composePlainly } from '../compose-plainly.ts';
import type { CoachStateValue } from '../state.ts';
import { nodeDeps } from './node-deps.ts';
import { notesOf } from './notes.ts';

/** Buttons under one answer. */
const MAX_FOLLOW_UPS = 4;

/**
 * Fills every slot with its fact. A number that is no fact stops the prose: it is logged as a bug,
 * and the plain listing of the same facts goes out instead.
 */
export function ground(state: CoachStateValue, config: RunnableConfig): Partial<CoachStateValue> {
  const deps = nodeDeps(config);
  const notes = notesOf(state, deps);
  const facts = [...state.steps.flatMap((step) => step.result.facts), ...notes.facts, ...questionFacts(state.asked)];
  const asked = state.asked ? quoteLabels(state.asked) : null;
  const followUps = chooseFollowUps(state, asked);
  const build = (sections: readonly SectionTemplate[], withExtras: boolean) =>
    buildReply({
      turn: state.turn,
      steps: state.steps,
      sections,
      asked,
      followUps,
      withExtras,
      grounder: createGrounder(facts, deps.style),
      tableOf: deps.tableOf,
    });
  try {
    return build([...state.sections, ...notes.sections], true);
  } catch (error) {
    if (!(error instanceof BugError)) throw error;
    deps.onBug(error);
    return build(composePlainly(state.steps), false);
  }
}

/** Choice labels come from the company's catalogue and may hold digits, so each is quoted as a fact. */
function questionFacts(asked: Question | null) {
  return (asked?.choices ?? []).map((choice, index) => ({
    id: `q${index + 1}`,
    label: 'Choice',
    value: choice.label,
    unit: 'name' as const,
    format: { style: 'text' as const },
    source: { kind: 'catalogue' as const },
  }));
}

function quoteLabels(asked: Question): Question {
  return {
    ...asked,
    choices: asked.choices.map((choice, index) =>
      choice.label.includes('{{') ? choice : { ...choice, label: `{{q${index + 1}}}` },
    ),
  };
}

function chooseFollowUps(state: CoachStateValue, asked: Question | null): FollowUp[] {
  if (asked) return [...asked.choices];
  const lists = state.steps.map((step) => step.result.followUps);
  const picked: FollowUp[] = [];
  // One of each step in turn, so that a plan of two steps offers something about both.
  for (let rank = 0; picked.length < MAX_FOLLOW_UPS && lists.some((list) => rank < list.length); rank++) {
    for (const list of lists) {
      const item = list[rank];
      if (item && picked.length < MAX_FOLLOW_UPS) picked.push(item);
    }
  }
  return picked;
}
