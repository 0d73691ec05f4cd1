import { measureText } from './measure-text.ts';

/** A label above the plot. */
export interface Flag {
  readonly x: number;
  readonly text: string;
  /** A thin line down through the plot: from its text (`full`), or from the top of the plot (`plot`). */
  readonly rule: 'full' | 'plot' | 'none';
  /** `side`: beside its line. `after`: right of it, where what it names begins. `center`: over a stretch. */
  readonly place: 'side' | 'after' | 'center';
  /** Left out last when there is no room for all. */
  readonly important: boolean;
}

export interface PlacedFlag<F extends Flag> {
  readonly flag: F;
  /** 0 is nearest to the plot. */
  readonly lane: number;
  readonly x: number;
  readonly align: Align;
}

export interface FlagBounds {
  readonly left: number;
  readonly right: number;
  readonly lanes: number;
  readonly size: number;
}

type Align = 'left' | 'center' | 'right';

interface Candidate<F extends Flag> extends PlacedFlag<F> {
  readonly from: number;
  readonly to: number;
}

const ALIGNS: Readonly<Record<Flag['place'], readonly Align[]>> = {
  side: ['left', 'right'],
  after: ['left'],
  center: ['center'],
};
const BESIDE = 5;
const GAP = 10;
/** More labels than this cannot be read anyway; and the search below stays small. */
const MAX_FLAGS = 10;
const MAX_TRIES = 4000;

/**
 * Staggers labels in lanes so that no text touches another and no line runs through a text. Goes from right to left,
 * lowest lane first, and goes back where that ends in a corner: an earlier label then moves up a lane. What has no
 * place at all is left out, line and label: a line that says nothing would be a riddle.
 */
export function placeFlags<F extends Flag>(flags: readonly F[], bounds: FlagBounds): PlacedFlag<F>[] {
  const important = flags.filter((f) => f.important);
  const others = flags.filter((f) => !f.important).slice(-Math.max(0, MAX_FLAGS - important.length));
  const order = [...important, ...others].toSorted((a, b) => b.x - a.x);
  const choices = order.map((flag) => listCandidates(flag, bounds));
  let best: { placed: Candidate<F>[]; missed: number } = { placed: [], missed: Number.POSITIVE_INFINITY };
  let tries = 0;
  const search = (index: number, placed: Candidate<F>[], missed: number): void => {
    tries += 1;
    if (missed >= best.missed || tries > MAX_TRIES) return;
    const flag = order[index];
    if (!flag) {
      best = { placed, missed };
      return;
    }
    for (const candidate of choices[index] ?? []) {
      if (!placed.some((p) => collide(p, candidate))) search(index + 1, [...placed, candidate], missed);
    }
    search(index + 1, placed, missed + (flag.important ? order.length : 1));
  };
  search(0, [], 0);
  return best.placed;
}

function listCandidates<F extends Flag>(flag: F, { left, right, lanes, size }: FlagBounds): Candidate<F>[] {
  const width = measureText(flag.text, size, 500);
  const aligns = ALIGNS[flag.place];
  return Array.from({ length: lanes }, (_, lane) => lane)
    .flatMap((lane) =>
      aligns.map((align) => {
        const x = placeText(flag.x, align, width, left, right);
        const from = align === 'center' ? x - width / 2 : align === 'left' ? x : x - width;
        return { flag, lane, x, align, from, to: from + width };
      }),
    )
    .filter((c) => c.from >= left - 0.5 && c.to <= right + 0.5);
}

function placeText(x: number, align: Align, width: number, left: number, right: number): number {
  if (align === 'left') return x + BESIDE;
  if (align === 'right') return x - BESIDE;
  return Math.max(left + width / 2, Math.min(right - width / 2, x));
}

function collide(a: Candidate<Flag>, b: Candidate<Flag>): boolean {
  if (a.lane === b.lane && a.from < b.to + GAP && b.from < a.to + GAP) return true;
  return ruleCrosses(a, b) || ruleCrosses(b, a);
}

/** A line runs from its own lane down, through the lanes under it. */
function ruleCrosses(ruled: Candidate<Flag>, text: Candidate<Flag>): boolean {
  const { flag, lane } = ruled;
  return flag.rule === 'full' && text.lane <= lane && flag.x > text.from - 3 && flag.x < text.to + 3;
}
