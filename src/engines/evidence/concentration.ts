/**
 * Which cut of a change tells most? A dimension whose members all moved alike tells nothing; one where a small member
 * holds all of it tells everything. In the manner of Adtributor's explanatory power and surprise (Bhagwan et al. 2014).
 */

export interface Moved {
  readonly member: string;
  readonly delta: number;
  /** What part of the whole the member is; the delta it would have if all moved alike is share × total delta. */
  readonly share: number;
}

export interface Concentration {
  /** 0…1: part of all movement that at most three members carry beyond their share, less 0.1 for each after the first. */
  readonly score: number;
  readonly movers: readonly string[];
  readonly offsets: readonly string[];
}

const MAX_MOVERS = 3;
const MAX_OFFSETS = 2;
const PRICE_PER_MEMBER = 0.1;
/** Movers are named until this part of the movement in the total's direction is covered. */
const COVERED = 0.8;
/** A total below this part of the gross movement has no direction of its own. */
const BALANCED = 0.02;

export function measureConcentration(rows: readonly Moved[], delta: number): Concentration {
  const gross = rows.reduce((sum, row) => sum + Math.abs(row.delta), 0);
  if (!(gross > 0)) return { score: 0, movers: [], offsets: [] };
  const bySize = [...rows].sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
  const direction = Math.sign(Math.abs(delta) < BALANCED * gross ? (bySize[0]?.delta ?? 0) : delta);
  const along = bySize.filter((row) => row.delta * direction > 0);
  const against = bySize.filter((row) => row.delta * direction < 0 && Math.abs(row.delta) >= 0.1 * gross);
  return {
    score: scoreOf(along, delta, direction, gross),
    movers: cover(along),
    offsets: against.slice(0, MAX_OFFSETS).map((row) => row.member),
  };
}

function scoreOf(along: readonly Moved[], delta: number, direction: number, gross: number): number {
  const excess = along.map((row) => direction * (row.delta - delta * row.share)).sort((a, b) => b - a);
  let best = 0;
  let sum = 0;
  excess.slice(0, MAX_MOVERS).forEach((value, i) => {
    sum += value;
    best = Math.max(best, sum / gross - PRICE_PER_MEMBER * i);
  });
  return Math.min(1, best);
}

function cover(along: readonly Moved[]): string[] {
  const whole = along.reduce((sum, row) => sum + Math.abs(row.delta), 0);
  const movers: string[] = [];
  let covered = 0;
  for (const row of along.slice(0, MAX_MOVERS)) {
    if (covered >= COVERED * whole) break;
    covered += Math.abs(row.delta);
    movers.push(row.member);
  }
  return movers;
}
