import { END, START, StateGraph } from '@langchain/langgraph';
import type { CoachDeps } from './deps.ts';
import { compose } from './nodes/compose.ts';
import { ground } from './nodes/ground.ts';
import { plan } from './nodes/plan.ts';
import { runSkills } from './nodes/run-skills.ts';
import { understand } from './nodes/understand.ts';
import { CoachState, type CoachStateValue } from './state.ts';

/** understand → plan → run skills → compose → ground. One turn of the coach. */
export const coachGraph = new StateGraph(CoachState)
  .addNode('understand', understand)
  .addNode('make_plan', plan)
  .addNode('run_skills', runSkills)
  .addNode('compose', compose)
  .addNode('ground', ground)
  .addEdge(START, 'understand')
  .addEdge('understand', 'make_plan')
  .addEdge('make_plan', 'run_skills')
  .addEdge('run_skills', 'compose')
  .addEdge('compose', 'ground')
  .addEdge('ground', END)
  .compile();

export interface CoachTurn {
  readonly turn: string;
  readonly text: string;
  readonly pressed: CoachStateValue['pressed'];
}

export type CoachOutcome = Required<Pick<CoachStateValue, 'calls' | 'tier' | 'asked' | 'actions' | 'files'>> & {
  readonly reply: NonNullable<CoachStateValue['reply']>;
};

/**
 * Answers one message.
 * @throws UserError, DataError, UpstreamError of the only step, when a plan of one step fails;
 *         the reason of `signal` when stopped.
 */
export async function runCoach(turn: CoachTurn, deps: CoachDeps): Promise<CoachOutcome> {
  const state = await coachGraph.invoke(
    {
      ...turn,
      understanding: null,
      tier: deps.thinker.tier,
      calls: [],
      steps: [],
      sections: [],
      asked: null,
      reply: null,
      actions: [],
      files: [],
    },
    { configurable: { deps }, signal: deps.signal },
  );
  deps.signal.throwIfAborted();
  if (!state.reply) throw new Error('The graph ended without a reply.');
  const { reply, calls, tier, asked, actions, files } = state;
  return { reply, calls, tier, asked, actions, files };
}
