import type { Taken } from './future.ts';

/** All days that are taken to be closed as one assumption: thirteen Mondays are weighed once and told in one sentence. */
export function joinClosed(taken: readonly Taken[]): readonly Taken[] {
  const closed = taken.filter(({ assumption, days }) => assumption.what === 'closed' && days.length > 0);
  const [first] = closed;
  const days = [...new Set(closed.flatMap((one) => one.days))].sort();
  const [start] = days;
  const end = days.at(-1);
  if (first === undefined || closed.length < 2 || start === undefined || end === undefined) return taken;
  const joined: Taken = { ...first, assumption: { what: 'closed', period: { start, end } }, days };
  return taken.flatMap((one) => (one === first ? [joined] : closed.includes(one) ? [] : [one]));
}
