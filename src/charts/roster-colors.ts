import type { RosterChart } from '../contracts/chart.ts';
import type { KeyEntry } from './draw-key.ts';
import { mixColors, type Palette } from './palette.ts';

/** Colours of a shift's block: its fill, which text stands on, and its strong edge. */
export interface CellColors {
  readonly fill: string;
  readonly edge: string;
}

/** By role. Roles beyond the palette's share a neutral colour; with one role or none all shifts have the accent. */
export interface RoleColors {
  readonly roles: ReadonlyMap<string, CellColors>;
  readonly other: CellColors;
}

export function chooseRoleColors({ rows }: RosterChart, palette: Palette): RoleColors {
  const named = rows.flatMap((row) => row.cells.flatMap((cell) => cell.role ?? []));
  const roles = [...new Set(named)];
  const tinted = (color: string): CellColors => ({
    fill: mixColors(palette.background, color, palette.tint),
    edge: color,
  });
  if (roles.length < 2) return { roles: new Map(), other: tinted(palette.accent) };
  const shown = roles.slice(0, palette.categories.length);
  return {
    roles: new Map(shown.map((role, i) => [role, tinted(palette.categories[i] ?? palette.accent)])),
    other: tinted(palette.mutedMark),
  };
}

/** What the blocks mean: roles first, then what is out of the ordinary. */
export function listRosterKey(spec: RosterChart, colors: RoleColors, palette: Palette): KeyEntry[] {
  const cells = spec.rows.flatMap((row) => row.cells);
  const has = (tone: string) => cells.some((cell) => cell.tone === tone);
  const area = (text: string, { fill, edge }: CellColors): KeyEntry => ({ text, color: fill, opacity: 1, edge });
  const many = cells.some((cell) => cell.role !== undefined && !colors.roles.has(cell.role));
  return [
    ...[...colors.roles].map(([role, color]) => area(role, color)),
    ...(colors.roles.size > 0 && many ? [area('Other roles', colors.other)] : []),
    ...(has('overtime') ? [{ text: 'Overtime', color: palette.fall, opacity: 1, mark: 'outline' as const }] : []),
    ...(has('away') ? [{ text: 'Away', color: palette.mutedText, opacity: 1, mark: 'dashed-outline' as const }] : []),
    ...(has('short') ? [{ text: 'Missing', color: palette.fall, opacity: 1, mark: 'dashed-outline' as const }] : []),
    ...(cells.some((cell) => cell.changed)
      ? [{ text: 'Changed', color: palette.ink, opacity: 1, mark: 'dot' as const }]
      : []),
  ];
}
