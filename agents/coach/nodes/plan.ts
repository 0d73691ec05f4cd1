import type { CoachStateValue } from '../state.ts';

/** More steps than this in one message is a list of questions, not a question. */
const MAX_STEPS = 4;

/** Turns what was understood into the list of steps, or into the question to ask back. */
export function plan(state: CoachStateValue): Partial<CoachStateValue> {
  const { understanding } = state;
  if (understanding?.kind === 'ask') return { calls: [], asked: understanding.question };
  return { calls: understanding?.calls.slice(0, MAX_STEPS) ?? [], asked: null };
}
