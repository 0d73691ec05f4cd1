const DAY = 1440;

/** "7" or "7:30": minutes after midnight on a clock of 24 hours. */
export function writeTime(minutes: number): string {
  const inDay = minutes % DAY;
  const rest = inDay % 60;
  return `${Math.floor(inDay / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** "7–15", "17:30–2". */
export const writeSpan = (from: number, to: number): string => `${writeTime(from)}–${writeTime(to)}`;

/** "07:00", for files. */
export function writeClock(minutes: number): string {
  const inDay = minutes % DAY;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}

/** Hours with at most two decimals. */
export const hoursOf = (minutes: number): number => Math.round((minutes / 60) * 100) / 100;
