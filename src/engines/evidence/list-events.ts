import { readDayNumber } from './civil-steps.ts';
import type { EventFinding, ExplainInput } from './explain-types.ts';

/** Events that fall into either period, by date; the same label on the same day once. */
export function listEvents(input: Pick<ExplainInput, 'events' | 'period' | 'compare'>): EventFinding[] {
  const found = new Map<string, EventFinding>();
  for (const { t, label } of input.events) {
    if (readDayNumber(t) === null) continue;
    const inPeriod = t >= input.period.start && t <= input.period.end;
    const inCompare = t >= input.compare.start && t <= input.compare.end;
    if (!inPeriod && !inCompare) continue;
    const where = inPeriod && inCompare ? 'both' : inPeriod ? 'period' : 'compare';
    found.set(`${t} ${label}`, { t, label, where });
  }
  return [...found.values()].sort((a, b) => (a.t < b.t ? -1 : a.t > b.t ? 1 : 0));
}
