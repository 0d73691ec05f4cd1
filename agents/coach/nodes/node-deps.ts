import type { RunnableConfig } from '@langchain/core/runnables';
import { BugError } from '../../../src/contracts/errors.ts';
import type { CoachDeps } from '../deps.ts';

/** The deps of this turn travel in LangGraph's `configurable`, so that the compiled graph is shared by all turns. */
export function nodeDeps(config: RunnableConfig): CoachDeps {
  const deps: unknown = config.configurable?.deps;
  if (typeof deps !== 'object' || deps === null || !('runSkill' in deps)) {
    throw new BugError('The coach graph was started without its deps.', {
      code: 'graph-without-deps',
      advice: 'Start it with runCoach.',
    });
  }
  // Checked just above: only runCoach makes this object.
  return deps as CoachDeps;
}
