import type { RunnableConfig } from '@langchain/core/runnables';
import type { CoachStateValue } from '../state.ts';
import { nodeDeps } from './node-deps.ts';

/** Puts the steps' findings into prose with `{{fact}}` slots. */
export async function compose(state: CoachStateValue, config: RunnableConfig): Promise<Partial<CoachStateValue>> {
  const { thinker } = nodeDeps(config);
  return { sections: await thinker.compose(state.steps) };
}
