import type { RunnableConfig } from '@langchain/core/runnables';
import type { CoachStateValue } from '../state.ts';
import { nodeDeps } from './node-deps.ts';

/** Reads the message. A pressed button needs no reading. */
export async function understand(state: CoachStateValue, config: RunnableConfig): Promise<Partial<CoachStateValue>> {
  if (state.pressed) return { understanding: { kind: 'plan', calls: [state.pressed], assumed: [] } };
  const { thinker, catalogue, today, previous, attachments } = nodeDeps(config);
  const input = { text: state.text, today, attachments, ...(previous ? { previous } : {}) };
  return { understanding: await thinker.understand(input, catalogue), tier: thinker.tier };
}
