import type { LinearModel } from '../../src/engines/optimizer/model/linear-model.ts';

/**
 * The model in free MPS for other solvers, always to be minimised: costs of a model that maximises change their sign,
 * and the offset is left out. Columns are c0, c1 …, rows r0, r1 …, the objective is called cost.
 */
export function writeMps(model: LinearModel): string {
  const rows: string[] = [' N cost'];
  const sides: string[] = [];
  const ranges: string[] = [];
  const columns: string[][] = Array.from({ length: model.variableCount }, () => []);
  for (let index = 0; index < model.rowCount; index += 1) {
    const { lower, upper, terms } = model.row(index);
    const sense = lower === upper ? 'E' : upper < Infinity ? 'L' : lower > -Infinity ? 'G' : 'N';
    // A row without bounds says nothing; a second N row would puzzle some readers.
    if (sense === 'N') continue;
    rows.push(` ${sense} r${index}`);
    const side = sense === 'G' ? lower : upper;
    if (side !== 0) sides.push(` rhs r${index} ${side}`);
    if (sense === 'L' && lower > -Infinity) ranges.push(` range r${index} ${upper - lower}`);
    for (const [variable, coefficient] of terms) columns[variable]?.push(` c${variable} r${index} ${coefficient}`);
  }
  return [
    // Without FREE cbc takes the first bound for one in fixed columns.
    'NAME model FREE',
    'ROWS',
    ...rows,
    'COLUMNS',
    ...writeColumns(model, columns),
    'RHS',
    ...sides,
    ...(ranges.length > 0 ? ['RANGES', ...ranges] : []),
    'BOUNDS',
    ...writeBounds(model),
    'ENDATA',
    '',
  ].join('\n');
}

/** Whole numbers stand between markers. A variable in no row keeps its place by its cost, zero or not. */
function writeColumns(model: LinearModel, columns: readonly (readonly string[])[]): string[] {
  const sign = model.sense === 'maximize' ? -1 : 1;
  const lines: string[] = [];
  let inside = false;
  for (const [variable, entries] of columns.entries()) {
    const { cost, integer } = model.variable(variable);
    if (integer !== inside) lines.push(` M${variable} 'MARKER' ${integer ? "'INTORG'" : "'INTEND'"}`);
    inside = integer;
    lines.push(` c${variable} cost ${sign * cost}`, ...entries);
  }
  if (inside) lines.push(" M 'MARKER' 'INTEND'");
  return lines;
}

/** Both bounds of each variable are written: what a missing one means for whole numbers differs between readers. */
function writeBounds(model: LinearModel): string[] {
  return Array.from({ length: model.variableCount }, (_, variable) => model.variable(variable)).flatMap(
    ({ lower, upper }, variable) => {
      if (lower === upper) return [` FX bound c${variable} ${lower}`];
      return [
        lower === -Infinity ? ` MI bound c${variable}` : ` LO bound c${variable} ${lower}`,
        upper === Infinity ? ` PL bound c${variable}` : ` UP bound c${variable} ${upper}`,
      ];
    },
  );
}
