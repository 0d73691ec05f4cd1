import { foldWord } from '../datasets/clean-text.ts';

/** Minutes after midnight. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

const DAY = 1_440;
const HALF_DAY = 720;
/** A stretch that ends before it starts goes over midnight; longer than this it is a slip of the pen. */
const LONGEST_OVERNIGHT = 12 * 60;

const CLOCK = String.raw`(\d{1,2})(?:\s?(?::|\.|h|,)\s?(\d{2}))?(?::\d{2})?\s?(?:h|uhr|hrs?|o'?clock)?\s?([ap])?\.?(?:m\.?)?`;
const TIME = new RegExp(`^${CLOCK}$`, 'i');
const WINDOW = new RegExp(
  `^(?:from|von|de|desde)?\\s*${CLOCK}\\s*(?:-|–|—|to|til|till|until|bis|a|à|hasta|→)\\s*${CLOCK}$`,
  'i',
);
const AFTER = new RegExp(`^(?:from|after|ab|nach|since|apres|à partir de|desde|despues de)\\s*${CLOCK}$`, 'i');
const AFTER_PLUS = new RegExp(`^${CLOCK}\\s*\\+$`, 'i');
const BEFORE = new RegExp(
  `^(?:until|till|til|before|up to|bis|vor|jusqu'?a|jusqu'?à|avant|hasta|antes de)\\s*${CLOCK}$`,
  'i',
);

const NEVER = new Set(
  'off no none never not x 0 closed unavailable away na frei nein nie keine zu geschlossen non repos jamais ferme aucun descanso nunca cerrado ninguno'.split(
    ' ',
  ),
);
const ALWAYS = new Set(
  'any all yes always allday anytime free available open whole wholeday full fullday flexible ja immer ganztags ganztaegig egal flexibel oui toujours disponible toutelajournee si siempre todoeldia cualquiera 24h'.split(
    ' ',
  ),
);

interface Clock {
  readonly minutes: number;
  /** It says neither am nor pm and could be either. */
  readonly open: boolean;
}

function clockOf(hourText: string | undefined, minuteText: string | undefined, half: string | undefined): Clock | null {
  const hour = Number(hourText);
  const minute = Number(minuteText ?? 0);
  if (!Number.isInteger(hour) || hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  if (half === undefined) return { minutes: hour * 60 + minute, open: hour >= 1 && hour <= 12 };
  if (hour < 1 || hour > 12) return null;
  return { minutes: (hour % 12) * 60 + minute + (half.toLowerCase() === 'p' ? HALF_DAY : 0), open: false };
}

/** "8", "8:00", "8.30", "8h30", "8am", "noon". @returns minutes after midnight; null when it is no time */
export function readTime(cell: string): number | null {
  const folded = foldWord(cell);
  if (['noon', 'midday', 'mittag', 'midi', 'mediodia'].includes(folded)) return HALF_DAY;
  if (['midnight', 'mitternacht', 'minuit', 'medianoche'].includes(folded)) return DAY;
  const found = TIME.exec(cell.trim());
  return found ? (clockOf(found[1], found[2], found[3])?.minutes ?? null) : null;
}

/** Written like a stretch of a day, whatever its times are. */
export const looksLikeWindow = (cell: string): boolean => WINDOW.test(cell.trim());

/** "8-16", "8am–4pm", "18:00-2:00". @returns null when it is no stretch of time, or ends before it starts */
export function readWindow(cell: string): TimeWindow | null {
  const found = WINDOW.exec(cell.trim());
  if (!found) return null;
  const from = clockOf(found[1], found[2], found[3]);
  const to = clockOf(found[4], found[5], found[6]);
  if (!from || !to) return null;
  // "1-5pm": both are in the afternoon. "8-4pm" is not.
  const start = from.open && found[6] !== undefined ? afternoonStart(from.minutes, to.minutes) : from.minutes;
  // "9-5": nobody means five in the morning.
  if (from.open && to.open && to.minutes < start && start < to.minutes + HALF_DAY)
    return { from: start, to: to.minutes + HALF_DAY };
  return windowBetween(start, to.minutes);
}

function afternoonStart(from: number, to: number): number {
  const later = (from % HALF_DAY) + HALF_DAY;
  return to >= HALF_DAY && later < to ? later : from;
}

/** Over midnight where the end comes first. @returns null when it ends before it starts */
export function windowBetween(from: number, to: number): TimeWindow | null {
  if (to > from) return { from, to };
  const over = to + DAY;
  return from < DAY && over - from <= LONGEST_OVERNIGHT && over > from ? { from, to: over } : null;
}

/**
 * "8-12, 14-18", "after 15:00", "off", "any".
 * @returns the stretches of a day; 'never', 'always'; null when it is none of these
 */
export function readWindows(cell: string): readonly TimeWindow[] | 'never' | 'always' | null {
  const folded = foldWord(cell);
  if (NEVER.has(folded) || /^[-–—/]+$/.test(cell.trim())) return 'never';
  if (ALWAYS.has(folded)) return 'always';
  const windows: TimeWindow[] = [];
  for (const part of cell.split(/[,;/&+]|\band\b|\bund\b|\bet\b|\by\b/).map((text) => text.trim())) {
    if (part === '') continue;
    const window = readOpenWindow(part) ?? readWindow(part);
    if (!window) return wholeWindow(cell);
    windows.push(window);
  }
  return joined(windows) ?? wholeWindow(cell);
}

/** A comma may be inside of a time, and "15:00+" ends with what else parts two stretches. */
function wholeWindow(cell: string): readonly TimeWindow[] | null {
  const window = readOpenWindow(cell.trim()) ?? readWindow(cell);
  return window ? [window] : null;
}

function readOpenWindow(part: string): TimeWindow | null {
  const after = AFTER.exec(part) ?? AFTER_PLUS.exec(part);
  const start = after ? clockOf(after[1], after[2], after[3]) : null;
  if (start && start.minutes < DAY) return { from: start.minutes, to: DAY };
  const before = BEFORE.exec(part);
  const end = before ? clockOf(before[1], before[2], before[3]) : null;
  return end && end.minutes > 0 ? { from: 0, to: end.minutes } : null;
}

/** In order, and those that touch as one. @returns null when there is none */
function joined(windows: readonly TimeWindow[]): TimeWindow[] | null {
  const merged: { from: number; to: number }[] = [];
  for (const window of [...windows].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && window.from <= last.to) last.to = Math.max(last.to, window.to);
    else merged.push({ ...window });
  }
  return merged.length > 0 ? merged : null;
}
