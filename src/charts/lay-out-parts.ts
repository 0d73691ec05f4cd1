import type { Unit } from '../contracts/catalogue.ts';
import type { DecompositionPart } from '../contracts/chart.ts';
import { formatTicks } from './format-number.ts';
import { chooseStep } from './number-ticks.ts';
import type { Page } from './page.ts';
import { createLabelWriter } from './write-labels.ts';

/** The plot of one part: every part has the same pixels for the same amount. */
export interface PartAxis {
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly number[];
  readonly labels: readonly string[];
  /** Of the plot, in pixels. */
  readonly height: number;
}

/** Pixels of all parts together, by how many there are; of the largest; and the least that is still seen as a plot. */
const BUDGET = { first: 110, more: 52 } as const;
const LARGEST = 150;
const LEAST = 30;
/** About so many pixels from one tick to the next. */
const TICK = 27;
/** The least between the middles of two labels. */
const LABELS_APART = 14;

/** One scale for all parts: the small ones get low plots, so that what matters little looks little. */
export function layOutParts(parts: readonly DecompositionPart[], unit: Unit, { writing }: Page): PartAxis[] {
  const ranges = parts.map(findRange);
  const sizes = ranges.map(([low, high]) => high - low);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const budget = BUDGET.first + BUDGET.more * (parts.length - 1);
  const perUnit = largest > 0 ? Math.min(budget / all, LARGEST / largest) : 1;
  const step = chooseStep(TICK / perUnit);
  return parts.map((part, i) => {
    const [low, high] = ranges[i] ?? [0, 0];
    const level = 'points' in part && part.level === true;
    const domain = widen([low, high], LEAST / perUnit);
    const from = Math.ceil(domain[0] / step - 1e-9);
    const to = Math.floor(domain[1] / step + 1e-9);
    const round = Array.from({ length: Math.max(0, to - from) + 1 }, (_, k) =>
      Number(((from + k) * step).toPrecision(12)),
    );
    const own = ownTicks(tidyEnds(low, high), level, LABELS_APART / perUnit);
    // A low plot with one round number in it says its own highest and lowest instead.
    const ticks = round.length < 2 ? own : round;
    const write = createLabelWriter(own, unit, writing);
    const labels =
      round.length < 2
        ? ticks.map((t) => (level ? write.value(t) : write.change(t)))
        : formatTicks(ticks, unit, writing);
    return {
      domain,
      ticks,
      labels:
        level || round.length < 2 ? labels : labels.map((label, k) => ((ticks[k] ?? 0) > 0 ? `+${label}` : label)),
      height: (domain[1] - domain[0]) * perUnit,
    };
  });
}

/** The lowest and the highest, with zero between for what is added; those that would touch another are left out. */
function ownTicks([low, high]: readonly [number, number], level: boolean, apart: number): number[] {
  if (level) return high - low >= apart ? [low, high] : [(low + high) / 2];
  const ends = [...(-low >= apart ? [low] : []), ...(high >= apart ? [high] : [])];
  if (ends.length === 0 && high - low >= apart) return [low, high];
  return [...ends, 0].toSorted((a, b) => a - b);
}

/** Without the cents of chance: to a hundredth of the range, inward. */
function tidyEnds(low: number, high: number): readonly [number, number] {
  if (low === high) return [low, high];
  const step = chooseStep((high - low) / 100);
  const round = (value: number) => Number((value * step).toPrecision(12));
  return [round(Math.ceil(low / step - 1e-9)), round(Math.floor(high / step + 1e-9))];
}

/** Of what is drawn; zero belongs to everything that is added to a level. */
function findRange(part: DecompositionPart): readonly [number, number] {
  const values =
    'profile' in part ? part.profile.map((s) => s.value) : part.points.flatMap((p) => (p.y === null ? [] : [p.y]));
  const base = 'points' in part && part.level === true ? [] : [0];
  const all = [...base, ...values];
  return [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
}

function widen([low, high]: readonly [number, number], least: number): [number, number] {
  const missing = Math.max(0, least - (high - low)) / 2;
  return [low - missing, high + missing];
}
