import { expect, it } from 'vitest';
import { lastCompleteWeek, weekAfter } from '../../../src/digests/digest-week.ts';

it.each([
  ['2026-11-23', 'monday', '2026-11-16', '2026-11-22'],
  ['2026-11-22', 'monday', '2026-11-09', '2026-11-15'],
  ['2026-11-22', 'sunday', '2026-11-15', '2026-11-21'],
  ['2026-11-28', 'saturday', '2026-11-21', '2026-11-27'],
] as const)('the last week over before %s, weeks from %s', (today, weekStart, start, end) => {
  expect(lastCompleteWeek(today, weekStart)).toEqual({ start, end });
});

it('the week after is the seven days behind it', () => {
  expect(weekAfter({ start: '2026-11-16', end: '2026-11-22' })).toEqual({ start: '2026-11-23', end: '2026-11-29' });
});
